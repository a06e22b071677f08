"""``make quality``: propose what a corpus holds, and print how good the proposals are, figure by figure."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.quality import lists
from tests.quality.corpus import OUR_OWN, Corpus, load
from tests.quality.misses import misses
from tests.quality.proposals import propose
from tests.quality.score import Score, of_chains, score
from tests.quality.targets import DEVELOPMENT, HELD_OUT, written
from tracker.errors import BadInputError, TrackerError


def main(arguments: list[str] | None = None) -> int:
    """Read the options, propose or take what was proposed, print the score."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=OUR_OWN, metavar="DIR", help="another corpus folder")
    parser.add_argument("--proposals", type=Path, metavar="FILE", help="leave the proposals here, as JSON lines")
    parser.add_argument("--score", type=Path, metavar="FILE", help="score the proposals in a file, make none")
    parser.add_argument("--misses", metavar="CHAINS", help="tell what is wrong in these chains, one by one: TNK,SHL")
    given = parser.parse_args(arguments)
    try:
        corpus = load(given.corpus)
        for each in corpus.unread:
            sys.stderr.write(f"Left out: {each}\n")
        proposals = _read(given.score) if given.score else _proposed(corpus)
        if given.proposals:
            given.proposals.write_text("".join(f"{_line(each)}\n" for each in proposals), encoding="utf-8")
        sys.stdout.write(f"{written(scores(corpus, proposals))}\n")
        for line in misses(corpus, proposals, given.misses.split(",")) if given.misses else ():
            sys.stdout.write(f"{line}\n")
        if (given.corpus / "lists").is_dir():
            sys.stdout.write(f"\n{lists.written(lists.measure(given.corpus / 'lists'))}\n")
    except TrackerError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


def scores(corpus: Corpus, proposals: Iterable[dict[str, Any]]) -> dict[str, Score]:
    """The score on each set of chains that the corpus has, and on all of it."""
    listed = [*proposals]
    sets = {"development": DEVELOPMENT, "held out": HELD_OUT}
    found = {name: chains for name, chains in sets.items() if {*chains} & {*corpus.chains.values()}}
    return {name: of_chains(corpus, listed, chains) for name, chains in found.items()} | {"all": score(corpus, listed)}


def _proposed(corpus: Corpus) -> list[dict[str, Any]]:
    """The proposals for every document; how long they took is told beside."""
    begun = time.perf_counter()
    proposals = [*propose(corpus)]
    took, documents = time.perf_counter() - begun, len(corpus.documents)
    sys.stderr.write(f"{len(proposals)} proposals from {documents} documents in {took:.2f} s\n")
    return proposals


def _read(file: Path) -> list[dict[str, Any]]:
    """Proposals from a file of JSON lines."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise BadInputError(f"{file} cannot be read.", why=str(error)) from error


def _line(proposal: dict[str, Any]) -> str:
    return json.dumps(proposal, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
