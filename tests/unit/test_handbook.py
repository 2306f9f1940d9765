"""A guide is taken apart to its words, or refused with its file and its line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from toolkit.errors import ContentError
from toolkit.handbook import search, shelf, words
from toolkit.handbook.markup import sections
from toolkit.handbook.model import Form, Kind, Link, Words, plain
from toolkit.handbook.review import review
from toolkit.handbook.written import MOST_BYTES
from toolkit.messages import explain_error
from toolkit.search import Index

if TYPE_CHECKING:
    from pathlib import Path

FRONT = """\
title = "Doors"
chapter = "places-and-people"
summary = "You will know doors."
audience = "All."
not_for = "Nobody."
minutes = 1
reviewed = 2026-11-22
review_due = 2027-05-22
related = ["action:lock"]
[facts.hrw]
sources = ["hrw-2019"]
grade = "reported"
as_of = "2019-05"
"""
TEXT = "Close **doors**.[^hrw]\n\n## How\n\n- [Lock it](action:lock) well\n- See `key`\n"
KNOWN = {"action:lock"}
TODAY = date(2026, 11, 22)


def written(folder: Path, text: str = TEXT, front: str = FRONT, name: str = "doors") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    path.write_text(f"+++\n{front}+++\n{text}", encoding="utf-8")
    return path


def problems(folder: Path) -> list[tuple[str, dict[str, str | int]]]:
    seen = review(shelf.load(folder), KNOWN, {"hrw-2019"}, TODAY)
    return [(each.code, each.facts) for each in seen.problems]


def test_a_guide_becomes_sections_of_blocks_of_words(tmp_path: Path) -> None:
    guide = shelf.guide(written(tmp_path))
    first, second = guide.sections
    assert (first.heading, second.heading) == ("", "How")
    assert first.blocks[0].lines[0] == (
        Words("Close "),
        Words("doors", strong=True),
        Words("."),
        Words("", fact="hrw"),
    )
    (block,) = second.blocks
    assert block.form is Form.BULLETS
    assert block.lines[0][0] == Words("Lock it", link=Link(Kind.ACTION, "lock"))
    assert block.lines[1][1] == Words("key", code=True)
    assert [plain(line) for line in block.lines] == ["Lock it well", "See key"]
    assert problems(tmp_path) == []


def test_blocks_know_their_lines_in_the_file(tmp_path: Path) -> None:
    path = written(tmp_path)
    lines = path.read_text(encoding="utf-8").split("\n")
    for section in shelf.guide(path).sections:
        assert section.heading in lines[section.at - 1]
        for block in section.blocks:
            assert plain(block.lines[0])[:5] in lines[block.at - 1].replace("[", "")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("one\n\n# Big\n", 3, "#"),
        ("one\n\n### Small\n", 3, "###"),
        ("<b>bold</b>\n", 1, "<b>"),
        ("one\n\n<script>x</script>\n", 3, "<script>x</script>"),
        ("![a](b.png)\n", 1, "![…](…)"),
        ("- a\n\n  - b\n", 3, "-"),
        ("one\n\n    code\n", 3, "code"),
        ("```\nx\n```\n", 1, "```"),
        ("***\n", 1, "***"),
        ("[x](https://example.org)\n", 1, "https://example.org"),
        ("[x](action:../../etc)\n", 1, "action:../../etc"),
        ("a *b*\n", 1, "*"),
        ("## A **b**\n", 1, "##"),
        ("a  \nb\n", 1, "hardbreak"),
        ("> ## A\n", 1, "##"),
    ],
)
def test_what_guides_do_not_have_is_refused_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(ContentError) as caught:
        sections("first\n\n" + text, "handbook/x.md")
    assert caught.value.code == "guide-markup"
    assert caught.value.facts == {"file": "handbook/x.md", "line": line + 2, "what": what}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "guide-no-front"),
        (b"no front", "guide-no-front"),
        (b"+++\ntitle = 1\n", "guide-no-front"),
        (b"+++\ntitle = \n+++\n", "content-no-toml"),
        (b'+++\ntitle = "a"\n+++\n', "guide-missing-field"),
        (b"\xff\xfe", "content-unreadable"),
        (b"+++\n\x1b]0;x\x07\n+++\n", "guide-control"),
        ("+++\n\u202e\n+++\n".encode(), "guide-control"),
        (b"+++\n+++\n" + b"a" * MOST_BYTES, "guide-too-large"),
    ],
)
def test_a_broken_guide_is_one_sentence_and_the_rest_stays(
    tmp_path: Path, content: bytes, code: str
) -> None:
    written(tmp_path)
    (tmp_path / "broken.md").write_bytes(content)
    handbook = shelf.load(tmp_path)
    assert list(handbook.guides) == ["doors"]
    (problem,) = handbook.problems
    assert problem.code == code
    assert "/broken.md" in explain_error(problem, "")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("minutes = 1", 'minutes = "1"', ("guide-wrong-type", 8, "minutes")),
        ("order", "oder", ("guide-unknown-field", 2, "oder")),
        ("minutes = 1\n", "", ("guide-missing-field", FRONT.count("\n") + 2, "minutes")),
        ('grade = "reported"', 'grade = "sure"', ("guide-wrong-type", 14, "facts.hrw.grade")),
        ('["action:lock"]', '["action:lock", 1]', ("guide-wrong-type", 11, "related[2]")),
    ],
)
def test_a_field_that_does_not_fit_is_told_with_its_line(
    tmp_path: Path, right: str, wrong: str, told: tuple[str, int, str]
) -> None:
    front = ("order = 1\n" + FRONT).replace(right, wrong, 1)
    with pytest.raises(ContentError) as caught:
        shelf.guide(written(tmp_path, front=front))
    facts = caught.value.facts
    assert (caught.value.code, facts["line"], facts["field"]) == told


def test_the_line_of_a_mistake_in_the_front_matter_is_that_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, front='title = "a"\nchapter = ?\n')
    with pytest.raises(ContentError) as caught:
        shelf.guide(path)
    assert "line 3" in str(caught.value.facts["reason"])


@pytest.mark.parametrize(
    ("text", "front", "code"),
    [
        (TEXT + "Lie.[^none]\n", FRONT, "guide-unknown-fact"),
        (TEXT.replace("[^hrw]", ""), FRONT, "guide-unused-fact"),
        (TEXT.replace("action:lock", "action:none"), FRONT, "guide-unknown-link"),
        (TEXT.replace("action:lock", "lesson:lock"), FRONT, "guide-unknown-link"),
        (TEXT, FRONT.replace("action:lock", "nothing"), "content-missing-id"),
        (TEXT, FRONT.replace("hrw-2019", "none"), "content-missing-id"),
        (TEXT, FRONT.replace('"hrw-2019"', ""), "content-no-source"),
        (TEXT, FRONT.replace("2019-05", "2019-13"), "content-bad-date"),
        (TEXT, FRONT.replace("2027-05-22", "2028-05-22"), "content-bad-date"),
        (TEXT, FRONT.replace("2027-05-22", "2026-11-22"), "content-bad-date"),
        (TEXT + "A door. " * 200, FRONT, "guide-minutes"),
        (TEXT, FRONT.replace("minutes = 1", "minutes = 6"), "guide-minutes"),
        (TEXT + "You are safe.\n", FRONT, "content-promise"),
        (TEXT + "word " * 21 + ".\n", FRONT, "content-long-sentence"),
    ],
)
def test_a_review_finds_what_is_wrong(tmp_path: Path, text: str, front: str, code: str) -> None:
    written(tmp_path, text, front)
    assert code in {each for each, _ in problems(tmp_path)}


def test_a_guide_that_should_have_been_looked_at_is_told_and_is_no_problem(tmp_path: Path) -> None:
    written(tmp_path)
    seen = review(shelf.load(tmp_path), KNOWN, {"hrw-2019"}, date(2027, 5, 23))
    assert not seen.problems
    assert [each.code for each in seen.overdue] == ["content-overdue"]


def test_what_a_guide_says_is_found_and_its_marks_are_not(tmp_path: Path) -> None:
    written(tmp_path)
    index = Index(search.pages(shelf.load(tmp_path).guides.values()))
    (hit,) = index.search("lock well")
    assert (hit.folder, hit.id, hit.lines) == ("handbook", "doors", ("Lock it well",))
    assert not index.search("hrw")


def test_guides_stand_by_chapter_and_order(tmp_path: Path) -> None:
    for name, chapter, order in (("a", "help-and-care", 1), ("b", "photos", 2), ("c", "photos", 1)):
        front = FRONT.replace("places-and-people", chapter)
        written(tmp_path, front=f"order = {order}\n{front}", name=name)
    assert list(shelf.load(tmp_path).guides) == ["c", "b", "a"]


def test_every_guide_of_the_program_can_be_read_and_every_chapter_has_words() -> None:
    handbook = shelf.load()
    assert handbook.guides
    assert handbook.problems == ()
    assert all(words.CHAPTERS[guide.front.chapter] for guide in handbook.guides.values())
