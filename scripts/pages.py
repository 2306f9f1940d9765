"""The catalogues of content: one for each page, all of a language compiled into one.

`guides/translations/es/lessons/envelope.po` holds the texts of `guides/lessons/envelope.toml` in
Spanish. Its head says whether somebody who grew up with the language has read it, and of which
English file nothing was missing in it. `words` is what maintainers run.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from toolkit import i18n
from toolkit.bundle.pages import english

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FOLDER: Final = Path(__file__).parents[1] / "guides" / "translations"
STATUS: Final = re.compile(r'^"X-Parasol-Status: (draft|read)\\n"$', re.MULTILINE)
"""Whether somebody who grew up with the language has read the words of a .po."""
ENGLISH: Final = re.compile(r'^"X-Parasol-English: ([0-9a-f]*)\\n"$', re.MULTILINE)
"""The hash of the English file of which nothing was missing in a .po; empty where something was."""

WIDTH: Final = 100
"""Of the lines of a .po."""
_CATALOGUES: Final = "LC_MESSAGES"
_HEAD: Final = """\
# A page of Parasol in another language: guides/{page}.toml
# "draft" becomes "read" when somebody who grew up with the language has read every text.
msgid ""
msgstr ""
"Language: {tag}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"X-Parasol-Status: draft\\n"
"X-Parasol-English: \\n"

"""


class Compiled(Catalog):
    """Texts of a language, with a header that says only what `gettext` reads.

    Args:
        plurals: The rules by which things are counted; empty where nothing is.
    """

    def __init__(self, plurals: str = "") -> None:
        super().__init__(fuzzy=False)
        self._plurals = plurals

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header."""
        counting = [("Plural-Forms", f"{self._plurals}\n")] if self._plurals else []
        return [("Content-Type", "text/plain; charset=utf-8"), *counting]

    def content(self) -> bytes:
        """What the `.mo` holds."""
        content = BytesIO()
        write_mo(content, self)
        return content.getvalue()


def begun(tag: str, page: str, texts: Iterable[str]) -> str:
    """The text of the .po of a page, with nothing translated yet.

    Args:
        tag: The language, by its BCP 47 tag.
        page: The page.
        texts: Its texts.
    """
    return updated(_HEAD.format(tag=tag, page=page), page, texts)


def updated(translation: str, page: str, texts: Iterable[str]) -> str:
    """The text of the .po of a page, brought up to the English.

    A text that has changed a little keeps its translation, marked as fuzzy: it is not shown to
    anybody until a translator has looked at it.

    Args:
        translation: Its text before.
        page: The page.
        texts: Its texts.
    """
    template = Catalog()
    for text in texts:
        template.add(text)
    head, _, _ = translation.partition("\n\n")
    catalogue = parsed(translation)
    catalogue.update(template)
    if not _missing(catalogue):
        head = ENGLISH.sub(rf'"X-Parasol-English: {english(page)}\\n"', head)
    return written(head, catalogue)


def written(head: str, catalogue: Catalog) -> str:
    """The text of a .po.

    Args:
        head: What stands in it before the first text.
        catalogue: The texts.
    """
    content = BytesIO()
    write_po(
        content,
        catalogue,
        width=WIDTH,
        omit_header=True,
        ignore_obsolete=True,
        include_previous=True,
    )
    return f"{head}\n\n{content.getvalue().decode().strip()}\n"


def compiled(translations: Mapping[str, str], guides: Mapping[str, i18n.Standing]) -> bytes:
    """The content of the `content.mo` of a language.

    Args:
        translations: The texts of its .po files, by page.
        guides: How far guides of the handbook were translated, by page.
    """
    words = Compiled()
    for page, translation in sorted(translations.items()):
        catalogue = parsed(translation)
        done = [each for each in catalogue if each.id and each.string and not each.fuzzy]
        for message in done:
            words.add(message.id, message.string, context=page)
        status, whole = STATUS.search(translation), ENGLISH.search(translation)
        if status is None or whole is None:
            raise ValueError(page)
        standing = i18n.Standing(status[1] == "draft", _missing(catalogue), whole[1])
        if done:
            words.add(page, standing.told(), context=i18n.STANDING)
    for page, standing in sorted(guides.items()):
        words.add(page, standing.told(), context=i18n.STANDING)
    return words.content()


def parsed(translation: str) -> Catalog:
    """What a .po holds."""
    return read_po(BytesIO(translation.encode()), abort_invalid=True)


def tags() -> tuple[str, ...]:
    """Each language that content was put into."""
    return tuple(sorted({path.relative_to(FOLDER).parts[0] for path in FOLDER.glob("*/*/**/*.po")}))


def translations(tag: str) -> Iterator[tuple[str, Path]]:
    """Each page of a language, and its .po."""
    for path in sorted((FOLDER / tag).rglob("*.po")):
        if path.parent.name != _CATALOGUES:
            yield path.relative_to(FOLDER / tag).with_suffix("").as_posix(), path


def path_of(tag: str, page: str) -> Path:
    """Where the .po of a page belongs."""
    return FOLDER / tag / f"{page}.po"


def compiled_path(tag: str) -> Path:
    """Where all of a language is compiled to."""
    return FOLDER / tag / _CATALOGUES / f"{i18n.CONTENT}.mo"


def _missing(catalogue: Catalog) -> int:
    return sum(bool(each.id) and (not each.string or each.fuzzy) for each in catalogue)
