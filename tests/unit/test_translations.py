"""The catalogues hold every text of the code, and nothing that a translator could break unseen."""

from __future__ import annotations

import gettext
import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from scripts import pages, words
from toolkit import i18n
from toolkit.i18n import _, ngettext
from toolkit.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages.catalog import Message

PLACEHOLDER = re.compile(r"\{\w*\}|%(?:\(\w+\))?[srd]")
ADDRESS = re.compile(r"\S+@\w[\w.-]*\w")
COLLECTED = words.collected()
TRANSLATIONS = {path.parts[-3]: path for path in words.translations()}


@pytest.fixture
def _english_after() -> Iterator[None]:
    yield
    i18n.use("en", words.FOLDER)


def texts(translation: str) -> list[Message]:
    """The entries of a .po that are translated and shown."""
    catalogue = read_po(BytesIO(translation.encode()))
    return [entry for entry in catalogue if entry.id and any(forms(entry)) and not entry.fuzzy]


def forms(entry: Message) -> list[str]:
    return [entry.string] if isinstance(entry.string, str) else list(entry.string or ())


def broken(translation: str) -> list[str]:
    """What is wrong with the entries of a .po, in words."""
    wrong = []
    count = read_po(BytesIO(translation.encode())).num_plurals
    for entry in texts(translation):
        sources = [entry.id] if isinstance(entry.id, str) else list(entry.id)
        # A form may say of one thing what English says of it, without its number.
        wanted = [sorted(PLACEHOLDER.findall(source)) for source in sources]
        if len(forms(entry)) != (count if entry.pluralizable else 1) or not all(forms(entry)):
            wrong.append(f"a form is missing: {sources[0]}")
        if any(sorted(PLACEHOLDER.findall(form)) not in wanted for form in forms(entry)):
            wrong.append(f"other placeholders: {sources[0]}")
        if any(form.count("\n") != sources[0].count("\n") for form in forms(entry)):
            wrong.append(f"other lines: {sources[0]}")
    return wrong


def filled(translation: str, source: str, *strings: str) -> str:
    """A .po with one text translated."""
    head, entry, rest = translation.partition(f'msgid "{source}"\n')
    assert entry
    for index, string in enumerate(strings):
        empty = f'msgstr[{index}] ""\n' if len(strings) > 1 else 'msgstr ""\n'
        rest = rest.replace(empty, empty.replace('""', f'"{string}"'), 1)
    return head + entry + rest


def test_the_template_holds_every_text_of_the_code() -> None:
    told = words.template(COLLECTED)
    assert words.TEMPLATE.read_text(encoding="utf-8") == told, (
        "run .venv/bin/python scripts/words.py and commit what it writes"
    )


@pytest.mark.parametrize(
    "text", ["Nothing leaves this computer.", "Place", "{count} byte", "This photo says {where}"]
)
def test_the_collector_sees_texts_marked_in_each_way(text: str) -> None:
    sources = [entry.id if isinstance(entry.id, str) else entry.id[0] for entry in COLLECTED]
    assert any(source.startswith(text.partition("{where}")[0]) for source in sources)


def told_by(compiled: bytes) -> str:
    """Every text of a compiled catalogue, its header too, and what stands in it for each.

    Addresses that the English tells people to write to, and its "@", are left out of both.
    """
    catalogue: dict[str | tuple[str, int], str]
    catalogue = gettext.GNUTranslations(BytesIO(compiled))._catalog  # type: ignore[attr-defined] # all at once
    told = []
    for key, text in catalogue.items():
        source = key if isinstance(key, str) else key[0]
        if "@" in source and {*ADDRESS.findall(text)} <= {*ADDRESS.findall(source)}:
            told.append(f"{source}\n{text}".replace("@", ""))
        else:
            told.append(f"{source}\n{text}")
    return "\n".join(told)


