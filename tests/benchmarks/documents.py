"""A thousand documents taken in by one command, beside a bare loop over trafilatura and pypdfium2."""

from __future__ import annotations

import ctypes
import io
import os
import shutil
import tempfile
from itertools import cycle, islice
from pathlib import Path

from tests.benchmarks.measure import Cost, least, python, run, tracker
from tests.benchmarks.table import Line

COPIES = 1000
_MOST = 1.5
# What nobody can do without: the words out of every page and file, kept nowhere. The files whose names end in one of
# the words given go through trafilatura.
_BARE = """
import sys
from pathlib import Path
import pypdfium2, trafilatura
characters = 0
for path in sorted(Path(sys.argv[1]).iterdir()):
    data = path.read_bytes()
    if path.suffix in sys.argv[2:]:
        characters += len(trafilatura.extract(data) or "")
    elif path.suffix == ".pdf":
        with pypdfium2.PdfDocument(data) as document:
            for page in document:
                textpage = page.get_textpage()
                characters += len(textpage.get_text_bounded())
                textpage.close()
                page.close()
    else:
        characters += len(data.decode("utf-8"))
print(characters)
"""
_FIXTURES = Path(__file__).parents[2] / "fixtures"
_SOURCES = (_FIXTURES / "quality" / "docs", _FIXTURES / "coalition" / "texts")  # 24 documents, and five digests


def measure(folder: Path, rounds: int) -> list[Line]:
    """Time and memory of ``tracker add document FOLDER --yes``, against two bare loops, by turns.

    Most of the documents are plain text. The first loop decodes these and has trafilatura read the pages alone; it is
    what the limit is held against. The second gives trafilatura the plain texts as well, of which that makes nothing.
    """
    chosen = os.environ.get("TRACKER_BENCHMARK_DOCUMENTS", "")
    sources = [Path(each) for each in chosen.split(os.pathsep) if each] or _SOURCES
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        copies = Path(scratch, "documents")
        _copy(sorted(path for each in sources for path in each.iterdir() if path.is_file()), copies)
        costs: dict[str, list[Cost]] = {"bare": [], "all": [], "tracker": []}
        for number in range(max(2, rounds // 5)):
            register = str(Path(scratch, f"{number}.sqlite"))
            run(tracker("init", "--register", register))
            costs["bare"].append(run(python(_BARE, str(copies), ".html")))
            costs["all"].append(run(python(_BARE, str(copies), ".html", ".txt", ".md")))
            add = ("add", "document", str(copies), "--yes", "--undated")  # the digests do not say their days
            costs["tracker"].append(run(tracker(*add, "--quiet", "--register", register)))
    bare, through, ours = (least(each) for each in costs.values())
    speed = f"{COPIES / ours.wall * 1000:,.0f} documents/s"
    return [
        Line(f"a bare loop over {COPIES} documents", "", None, cost=bare, remark=f"{COPIES / bare.wall * 1000:,.0f}/s"),
        Line("the same, plain texts through trafilatura too", "the bare loop", through.wall / bare.wall, cost=through),
        Line(f"add {COPIES} documents, {speed}: wait", "the bare loop", ours.wall / bare.wall, most=_MOST, cost=ours),
        Line(f"add {COPIES} documents: wait", "plain texts too", ours.wall / through.wall),
        Line(f"add {COPIES} documents: processor time", "the bare loop", ours.cpu / bare.cpu, cost=ours),
        Line(f"add {COPIES} documents: memory of the largest process", "the bare loop", ours.memory / bare.memory),
    ]


def _copy(sources: list[Path], folder: Path) -> None:
    """Copy the sources in turn until there are enough, each with words of its own: a text is recorded once."""
    folder.mkdir(parents=True)
    for number, source in enumerate(islice(cycle(sources), COPIES)):
        target = folder / f"{number:04}-{source.name}"
        if number < len(sources):
            shutil.copyfile(source, target)
        elif source.suffix == ".pdf":
            target.write_bytes(_marked_pdf(source.read_bytes(), f"This is copy number {number}."))
        elif source.suffix == ".html":
            text = source.read_text(encoding="utf-8")
            place = text.find("</p>", text.find("</h1>"))  # the first paragraph of the article
            target.write_text(f"{text[:place]} This is copy number {number}.{text[place:]}", encoding="utf-8")
        else:
            text = source.read_text(encoding="utf-8")
            target.write_text(f"{text.rstrip()}\n\nThis is copy number {number}.\n", encoding="utf-8")


def _marked_pdf(data: bytes, words: str) -> bytes:
    """A PDF with a line more on its last page."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    with pypdfium2.PdfDocument(data) as document:
        page = document[len(document) - 1]
        line = pdfium.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", 10.0)
        encoded = (words + "\0").encode("utf-16-le")
        characters = ctypes.cast(ctypes.create_string_buffer(encoded), ctypes.POINTER(ctypes.c_ushort))
        pdfium.FPDFText_SetText(line, characters)
        pdfium.FPDFPageObj_Transform(line, 1, 0, 0, 1, 60, 30)
        pdfium.FPDFPage_InsertObject(page.raw, line)
        pdfium.FPDFPage_GenerateContent(page.raw)
        page.close()
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()
