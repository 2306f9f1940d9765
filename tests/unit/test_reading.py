"""The grade of a text is near enough to what people measure by hand."""

from __future__ import annotations

import pytest

from toolkit.reading import grade, sentences, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("phone", 1), ("named", 1), ("files", 1), ("table", 2), ("wanted", 2), ("places", 2),
        ("people", 2), ("deleted", 3), ("messages", 3), ("the", 1), ("watches", 2), ("settled", 2),
        ("surveillance", 3), ("government", 3), ("rhythm", 1), ("7", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_heard(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_end_where_they_end() -> None:
    assert sentences("One. Two? “Three!” Four: five; six 3.5") == [
        "One.", "Two?", "“Three!", "Four: five; six 3.5",
    ]  # fmt: skip


def test_what_hyphens_join_is_one_word() -> None:
    assert words("A face-recognition camera’s eye (2019).") == [
        "A", "face-recognition", "camera’s", "eye", "2019",
    ]  # fmt: skip


def test_the_cat_reads_easier_than_the_ministry() -> None:
    easy = grade(["The cat sat on the mat. It was warm. The dog came in."])
    hard = grade(
        ["Interoperability considerations necessitate comprehensive organisational change."]
    )
    assert easy < 1
    assert hard > 15


def test_the_grade_is_that_of_the_formula() -> None:
    # 10 words, 2 sentences, 10 syllables: 0.39 * 5 + 11.8 * 1 - 15.59
    assert grade(["The cat sat on it.", "The dog ran to me."]) == pytest.approx(-1.84)
