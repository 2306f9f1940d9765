"""What is exported, in a real browser: it loads nothing, shuts nobody out, prints whole."""

from __future__ import annotations

import io
import json
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageChops

from tests.e2e.browser import chromium, needs_chromium
from tests.e2e.printed import PAPER, letters, near_the_edge, needs_poppler, pages
from toolkit.bundle.session import names, write_session
from toolkit.bundle.sheets import known_sheets
from toolkit.handbook.shelf import load as guides
from toolkit.paper import html
from toolkit.paper.model import Form, Section, Sheet, texts, unsigned
from toolkit.training.shelf import load as sessions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.browser import Browser, Page
    from tests.e2e.printed import Printed

pytestmark = needs_chromium

ALL = "all.html"
BOOKLET = "booklet.html"
GUIDE = "guide.html"
MIRRORED = "mirrored.html"
PLANTED = "planted.html"
PLANTS = (
    '<p><img src="http://elsewhere.invalid/x.png"></p>'
    '<div style="white-space:nowrap;position:absolute;left:3000pt">@@@</div>'
)
"""A picture from elsewhere that nothing stands for, and words beyond the edge of the paper."""
LETTERS = {html.Size.A4: 10, html.Size.A5: 9}
"""How large most letters are printed, in points."""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that can be exported, and with a page that is as none should be."""
    folder = tmp_path_factory.mktemp("exported")
    everything = [unsigned(make()) for make in known_sheets().values()]
    one = next(sheet for sheet in everything if sheet.id == f"guide:{next(iter(guides().guides))}")
    pages = {
        ALL: html.page("Notes", everything),
        BOOKLET: html.page("Notes", everything, size=html.Size.A5),
        GUIDE: html.page(one.title, [one]),
        MIRRORED: html.page(one.title, [one], tongue="ar"),
        PLANTED: html.page(one.title, [one]).replace("</main>", f"{PLANTS}</main>"),
    }
    for name, page in pages.items():
        (folder / name).write_text(page, encoding="utf-8")
    session = max(sessions().sessions.values(), key=lambda each: len(names(each)))
    write_session(session, folder / "session")
    return folder


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("chromium")) as started:
        yield started


def good(folder: Path) -> list[Path]:
    """All pages that are as they should be."""
    return [path for path in sorted(folder.rglob("*.html")) if path.name != PLANTED]


def asked_for(home: Path, pages: list[Path]) -> list[str]:
    """What Chromium did on any network for the sake of pages, as it keeps book of that itself.

    What it asks for by itself is not for them: that belongs to no page.
    """
    log = home / "net.json"
    with chromium(home, f"--log-net-log={log}") as started:
        for path in pages:
            started.open(path.as_uri()).close()
        assert {each for each in started.requests if each.startswith("file:")} == {
            path.as_uri() for path in pages
        }
        asked = [each for each in started.requests if not each.startswith("file:")]
    for event in json.loads(log.read_text(encoding="utf-8"))["events"]:
        told: dict[str, Any] = event.get("params", {})
        whose = told.get("network_anonymization_key", told.get("network_isolation_key", ""))
        if str(whose).startswith("file:") and not str(told.get("url", "")).startswith("file:"):
            asked.append(str(told.get("url", told.get("host"))))
    return asked


def test_exported_pages_ask_for_nothing_from_anywhere(exported: Path, tmp_path: Path) -> None:
    assert {ALL, BOOKLET, GUIDE, MIRRORED, "plan.html"} < {each.name for each in good(exported)}
    assert len(good(exported)) == 9
    assert asked_for(tmp_path, good(exported)) == []


def test_a_page_that_asks_for_something_would_be_seen(exported: Path, tmp_path: Path) -> None:
    asked = asked_for(tmp_path, [exported / PLANTED])
    # By the page itself, by what is loaded, and by looking up where that is.
    assert asked.count("http://elsewhere.invalid/x.png") > 1
    assert any("notfound" in each for each in asked)


def test_exported_pages_run_nothing_and_shut_nobody_out(exported: Path, browser: Browser) -> None:
    """As axe-core sees it, with all of its rules.

    How readable the colours are is the same on every page: on the longest it is not looked at.
    """
    # The booklet is the longest once more, in another size.
    for path in (each for each in good(exported) if each.name != BOOKLET):
        page = browser.open(path.as_uri())
        assert page.run("document.querySelectorAll('script,iframe,object,embed,form').length") == 0
        assert violations(page, colours=path.name != ALL) == [], path.name
        page.close()


def test_a_page_that_shuts_somebody_out_would_be_seen(exported: Path, browser: Browser) -> None:
    page = browser.open((exported / PLANTED).as_uri())
    assert violations(page, colours=True) == ["image-alt"]
    page.close()


def violations(page: Page, *, colours: bool) -> list[str]:
    """The rules of axe-core that a page breaks."""
    spec = find_spec("axe_playwright_python")
    assert spec
    assert spec.origin
    page.run((Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8") + ";0")
    options = json.dumps({
        "resultTypes": ["violations"],
        "rules": {"color-contrast": {"enabled": colours}},
    })  # fmt: skip
    broken: list[str] = page.run(
        f"axe.run(document, {options}).then(seen => seen.violations.map(each => each.id))"
    )
    return broken


@needs_poppler
@pytest.mark.parametrize(("name", "size"), [(ALL, html.Size.A4), (BOOKLET, html.Size.A5)])
def test_everything_prints_with_nothing_cut(
    exported: Path, browser: Browser, tmp_path: Path, name: str, size: html.Size
) -> None:
    page = browser.open((exported / name).as_uri())
    pdf = tmp_path / "printed.pdf"
    pdf.write_bytes(page.printed())
    printed = pages(pdf)
    assert {(round(wide), round(high)) for wide, high, _words in printed} == {PAPER[size]}
    assert all(words for _wide, _high, words in printed)
    assert cut(page, printed) == []
    # Chromium makes everything smaller where something is too wide for the paper.
    assert 1.1 < letters(printed) / LETTERS[size] < 1.25
    # A playbook or a guide begins on its own page; none of them is a book.
    sheets = len(known_sheets())
    assert sheets <= len(printed) <= sheets * (4 if size is html.Size.A4 else 7)
    page.close()


@needs_poppler
def test_words_that_are_cut_in_print_would_be_seen(
    exported: Path, browser: Browser, tmp_path: Path
) -> None:
    page = browser.open((exported / PLANTED).as_uri())
    pdf = tmp_path / "printed.pdf"
    pdf.write_bytes(page.printed())
    assert cut(page, pages(pdf)) == ["@"]
    assert letters(pages(pdf)) < LETTERS[html.Size.A4]
    page.close()


def cut(page: Page, printed: Printed) -> list[str]:
    """The letters of a page that are not on paper, and words too near to its edge."""
    told = page.run(
        "[...document.querySelectorAll('header, main')].map(e => e.innerText).join(' ')"
    )
    # Arrows back to the text are of no use on paper; what ties a note to its word is not seen.
    told = told.replace("↑", "").replace("\N{WORD JOINER}", "")
    found = Counter("".join(word.text for _wide, _high, words in printed for word in words))
    return [
        *(Counter("".join(told.split())) - found),
        *near_the_edge(printed),
    ]


@pytest.mark.parametrize(("tongue", "mirrored"), [("en", False), ("ar", True)])
def test_a_page_from_right_to_left_is_drawn_as_a_mirror_image(
    tmp_path: Path, browser: Browser, tongue: str, *, mirrored: bool
) -> None:
    """The marks of all lists, and the line beside an aside, stand where reading begins."""
    forms = (Form.BULLETS, Form.STEPS, Form.BOXES, Form.ASIDE, Form.NOTES)
    sheet = Sheet("x", "x", tuple(Section("ooo", (texts(form, ["ooo"]),)) for form in forms))
    path = tmp_path / "page.html"
    path.write_text(html.page("ooo", [sheet], tongue=tongue), encoding="utf-8")
    page = browser.open(path.as_uri())
    drawn = Image.open(io.BytesIO(page.picture(600, 900))).convert("L")
    places = page.run(
        """[...document.querySelectorAll('li, [role=note] p')].map(each => {
            const range = document.createRange();
            range.selectNode(each.firstChild);
            const at = range.getBoundingClientRect();
            return [at.left, at.top, at.right, at.bottom];
        })"""
    )
    page.close()
    assert len(places) == len(forms)
    for left, top, right, bottom in places:
        before = drawn.crop((0, round(top), round(left) - 2, round(bottom)))
        after = drawn.crop((round(right) + 2, round(top), drawn.width, round(bottom)))
        begins, ends = (after, before) if mirrored else (before, after)
        assert inked(begins)
        # Behind a note stands the way back; nothing stands behind anything else.
        assert inked(ends) is ((left, top, right, bottom) == tuple(places[-1]))


def inked(picture: Image.Image) -> bool:
    """Whether anything is drawn on white."""
    return ImageChops.invert(picture).getbbox() is not None
