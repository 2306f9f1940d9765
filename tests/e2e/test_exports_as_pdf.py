"""What is exported as PDF: it says all, names nobody, shuts nobody out, prints whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from tests.e2e.printed import PAPER, letters, near_the_edge, needs_poppler, pages
from toolkit.bundle.sheets import known_sheets
from toolkit.errors import OutputError
from toolkit.i18n import English
from toolkit.languages import LANGUAGES, speak
from toolkit.paper import html, pdf, text
from toolkit.paper.model import Block, Form, Run, Section, Sheet, texts, unsigned
from toolkit.training import paper
from toolkit.training.shelf import load as sessions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SPANISH = next(each for each in LANGUAGES if each.tag == "es")
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
"""What poppler adds where words run to the left, and what ties a note to its word."""
MARKUP = (
    "#panic()",
    '#read("/etc/passwd")',
    "*not strong*",
    "_nor this_",
    "$ x^2 $",
    "= no heading",
    "- no list",
    "+ nor this",
    "/ x: y",
    "<s1> @s1",
    "// not gone",
    "/* nor this */",
    "`code`",
    "\\u{41} \\* ~",
    "\"quoted\" 'twice'",
    "a -- b --- c ... d",
    "[x] {y} (z); &amp; </p>",
    "https://elsewhere.invalid/x?y=(z)",
)


def everything() -> list[Sheet]:
    """All that there is to export, and what a trainer takes along."""
    session = max(sessions().sessions.values(), key=lambda each: len(each.cards))
    made = [make() for make in known_sheets().values()]
    return [unsigned(each) for each in (*made, paper.sheet(session), paper.cards(session))]


def plain(*lines: str) -> Sheet:
    """A sheet with some lines, in a block of each form."""
    return Sheet("x", "A title", (Section("", tuple(texts(form, lines) for form in Form)),))


def read(path: Path) -> str:
    """What a PDF says, in its own order, without blanks."""
    run = ["pdftotext", "-raw", str(path), "-"]
    told = subprocess.run(run, capture_output=True, check=True, text=True).stdout
    return BIDI.sub("", "".join(told.split()))


def said(sheet: Sheet) -> Iterator[str]:
    """Every text of a sheet, in order."""
    yield sheet.title
    yield sheet.note
    for section in sheet.sections:
        yield section.heading
        for block in section.blocks:
            yield from map(text.plain, block.lines)


def missing(sheets: Sequence[Sheet], told: str) -> list[str]:
    """What does not stand there, or not where it belongs."""
    gone = []
    at = 0
    for each in (each for sheet in sheets for each in said(sheet)):
        found = told.find("".join(each.split()), at)
        if found < 0:
            gone.append(each)
        else:
            at = found + len("".join(each.split()))
    return gone


@needs_poppler
@pytest.mark.parametrize("size", list(html.Size))
def test_everything_is_there_in_order_with_nothing_cut(tmp_path: Path, size: html.Size) -> None:
    sheets = everything()
    path = tmp_path / "all.pdf"
    path.write_bytes(pdf.made("Notes", sheets, size=size))
    assert missing(sheets, read(path)) == []
    printed = pages(path)
    assert {(round(wide), round(high)) for wide, high, _words in printed} == {PAPER[size]}
    assert all(words for _wide, _high, words in printed)
    assert near_the_edge(printed) == []
    # Large enough to read by bad light.
    assert letters(printed) > {html.Size.A4: 13, html.Size.A5: 11}[size]
    assert len(sheets) <= len(printed) <= len(sheets) * (4 if size is html.Size.A4 else 7)


@needs_poppler
def test_words_that_are_gone_or_cut_would_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf.made("A title", [plain("one", "two")]))
    assert missing([plain("two", "one")], read(path)) != []
    assert missing([plain("one", "three")], read(path)) == ["three"] * len(Form)
    # It is made narrower than it was laid out for.
    narrow = re.sub(rb"/MediaBox\[0 0 \d{3}", b"/MediaBox[0 0 060", path.read_bytes())
    path.write_bytes(narrow)
    assert near_the_edge(pages(path)) != []


def test_a_pdf_names_no_program_no_day_and_no_place(
    tmp_path: Path,
) -> None:
    sheets = everything()[:3]
    content = pdf.made("Notes", sheets)
    for stream in re.findall(
        rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL
    ):
        content += zlib.decompress(stream)
    assert b"BT" in content, "no page was looked into"
    traces = "typst xmp-writer krilla parasol producer /author createdate creationdate moddate"
    for trace in (*traces.split(), str(tmp_path), os.path.realpath(pdf.__file__)):
        assert trace.encode() not in content.lower()
    assert re.findall(rb"/(?:Creator|CreatorTool)\((.*?)\)", content) == [b" " * 12]


def test_the_same_sheets_give_the_same_bytes_wherever_they_are_made(tmp_path: Path) -> None:
    program = (
        "import sys; from toolkit.paper import pdf; from toolkit.paper.model import *;"
        "sheet = Sheet('x', 'T', (Section('H', (texts(Form.STEPS, ['a', 'b']),)),));"
        "sys.stdout.buffer.write(pdf.made('Title', [sheet, sheet]))"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": os.path.realpath("."),
                "TZ": zone,
                "HOME": str(folder),
            },
        ).stdout
        for folder, zone in ((tmp_path, "Asia/Tokyo"), ("/", "UTC"))
    ]
    assert made[0] == made[1]
    assert made[0].startswith(b"%PDF-")


@needs_poppler
def test_no_words_are_read_as_markup(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    line = (Run("a"), Run(MARKUP[0], strong=True), Run(MARKUP[1], code=True), Run("", note=1))
    typed = Section(MARKUP[2], (Block(Form.PARAGRAPH, (line,)), texts(Form.NOTES, MARKUP)))
    sheets = [plain(*MARKUP), Sheet("#x", MARKUP[0], (typed,), MARKUP[4])]
    path.write_bytes(pdf.made(MARKUP[1], sheets))
    told = read(path)
    assert told.startswith("".join(MARKUP[1].split()))
    assert missing(sheets, told) == []


@needs_poppler
def test_words_wider_than_the_paper_are_broken_and_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    sheet = Sheet(
        "x", "W" * 90, (Section("W" * 90, plain("x" * 400, "_" * 60).sections[0].blocks),)
    )
    path.write_bytes(pdf.made("W" * 90, [sheet], size=html.Size.A5))
    printed = pages(path)
    assert near_the_edge(printed) == []
    assert missing([sheet], read(path)) == []
    assert ["_" * 60] * len(Form) == [
        word.text for *_size, words in printed for word in words if word.text[0] == "_"
    ]


def test_a_screen_reader_meets_headings_lists_links_and_languages() -> None:
    speak(SPANISH)
    try:
        known = known_sheets()
        sheets = [known["playbook:protest"](), known["guide:spyware"]()]
        part = Section(English("Words"), (texts(Form.STEPS, [English("In English.")]),))
        content = pdf.made("Notas", [*sheets, Sheet("y", "Título", (part,))])
    finally:
        speak(LANGUAGES[0])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert re.search(rb"/Type/Catalog[^\n]*/Lang\(es\)", content)
    assert content.count(b"/Lang(en)") == 2
    assert content.count(b"/S/H1/") == 1
    assert content.count(b"/S/H2/") == 3
    headings = [each.heading for sheet in sheets for each in sheet.sections if each.heading]
    assert content.count(b"/S/H3/") == len(headings) + 1
    assert all(each in content for each in (b"/S/L/", b"/S/LI/", b"/S/Link/", b"/Outlines"))


@needs_poppler
def test_words_that_run_to_the_left_begin_at_the_right(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    sheet = Sheet("x", "שלום", (Section("עולם", (texts(Form.BULLETS, ["מבחן ראשון"]),)),))
    path.write_bytes(pdf.made("שלום", [sheet], tongue="he"))
    ((wide, _high, words),) = pages(path)
    # Poppler tells the letters of a word from left to right.
    places = {word.text[::-1]: word for word in words}
    assert places.keys() == {"שלום", "עולם", "•", "מבחן", "ראשון"}
    assert all(word.right > wide * 0.8 for word in words)
    assert places["ראשון"].right < places["מבחן"].left < places["•"].left


def test_letters_that_no_font_has_are_told_and_not_drawn_as_boxes() -> None:
    with pytest.raises(OutputError) as refused:
        pdf.made("Notes", [plain("a\u0378b\U0001ffffc", "\u0378")])
    assert (refused.value.code, refused.value.facts) == (
        "pdf-letters",
        {"letters": "\u0378 \U0001ffff"},
    )


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not on this machine")
def test_making_a_pdf_asks_nobody_and_opens_nothing_but_its_layout(tmp_path: Path) -> None:
    log = tmp_path / "log"
    program = (
        "import typst; from toolkit.paper import pdf; from toolkit.paper.model import *;"
        "open('/dev/null').close();"
        "pdf.made('Title', [Sheet('x', 'T', (Section('H', (texts(Form.BOXES, ['a']),)),))]);"
        "open('/dev/null').close()"
    )
    run = ["strace", "-f", "-o", str(log), "-e", "trace=%network,openat,mkdir,unlink"]
    subprocess.run([*run, sys.executable, "-c", program], check=True)
    _before, during, _after = log.read_text().split("/dev/null")
    whole = during.rpartition("\n")[0]
    calls = re.findall(r'^\d+ +(\w+)\((?:AT_FDCWD, )?"?([^",\n]+)', whole, re.MULTILINE)
    # How many processors there are, and the time of the day, of which it makes no use.
    system = ("/proc/self/", "/sys/fs/cgroup/", "/etc/localtime")
    assert [call for call in calls if not call[1].startswith(system)] == [
        ("openat", str(pdf._LAYOUT))
    ]
