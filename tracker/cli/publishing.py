"""Reports for publication: the foot that says what they rest on; with ``--freeze`` a copy to hold against it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tracker.cli.app import App

if TYPE_CHECKING:
    from tracker.register.connect import Reader
    from tracker.reports import Report
    from tracker.reports.rates import Rate


_IN_PROSE = ("md", "html")
_ON_PAPER = ("table", "md", "html", "xlsx")
_WITHOUT_NOTES = ("csv", "jsonl")  # what notes say is told beside them


def publish(
    app: App,
    reader: "Reader",
    report: "Report",
    behind: Iterable[str] | None = None,
    *,
    rates: "Iterable[Rate]" = (),
) -> None:
    """Show a report with its foot; with ``--freeze``, leave a frozen copy too.

    ``behind`` are the refs of the pledges that it rests on; those that it lists, unless given. ``rates`` are those of
    the file that it was made with: the register does not hold them.
    """
    from tracker.register.state import foot

    report = report._replace(notes=(*report.notes, foot(reader)))
    if app.frozen:
        from tracker.cli.freezing import keep

        report = keep(app, app.frozen, reader, report, behind, rates)
    app.show(_marked(app, reader, _behind(app, report)))


def _behind(app: App, report: "Report") -> "Report":
    """The report with the refs behind its totals where its format has room for them."""
    from tracker.reports.behind import left_out, listed

    if app.chosen in _IN_PROSE:
        return listed(report)
    return left_out(report) if app.chosen == "table" else report


def _marked(app: App, reader: "Reader", report: "Report") -> "Report":
    """The report with the sources marked whose text is not held; most registers hold all of them."""
    missing = frozenset(ref for (ref,) in reader.rows(reader.sql.STATEMENTS["documents_without_text"]))
    if missing:
        from tracker.reports.held import marked

        told = marked(report, missing, on_paper=app.chosen in _ON_PAPER)
        if app.chosen in _WITHOUT_NOTES:
            for note in told.notes[len(report.notes) :]:
                app.tell(note)
        return told
    return report
