"""What is kept, exported or sent comes back as it was; any bytes at all give one of our errors."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.errors import VaultError
from toolkit.vault import age, letters, sealing
from toolkit.vault.age.encoding import bech32, from_bech32, from_unpadded, unpadded
from toolkit.vault.document import (
    Document,
    Exchange,
    Incident,
    Note,
    Person,
    Plan,
    Progress,
    Step,
    from_json,
    to_json,
)
from toolkit.vault.merging import merge
from toolkit.vault.readable import as_text, from_text, shown

IDENTITY = age.X25519Identity(bytes(range(32)))
PASSPHRASE = age.Passphrase(b"x", 1)

text = st.text(st.characters(exclude_categories=["Cs"]))
tables = st.dictionaries(text, text, max_size=3)
documents = st.builds(
    Document,
    answers=st.dictionaries(text, st.lists(text, max_size=3).map(tuple), max_size=3),
    choice=st.dictionaries(text, st.lists(text, max_size=3).map(tuple), max_size=3),
    plan=st.none() | st.builds(Plan, text, st.lists(st.builds(Step, text, text, text)).map(tuple)),
    progress=st.dictionaries(text, st.builds(Progress, text, text), max_size=3),
    marks=st.lists(text, max_size=3, unique=True).map(tuple),
    notes=st.lists(st.builds(Note, text, text, text, text, text), max_size=3).map(tuple),
    incidents=st.lists(st.builds(Incident, text, text, text, text, tables), max_size=3).map(tuple),
    settings=tables,
    exchange=st.builds(
        Exchange,
        st.lists(text, max_size=2).map(tuple),
        st.lists(st.builds(Person, text, text), max_size=2).map(tuple),
    ),
)
NASTY = '"""\\\r\n\x1b[2J\u202e"'


def with_note(words: str) -> Document:
    return Document(notes=(Note(words, words, words, words, words),), settings={words: words})


@given(documents)
@example(with_note(NASTY))
def test_a_document_comes_back_from_its_json(document: Document) -> None:
    assert from_json(to_json(document)) == document


@given(documents)
@example(with_note(NASTY))
@example(with_note('\n""""\n'))
@example(with_note("\n\n"))
def test_a_document_comes_back_from_its_text_but_for_keys(document: Document) -> None:
    without = replace(document, exchange=Exchange(people=document.exchange.people))
    exported = as_text(document)
    assert from_text(exported) == without
    assert shown(exported) == exported


def test_a_key_for_letters_is_in_no_exported_text_and_comes_in_with_none() -> None:
    given = 'version = 1\n[exchange]\nidentities = ["AGE-SECRET-KEY-1X"]\n'
    assert from_text(given).exchange.identities == ()
    document = Document(exchange=Exchange(identities=(IDENTITY.text(),)))
    assert IDENTITY.text().encode() in to_json(document)
    assert IDENTITY.text() not in as_text(document)


@given(documents, documents)
def test_bringing_in_loses_nothing_that_was_there(there: Document, other: Document) -> None:
    merged = merge(there, other).document
    assert merged.notes[: len(there.notes)] == there.notes
    assert merged.incidents[: len(there.incidents)] == there.incidents
    assert merged.exchange.identities == there.exchange.identities
    for name in ("answers", "progress", "settings"):
        before, after = getattr(there, name), getattr(merged, name)
        assert before.items() <= after.items()
        assert after.keys() == before.keys() | getattr(other, name).keys()
    assert merged.plan == (there.plan or other.plan)
    texts = {(note.title, note.text) for note in merged.notes}
    assert {(note.title, note.text) for note in other.notes} <= texts


@given(documents)
def test_bringing_in_the_same_changes_nothing(document: Document) -> None:
    people = {each.name: each for each in document.exchange.people}
    exchange = replace(document.exchange, people=tuple(people.values()))
    document = replace(document, exchange=exchange)
    merged = merge(document, document)
    assert (merged.document, merged.added, merged.left) == (document, 0, 0)


@given(st.binary(max_size=200_000), st.integers(1, 70_000))
def test_any_content_cut_anyhow_comes_back(content: bytes, step: int) -> None:
    pieces = [content[at : at + step] for at in range(0, len(content), step)]
    file = b"".join(age.encrypt_pieces(pieces, [IDENTITY.recipient()]))
    assert age.decrypt(file, [IDENTITY]) == content


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_as_a_file(content: bytes) -> None:
    for file in (content, b"age-encryption.org/v1\n" + content, b"-----BEGIN AGE" + content):
        try:
            age.decrypt(file, [IDENTITY, PASSPHRASE])
        except VaultError:
            continue
        raise AssertionError(file)


@given(st.binary(max_size=300))
def test_any_bytes_inside_are_one_of_our_errors(content: bytes) -> None:
    for text_inside in (content, b'{"parasol-vault":1,"revision":1,' + content):
        try:
            sealing.unseal(text_inside, IDENTITY)
        except VaultError:
            continue
        raise AssertionError(text_inside)


@given(st.binary(max_size=300), st.integers(0, 10**15))
def test_a_revision_comes_back(content: bytes, revision: int) -> None:
    sealed = sealing.Sealed(content, revision, "2026-11-22T08:00:00Z")
    assert sealing.unseal(sealing.seal(sealed, [IDENTITY]), IDENTITY) == sealed


@given(text)
def test_a_letter_comes_back(words: str) -> None:
    document = Document(exchange=Exchange(identities=(IDENTITY.text(),)))
    letter = letters.write(words, [IDENTITY.recipient().text()])
    assert letters.read(letter, document) == words.lstrip(" \n")
    if len(words.encode()) <= 4096:
        assert len(letter) == len(letters.write("", [IDENTITY.recipient().text()]))


@given(st.binary(max_size=100))
def test_bytes_come_back_from_their_spelling(content: bytes) -> None:
    assert from_unpadded(unpadded(content)) == content
    assert from_bech32(bech32("age", content)) == ("age", content)
    assert from_bech32(bech32("age", content).upper()) == ("age", content)


@given(st.text())
def test_any_text_is_a_document_or_one_of_our_errors(words: str) -> None:
    for read in (from_text, lambda each: from_json(each.encode("utf-8", "surrogatepass"))):
        with suppress(VaultError):
            read(words)
