"""What is known of how wide terminals draw text, and which way they write it."""

from __future__ import annotations

import pytest

from toolkit.tui.widgets.fitting import ends_right_to_left, fitted, harmless, wavers


def test_a_name_that_is_cut_keeps_its_ending() -> None:
    assert fitted("IMG_20260503_142412.JPG", 16, "middle") == "IMG_2026…412.JPG"


def test_words_that_are_cut_keep_their_beginning() -> None:
    assert fitted("Istanbul, Türkiye", 10) == "Istanbul,…"


def test_nothing_is_shown_where_there_is_no_room() -> None:
    assert fitted("Istanbul", 0) == ""
    assert fitted("Istanbul", 1) == "…"


@pytest.mark.parametrize("text", ["မြန်မာ", "हिन्दी", "தமிழ்", "✔\ufe0f", "🇹🇷", "👍", "e\u0301"])
def test_where_terminals_differ_text_is_known_to_waver(text: str) -> None:
    assert wavers(f"photo {text}.jpg")


@pytest.mark.parametrize(
    "text", ["IMG_0412.JPG", "在广场上的照片", "مظاهرة", "Türkiye", "● Minsk", "✓", "한국어"]
)
def test_what_all_terminals_draw_alike_does_not_waver(text: str) -> None:
    assert not wavers(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("مظاهرة", True), ("صورة ٣", True), ("صورة 12", True), ("مظاهرة.jpg", False), ("IMG", False)],
)
def test_what_ends_right_to_left_is_known(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert ends_right_to_left(text) is expected


def test_control_characters_never_reach_the_terminal() -> None:
    assert "\x1b" not in harmless("a\x1b[2Jb\nc")
