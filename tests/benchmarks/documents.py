"""A thousand documents taken in by one command, beside a bare loop over trafilatura and pypdfium2."""

from __future__ import annotations

import ctypes
import io
import os
import shutil
import tempfile
from itertools import cycle, islice
from pathlib import Path

from tests.benchmarks.measure import Cost, Program, least, python, run, tracker
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
    Copies byte by byte are measured apart: what has come before is known by its bytes, and not read again.
    """
    chosen = os.environ.get("TRACKER_BENCHMARK_DOCUMENTS", "")
    sources = [Path(each) for each in chosen.split(os.pathsep) if each] or _SOURCES
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        copies, alike = Path(scratch, "documents"), Path(scratch, "alike")
        files = sorted(path for each in sources for path in each.iterdir() if path.is_file())
        _copy(files, copies)
        _copy(files, alike, marked=False)
        costs: dict[str, list[Cost]] = {"bare": [], "all": [], "tracker": [], "alike, bare": [], "alike": []}
        for number in range(max(2, rounds // 5)):
            register, other = (str(Path(scratch, f"{name}-{number}.sqlite")) for name in ("marked", "alike"))
            run(tracker("init", "--register", register))
            run(tracker("init", "--register", other))
            costs["bare"].append(run(python(_BARE, str(copies), ".html")))
            costs["all"].append(run(python(_BARE, str(copies), ".html", ".txt", ".md")))
            costs["tracker"].append(run(_adding(copies, register)))
            costs["alike, bare"].append(run(python(_BARE, str(alike), ".html")))
            costs["alike"].append(run(_adding(alike, other)._replace(exits=5)))  # recorded already
    bare, through, ours, bare_alike, ours_alike = (least(each) for each in costs.values())
    speed = f"{COPIES / ours.wall * 1000:,.0f} documents/s"
    return [
        Line(f"a bare loop over {COPIES} documents", "", None, cost=bare, remark=f"{COPIES / bare.wall * 1000:,.0f}/s"),
        Line("the same, plain texts through trafilatura too", "the bare loop", through.wall / bare.wall, cost=through),
        Line(f"add {COPIES} documents, {speed}: wait", "the bare loop", ours.wall / bare.wall, most=_MOST, cost=ours),
        Line(f"add {COPIES} documents: wait", "plain texts too", ours.wall / through.wall),
        Line(f"add {COPIES} documents: processor time", "the bare loop", ours.cpu / bare.cpu, cost=ours),
        Line(f"add {COPIES} documents: memory of the largest process", "the bare loop", ours.memory / bare.memory),
        Line(f"a bare loop over {COPIES} copies byte by byte", "", None, cost=bare_alike),
        Line(
            f"add the {COPIES} copies: wait",
            "that loop",
            ours_alike.wall / bare_alike.wall,
            most=_MOST,
            cost=ours_alike,
        ),
    ]


def _adding(folder: Path, register: str) -> Program:
    """Add a folder of documents, some of which do not say their days."""
    return tracker("add", "document", str(folder), "--yes", "--undated", "--quiet", "--register", register)


def _copy(sources: list[Path], folder: Path, *, marked: bool = True) -> None:
    """Copy the sources in turn until there are enough, each ``marked`` by words of its own: a text is recorded once."""
    folder.mkdir(parents=True)
    for number, source in enumerate(islice(cycle(sources), COPIES)):
        target = folder / f"{number:04}-{source.name}"
        if number < len(sources) or not marked:
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
