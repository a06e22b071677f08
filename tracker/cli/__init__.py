"""The command line: a table of commands, imported one by one when asked for, and the one error boundary."""

import gc
import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)  # until there is something that can tell that it was interrupted

# Nothing is garbage while modules load, and little in a run this short: collecting costs more than it frees.
gc.disable()

import atexit
import sys
from typing import Any

from tracker.cli.later import put_off

put_off("inspect")

import click

from tracker.cli import streams
from tracker.cli.app import App, beside
from tracker.cli.helped import Group, option
from tracker.errors import BadInputError, TrackerError, UsageError

gc.freeze()  # what is loaded by now stays to the end
gc.set_threshold(50_000, 20, 50)
gc.enable()
signal.signal(signal.SIGINT, signal.default_int_handler)
atexit.register(gc.freeze)  # nor is it worth sorting through everything when the program ends

# Every command: its module, and the line that `tracker --help` shows without importing it.
COMMANDS = {
    "init": ("setup", "Make an empty register."),
    "upgrade": ("setup", "Bring a register made by an older tracker up to date."),
    "backup": ("setup", "Write a whole copy of the register."),
    "restore": ("setup", "Put a backup in the place of the register."),
    "add": ("record", "Record a party, document, feed, pledge, enquiry or dispute."),
    "link": ("record", "Link a pledge to a later document that bears on it, or to a pledge."),
    "edit": ("edit", "Correct a record; the log keeps what it said before."),
    "status": ("status", "List how the pledges stand, most pressing first."),
    "show": ("show", "Show a record whole: words, source, what followed."),
    "explain": ("show", "Explain why a pledge stands as it does."),
    "search": ("search", "Search the words of pledges and documents."),
    "open": ("pages", "Open the original of a document, else its address."),
    "refresh": ("pages", "Fetch pages again and look for news in the feeds."),
    "scan": ("scan", "Propose pledges, and what became of recorded ones."),
    "review": ("review", "Decide what the machine proposes."),
    "report": ("report", "Print a report: late, said again, silent, coming, changed, amounts."),
    "import": ("exchange", "Bring in a data package, or a table."),
    "export": ("exchange", "Write the whole register: a data package, or a file."),
    "site": ("site", "Write the register as a static website."),
    "log": ("audit", "Show the log of revisions: who changed what, when."),
    "check": ("audit", "Check that quotes, hashes, standings and the log still hold."),
    "repair": ("audit", "Compute again what is derived: standings, counts, words."),
}
EXIT_CODES = (
    "0 done · 1 a check found something · 2 usage · 3 register missing, older or newer ·"
    " 4 no such record · 5 conflicts with what is recorded · 6 bad input file · 130 interrupted"
)


class Lazy(Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = __import__(f"tracker.cli.{COMMANDS[cmd_name][0]}", fromlist=["*"])
        command: click.Command = getattr(module, f"{cmd_name}_" if cmd_name in ("import", "open") else cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command asked for; an unknown one is refused with the one that was probably meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            ctx.fail(f"No such command '{args[0]}'.{f' Did you mean {near[0]}?' if near else ''}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name, help=COMMANDS[name][1]) for name in COMMANDS if name.startswith(incomplete)]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; that its reader has seen enough (`| head`) is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # caught before Click sees it, which would exit with 1
            streams.give_up()
            return 0

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command; every refusal becomes a message on standard error and an exit code, here and only here."""
        extra["standalone_mode"] = False
        try:
            streams.prepare()
            code = super().main(*args, **extra)
        except click.exceptions.Exit as done:
            code = done.exit_code
        except click.ClickException as error:
            _say_usage(error)
            code = 2
        except TrackerError as error:
            _say(error)
            code = error.exit_code
        except UnicodeEncodeError as error:
            _say(_unreadable(error))
            code = UsageError.exit_code
        except OSError as error:
            if not streams.is_unwritable(error):
                raise
            streams.give_up()
            lost = "Make room, or choose another place for it; only the answer is lost, the command is done."
            _say(TrackerError(f"The answer cannot be written: {error.strerror}.", remedy=lost))
            code = TrackerError.exit_code
        except (click.Abort, KeyboardInterrupt):
            click.echo("Interrupted; nothing half done was kept.", err=True)
            code = 130
        sys.exit(code if isinstance(code, int) else 0)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from tracker import __version__

        click.echo(f"tracker {__version__}")
        ctx.exit()


@click.command(
    cls=Lazy,
    epilog="Exit codes: " + EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@option("--register", metavar="PATH|URL", help="The register to use; also after the command. [TRACKER_REGISTER]")
@option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print the version.")
@click.pass_context
def main(ctx: click.Context, register: str | None) -> None:
    """Keep a register of public commitments: who said they would do what, when, in which words; what later
    documents say of it; and how it stands on any day.
    """
    app = ctx.ensure_object(App)
    if register:
        app.register = register


def _unreadable(error: UnicodeEncodeError) -> UsageError:
    """The refusal of words that hold bytes which are no text (Python lets them in as surrogates)."""
    return UsageError(
        f"“{error.object[:60]}” is not UTF-8.",
        why="What was typed holds bytes that are no letters in it, as another encoding would write them.",
        remedy="Use a terminal, or a script, that writes UTF-8.",
    )


def _say(error: TrackerError) -> None:
    """Print a refusal: what, why, what to do. Control characters in quoted input are made harmless."""
    _print("Error: ", error.what)
    problems = error.problems if isinstance(error, BadInputError) else ()
    for problem in problems[:50]:
        _print("  ", problem)
    if len(problems) > 50:
        _print("  ", f"… and {len(problems) - 50} more")
    _print("  Why: ", error.why)
    _print("  Do:  ", error.remedy)


def _print(head: str, text: str) -> None:
    """Print a part of a refusal, if there is one; on a terminal wrapped at words, below its head."""
    if text and sys.stderr.isatty():
        for number, line in enumerate(text.split("\n")):
            click.echo(beside(line, " " * len(head) if number else head, " " * len(head)), file=sys.stderr)
    elif text:
        under = " " * len(head) if head.startswith(" ") else ""  # lines of a reason stand below each other
        click.echo(beside(text.replace("\n", f"\n{under}"), head), file=sys.stderr)


def _say_usage(error: click.ClickException) -> None:
    ctx = getattr(error, "ctx", None)
    _say(TrackerError(error.format_message(), remedy=f"See: {ctx.command_path} --help" if ctx else ""))
