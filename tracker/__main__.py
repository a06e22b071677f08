"""``python -m tracker``: the same program as the ``tracker`` command."""

from tracker.cli import main

main(prog_name="tracker")
