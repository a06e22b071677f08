"""Scan documents one after the other: they are kept a few at a time, so that what was interrupted goes on."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from tracker import scan
from tracker.cli.app import App
from tracker.cli.incoming import RecordedAlreadyError
from tracker.cli.intake import Intake, Wishes, line_of
from tracker.cli.keeping import document_of
from tracker.cli.pointing import Pointing, pointing
from tracker.cli.windows import own_rules
from tracker.cli.working import progress
from tracker.documents.sources import expanded, is_address
from tracker.errors import BadInputError, NotFoundError
from tracker.exchange.sightings import rows
from tracker.language.tongues import READ, UNDETERMINED
from tracker.model import Document
from tracker.proposals import Proposal
from tracker.register import proposed, records
from tracker.register.kept_index import pledge_index
from tracker.register.proposing import keep
from tracker.register.refs import resolve
from tracker.register.refusals import Deed, refusals
from tracker.register.series import Refs
from tracker.register.writes import Writer
from tracker.reports.review import proposals as report
from tracker.scan import Sighted

_TOGETHER = 25  # documents that are read from the register, and whose proposals are kept, at once


def scan_all(
    app: App,
    sources: Sequence[str],
    *,
    new: bool,
    workers: int,
    dry_run: bool,
    undated: bool,
    allow_private: bool,
    llm: bool,
) -> None:
    """Scan what was named and, with ``new``, what was never scanned; show what is proposed.

    With ``llm`` a language model points at pledges beside the rules.
    """
    with pointing(app, llm) as model:
        intake = Intake(app, Wishes({}, undated=undated, allow_private=allow_private), keeping=not dry_run)
        intake.beside = True
        refs, failed = _documents(app, sources, intake)
        with app.reading() as reader:
            if new:
                refs = list(dict.fromkeys([*refs, *proposed.unscanned(reader)]))
            documents = [document_of(each, "") for each in intake.waiting]
            documents += [records.document(reader, ref) for ref in refs]
            documents.sort(key=_by_day)
            index = pledge_index(reader)
        read = scan.scan(_texts(app, documents), index, workers=workers, overlay=own_rules())
        if model:
            model.announce(len(documents))
            read = model.beside(read, index, workers)
        found, known = _scanned(app, read, len(documents), model, keeping=not dry_run)
        if app.chosen != "jsonl":
            _show(app, found, len(documents), known)
        _tell_languages(app, documents)
    _raise_failures(failed, model)


def _tell_languages(app: App, documents: Sequence[Document]) -> None:
    """Say in which documents no pledges were looked for, and what to do where nobody can tell the language."""
    told = [(each.ref or each.title, each.language.split("-")[0].lower()) for each in documents if each.sha256]
    unknown = [name for name, language in told if language == UNDETERMINED]
    outside = [name for name, language in told if language not in (*READ, UNDETERMINED)]
    said = "so read for follow-ups only, by figures and names"
    if outside:
        app.tell(f"Not in {' or '.join(READ)}, {said}: {', '.join(outside)}.")
    if unknown:
        app.tell(f"Of a language that cannot be told, {said}: {', '.join(unknown)}.")
        app.tell(f"Where one is in {READ[0]}, say so and scan again: tracker edit REF --set language={READ[0]}")


def _scanned(
    app: App, read: Iterator[Sighted], total: int, model: Pointing | None, *, keeping: bool
) -> tuple[list[Proposal], int]:
    """Write and keep what was sighted, as it comes: what is new (all of it, if it is not kept), how many were known."""
    found: list[Proposal] = []
    known = 0
    with _lines(app) as write, progress(app, "Scanning", 0 if write and _seen(app) else total) as step:
        told = _told(app, read, step, write)
        if not keeping:
            return [proposal for each in told for proposal in each.proposals()], 0
        # What a model has answered was waited for and paid: it is kept at once.
        for some in _together(told, 1 if model else _TOGETHER):
            with _as_far_as_it_goes(app) as (writer, each_whole):
                refs = Refs(writer)
                for each in some:
                    ref = each.document.ref
                    asked = model is not None and model.is_whole(ref)
                    with each_whole():
                        kept = keep(writer, ref, each.proposals(), rules=each.rules, at=app.now, asked=asked, refs=refs)
                    found += kept.new
                    known += kept.known
    return found, known


def _told(
    app: App, read: Iterator[Sighted], step: Callable[[str], None], write: Callable[[str], object] | None
) -> Iterator[Sighted]:
    """What was sighted, told as it comes: by a step, and by lines where they are asked for."""
    names = _names(app)
    for sighted in read:
        ref = sighted.document.ref
        step(ref)
        if write:
            for row in rows(sighted, names.get(ref) or ref or sighted.document.title):
                write(f"{json.dumps(row, ensure_ascii=False)}\n")
        yield sighted


@contextmanager
def _as_far_as_it_goes(app: App) -> Iterator[tuple[Writer, Callable[[], AbstractContextManager[object]]]]:
    """One transaction for what is whole each by itself: an error, or Ctrl-C, undoes only what it comes in."""
    stopped: BaseException | None = None
    with refusals(app.location, Deed.WRITE):
        with app.writing("scan") as writer:
            try:
                yield writer, writer.connection.begin_nested
            except (Exception, KeyboardInterrupt) as error:
                if writer.connection.invalidated:  # stopped within a statement: there is nothing left to commit
                    raise
                stopped = error
        if stopped:
            raise stopped


def _together(read: Iterator[Sighted], most: int) -> Iterator[list[Sighted]]:
    """What was sighted, some documents at a time; what was read before an error, or Ctrl-C, comes too."""
    some: list[Sighted] = []
    try:
        for each in read:
            some.append(each)
            if len(some) == most:
                yield some
                some = []
    except (Exception, KeyboardInterrupt):
        if some:
            yield some
        raise
    if some:
        yield some


def _names(app: App) -> dict[str, str]:
    """What the originals of documents are called, by ref, where lines name them."""
    if app.chosen != "jsonl":
        return {}
    with app.reading() as reader:
        return {each.document: each.name for each in records.originals(reader)}


def _raise_failures(failed: Sequence[str], model: Pointing | None) -> None:
    """Say what could not be scanned, and about what a model was not heard; what was found elsewhere is kept."""
    unheard = model.failed if model else []
    told = [f"{len(failed)} of the sources could not be scanned."] if failed else []
    if model and unheard:
        told.append(model.what_failed())
    if told:
        remedy = model.remedy() if model else ""
        raise BadInputError(" ".join(told), remedy=remedy, problems=(*failed, *unheard))


@contextmanager
def _lines(app: App) -> Iterator[Callable[[str], object] | None]:
    """What writes JSON lines as they are found; ``None`` where they are not asked for."""
    if app.chosen != "jsonl":
        yield None
        return
    with app.out() as out:
        yield out.write


def _seen(app: App) -> bool:
    """Whether lines go to the terminal that a sign of progress would be drawn on."""
    return app.output in (None, "-") and sys.stdout.isatty()


def _documents(app: App, sources: Sequence[str], intake: Intake) -> tuple[list[str], list[str]]:
    """The refs of the documents that are meant; files and addresses are taken in first."""
    refs: list[str] = []
    files: list[str] = []
    with app.reading() as reader:
        for each in sources:
            if is_address(each) or os.path.exists(each) or each == "-":
                files.append(each)
                continue
            try:
                refs.append(resolve(reader, each, "document")[1])
            except NotFoundError as error:
                raise NotFoundError(f"There is no document and no file {each}.", remedy=error.remedy) from None
    wanted = list(dict.fromkeys(expanded(files)))
    if wanted:
        intake.take_what_can_be(wanted)
    known = [error.ref for _, error in intake.failed if isinstance(error, RecordedAlreadyError)]
    failed = [line_of(name, error) for name, error in intake.failed if not isinstance(error, RecordedAlreadyError)]
    return list(dict.fromkeys([*refs, *intake.kept, *known])), failed


def _texts(app: App, documents: Sequence[Document]) -> Iterator[Document]:
    """The documents with their texts, a few at a time."""
    for first in range(0, len(documents), _TOGETHER):
        some = documents[first : first + _TOGETHER]
        with app.reading() as reader:
            told = [each if each.text is not None else records.document(reader, each.ref, text=True) for each in some]
        yield from told


def _by_day(document: Document) -> tuple[str, str]:
    return str(document.published_on or "9999"), document.ref


def _show(app: App, found: list[Proposal], documents: int, known: int) -> None:
    likely = sum(each.band == "likely" for each in found)
    what = f"{documents} {'document' if documents == 1 else 'documents'}"
    app.show(report(found, app.as_of, (f"{len(found)} proposals ({likely} likely) in {what}",)))
    if known:
        app.tell(f"{known} known already: proposed before, or recorded.")
    if found and found[0].ref:
        app.tell("Decide with: tracker review")
