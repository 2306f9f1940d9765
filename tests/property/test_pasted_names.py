"""Names of any kind come back from what was pasted or completed; any text gets an answer."""

from __future__ import annotations

import os
import re
import shlex
import time
from typing import TYPE_CHECKING
from unittest.mock import patch
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from toolkit.neutral import neutral
from toolkit.tui.cleaning import given as given_module
from toolkit.tui.cleaning.given import LONGEST_TOLD, shortened, understood
from toolkit.tui.cleaning.quoting import begun, typed, words

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = "/some folder/it's"

_CHARACTERS = st.one_of(
    st.characters(exclude_categories=["Cs"], exclude_characters="/\0"),
    st.sampled_from(" '\"\\$`\n\r\t~*?#%&;:-é\u202e\x1b"),
    # Bytes that are no UTF-8, as the system's names come to us.
    st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF, categories=["Cs"]),
)


def as_the_system_gives_it(name: str) -> str:
    return os.fsdecode(os.fsencode(name))


names = (
    st.text(_CHARACTERS, min_size=1, max_size=30)
    .map(as_the_system_gives_it)
    .filter(lambda name: name not in {".", ".."})
)


def escaped(path: str) -> str:
    return re.sub(r"([^\w@%+=:,./-])", r"\\\1", path, flags=re.ASCII)


def address(path: str) -> str:
    return "file://" + quote(os.fsencode(path))


@given(
    st.lists(names, min_size=1, max_size=6, unique=True),
    st.sampled_from([shlex.quote, escaped, address]),
    st.sampled_from([" ", "\n", "\r\n", "\r", " \n"]),
    st.sampled_from(["", " ", "\n", "\r\n"]),
)
def test_any_names_however_quoted_and_joined_come_back(
    found: list[str], write: Callable[[str], str], between: str, end: str
) -> None:
    paths = [f"{FOLDER}/{name}" for name in found]
    text = between.join(write(path) for path in paths) + end
    with patch.object(given_module, "_exists", {*paths}.__contains__):
        result = understood(text, "/elsewhere")
    assert result.paths == tuple(paths)
    assert result.missing == ()


@given(names)
def test_what_completion_writes_is_harmless_and_means_the_same(name: str) -> None:
    path = f"~/{name}"
    line = typed(path)
    assert begun(line) == path
    with patch.object(given_module, "_exists", {f"{FOLDER}/{name}"}.__contains__):
        assert understood(line, "/elsewhere", home=FOLDER).paths == (f"{FOLDER}/{name}",)
    assert neutral(line)[:400] == line[:400]


@given(st.text(max_size=2_000) | st.text("'\"\\$ \n\r/~.:file%a", max_size=2_000))
def test_any_text_gets_an_answer_in_time(text: str) -> None:
    began = time.process_time()
    result = understood(text, "/proc/self/fdinfo", home="/proc/self/fdinfo")
    assert time.process_time() - began < 2
    assert all(path.startswith("/") for path in result.paths)
    assert all(neutral(told) == told for told in (*result.missing, *result.elsewhere))


@given(st.text(max_size=300))
def test_any_name_is_told_in_a_line(name: str) -> None:
    told = shortened(name)
    assert len(told) <= LONGEST_TOLD
    assert neutral(told) == told


@given(st.text("ab'\"\\$ \n\r", max_size=200))
def test_words_end_where_the_text_ends_and_take_all_of_it(text: str) -> None:
    position, seen = 0, []
    while position < len(text):
        found, after = words(text, position, len(text), 1_000)
        assert after > position
        seen += [word.text for word in found]
        position = after
    letters = [c for c in text if c in "ab"]
    kept = [c for word in seen for c in word if c in "ab"]
    # In $'…', a letter behind a backslash is the name of a control character.
    assert kept == letters or "$'" in text