def test_what_is_written_says_nothing_of_when_where_or_by_whom() -> None:
    text = filled(words.begun("ar", COLLECTED), "Place", "المكان")
    shipped = (*(path.with_suffix(".mo") for path in TRANSLATIONS.values()),)
    shipped += (*map(pages.compiled_path, pages.tags()),)
    compiled = [words.compiled(text), *(path.read_bytes() for path in shipped)]
    assert len(compiled) > 2
    inside = [told_by(each) for each in compiled]
    assert "المكان" in inside[0]
    # Of the bytes of what is compiled, "@" alone says nothing: it may be a number in a table.
    raw = [each.decode("latin-1").replace("@", "") for each in compiled]
    for told in (words.template(COLLECTED), text, *inside, *raw):
        assert not re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d|Creation-Date|Last-Translator|@", told)
        assert str(words.ROOT) not in told


def test_bringing_a_translation_up_to_date_twice_changes_nothing() -> None:
    once = words.begun("pt-BR", COLLECTED)
    assert words.updated(once, COLLECTED) == once
    assert words.compiled(once) == words.compiled(once)


@pytest.mark.usefixtures("_english_after")
def test_a_translation_is_one_file_and_is_spoken(tmp_path: Path) -> None:
    text = words.begun("ar", COLLECTED)
    text = filled(text, "Place", "المكان")
    text = filled(text, "{count} byte", *(f"{form} {{count}}" for form in "abcdef"))
    assert broken(text) == []
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "parasol.mo").write_bytes(words.compiled(text))
    i18n.use("ar", tmp_path)
    assert _("Place") == "المكان"
    assert _("Person") == "Person"
    told = [ngettext("{count} byte", "{count} bytes", count) for count in (0, 1, 2, 3, 100, 11)]
    assert [form[0] for form in told] == list("abcdef")


@pytest.mark.usefixtures("_english_after")
def test_a_guess_is_not_shown(tmp_path: Path) -> None:
    text = filled(words.begun("es", COLLECTED), "Place", "Lugar")
    text = text.replace('msgid "Place"', '#, fuzzy\nmsgid "Place"')
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "parasol.mo").write_bytes(words.compiled(text))
    i18n.use("es", tmp_path)
    assert _("Place") == "Place"


@pytest.mark.parametrize(
    ("source", "strings"),
    [
        ("{count} byte", ("{count} bait", "{anzahl} baits")),
        ("{count} byte", ("{count} bait", "")),
        ("in or near {town}", ("en o cerca",)),
        ("Place", ("Lugar\\n",)),
    ],
)
def test_a_broken_translation_is_seen(source: str, strings: tuple[str, ...]) -> None:
    assert broken(filled(words.begun("es", COLLECTED), source, *strings)) != []


def test_every_translation_is_up_to_date_and_whole() -> None:
    for path in TRANSLATIONS.values():
        text = path.read_text(encoding="utf-8")
        assert words.updated(text, COLLECTED) == text
        assert broken(text) == []


def test_what_is_spoken_is_what_the_translation_says() -> None:
    for path in TRANSLATIONS.values():
        text = path.read_text(encoding="utf-8")
        assert path.with_suffix(".mo").read_bytes() == words.compiled(text)


def test_every_translation_says_whether_it_is_a_draft() -> None:
    drafts = {language.tag: language.draft for language in LANGUAGES}
    for tag, path in TRANSLATIONS.items():
        status = pages.STATUS.search(path.read_text(encoding="utf-8"))
        assert status
        assert drafts[tag] == (status[1] == "draft")


def test_a_language_is_a_translation_and_a_line_of_the_table() -> None:
    assert {language.tag for language in LANGUAGES} == {"en", *TRANSLATIONS}
    assert LANGUAGES[0].tag == "en"


def test_a_language_from_right_to_left_is_a_draft_until_terminals_were_tried() -> None:
    for language in LANGUAGES:
        if {unicodedata.bidirectional(letter) for letter in language.name} & {"R", "AL"}:
            assert language.draft, f"{language.tag}: see toolkit/languages.py"


def test_a_new_translation_begins_as_a_draft() -> None:
    status = pages.STATUS.search(words.begun("es", COLLECTED))
    assert status
    assert status[1] == "draft"
