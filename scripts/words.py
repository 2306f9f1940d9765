"""Bring the catalogues in `guides/translations` up to date with the code. For maintainers.

    .venv/bin/python -m scripts.words                         after texts have changed anywhere
    .venv/bin/python -m scripts.words pt-BR                   begin a translation, by its BCP 47 tag
    .venv/bin/python -m scripts.words pt-BR lessons/envelope  begin pages of content, too

It collects every text given to `_`, `N_` and `ngettext` in `toolkit/` into `parasol.pot`, brings
each `parasol.po` up to it, and compiles each `parasol.mo`; then it does the same for the pages of
content, see `scripts.pages`. What it writes holds no date, no name of a person or computer, and no
number of a line: the same code and translations give the same bytes.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from scripts import pages
from toolkit import i18n
from toolkit.bundle.pages import guides_in, heard

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = pages.FOLDER
TEMPLATE: Final = FOLDER / "parasol.pot"

_KEYWORDS: Final = {"_": None, "N_": None, "ngettext": (1, 2)}
_HEAD_OF_TEMPLATE: Final = """\
# The texts of Parasol, collected from its code by scripts/words.py.
# Copies and translations are under the licence of Parasol, GPL-3.0-or-later.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

"""
_HEAD_OF_TRANSLATION: Final = """\
# Parasol in another language.
# "draft" becomes "read" when somebody who grew up with the language has read every text.
msgid ""
msgstr ""
"Language: {tag}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"
"X-Parasol-Status: draft\\n"

"""


def collected() -> Catalog:
    """Every text in the code, with the modules that it stands in."""
    words = Catalog()
    for path in sorted((ROOT / "toolkit").rglob("*.py")):
        source = path.read_bytes()
        # Looking at tokens is slow, and most modules say nothing.
        if b"i18n" not in source:
            continue
        found = extract_from_file("python", path, keywords=_KEYWORDS)
        for line, text, _comments, _context in found:
            words.add(text, locations=[(path.relative_to(ROOT).as_posix(), line)])
    return words


def template(words: Catalog) -> str:
    """The text of `parasol.pot`.

    Args:
        words: What was collected.
    """
    return _HEAD_OF_TEMPLATE + _body(words)


def begun(tag: str, words: Catalog) -> str:
    """The text of a new `parasol.po`, with nothing translated yet.

    Args:
        tag: The language, by its BCP 47 tag.
        words: What was collected.
    """
    plurals = Catalog(locale=tag.replace("-", "_")).plural_forms
    return updated(_HEAD_OF_TRANSLATION.format(tag=tag, plurals=plurals), words)


def updated(translation: str, words: Catalog) -> str:
    """The text of a `parasol.po`, brought up to the code. Its head stays as it is.

    A text that has changed a little keeps its translation, marked as fuzzy: it is not shown to
    anybody until a translator has looked at it.

    Args:
        translation: Its text before.
        words: What was collected.
    """
    head, _, _ = translation.partition("\n\n")
    catalogue = pages.parsed(translation)
    catalogue.update(words)
    return f"{head}\n\n{_body(catalogue)}"


def compiled(translation: str | Catalog) -> bytes:
    """The content of the `parasol.mo` of a `parasol.po`.

    Args:
        translation: Its text, or what was read from it.
    """
    words = pages.parsed(translation) if isinstance(translation, str) else translation
    done = pages.Compiled(words.plural_forms)
    for message in words:
        if message.id:
            done[message.id] = message
    return done.content()


def translations() -> Iterator[Path]:
    """Each `parasol.po` that there is."""
    yield from sorted(FOLDER.glob("*/LC_MESSAGES/parasol.po"))


def main(words: list[str]) -> None:
    """Write what has changed.

    Args:
        words: Languages to begin; or one, and pages of content to begin in it.
    """
    tags = [each for each in words if "/" not in each]
    _interface(tags)
    _content(tags, [each for each in words if "/" in each])


def _interface(tags: list[str]) -> None:
    words = collected()
    _write(TEMPLATE, template(words).encode())
    for tag in tags:
        path = FOLDER / tag / "LC_MESSAGES" / "parasol.po"
        if not path.exists():
            _write(path, begun(tag, words).encode())
    for path in translations():
        text = updated(path.read_text(encoding="utf-8"), words)
        _write(path, text.encode())
        _write(path.with_suffix(".mo"), compiled(text))


def _content(tags: list[str], begin: list[str]) -> None:
    i18n.use(i18n.ENGLISH, FOLDER)
    texts = heard()
    for tag in tags:
        for page in begin:
            path = pages.path_of(tag, page)
            if not path.exists():
                _write(path, pages.begun(tag, page, texts[page]).encode())
    for tag in pages.tags():
        done = {}
        for page, path in pages.translations(tag):
            if page not in texts:
                path.unlink()
                continue
            done[page] = pages.updated(path.read_text(encoding="utf-8"), page, texts[page])
            _write(path, done[page].encode())
        _write(pages.compiled_path(tag), pages.compiled(done, guides_in(tag)))


def _body(words: Catalog) -> str:
    """The entries, those of a module together, in its order."""
    content = BytesIO()
    write_po(
        content,
        words,
        width=pages.WIDTH,
        omit_header=True,
        sort_by_file=True,
        include_lineno=False,
        ignore_obsolete=True,
        include_previous=True,
    )
    return content.getvalue().decode().rstrip("\n") + "\n"


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(path.relative_to(ROOT))  # noqa: T201 - what a maintainer wants to know


if __name__ == "__main__":
    main(sys.argv[1:])
