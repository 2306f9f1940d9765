"""Cutting text to cells, for any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import iter_graphemes

from toolkit.tui.widgets.fitting import fitted, harmless

if TYPE_CHECKING:
    from toolkit.tui.widgets.fitting import Cut

_SCRIPTS = (
    "IMG_20260503_142210.JPG 在广场上的照片 مظاهرة ساحة التحرير မြန်မာနိုင်ငံ က္က हिन्दी தமிழ் "
    "👩‍💻 🇹🇷 ✔️ e\u0301 ไทย བོད 한국어 ㅎ\u200d\ufe0f"
)
_texts = st.text(st.sampled_from(_SCRIPTS), max_size=40) | st.text(max_size=60)
_cuts = st.sampled_from(("end", "middle"))


@given(_texts, st.integers(0, 45), _cuts)
@example("a\ufe0f☺\u200d☺\ufe0f☺", 3, "middle")
def test_text_is_never_wider_than_its_column(text: str, width: int, cut: Cut) -> None:
    assert cell_len(fitted(text, width, cut)) <= width
    assert cell_len(fitted(harmless(text), width, cut)) <= width


@given(_texts, st.integers(0, 45), _cuts)
@example("e\u0301" * 10, 5, "middle")
@example("👩‍💻" * 5, 6, "end")
@example("🇹🇷" * 5, 4, "middle")
def test_no_character_is_torn_from_its_marks(text: str, width: int, cut: Cut) -> None:
    whole = list(iter_graphemes(text))
    shown = fitted(text, width, cut)
    if shown == text or not shown:
        return
    heads = {"".join(whole[:count]).rstrip() for count in range(len(whole) + 1)}
    tails = {"".join(whole[count:]) for count in range(len(whole) + 1)}
    assert any(
        shown[:at] in heads and shown[at + 1 :] in tails
        for at, character in enumerate(shown)
        if character == "…"
    )


@given(_texts, st.integers(0, 45), _cuts)
def test_text_that_fits_is_left_alone(text: str, width: int, cut: Cut) -> None:
    assert cell_len(text) > width or fitted(text, width, cut) == text


@given(_texts, st.integers(2, 45), _cuts)
def test_no_room_is_wasted_but_for_what_does_not_divide(text: str, width: int, cut: Cut) -> None:
    shown = fitted(harmless(text), width, cut)
    widest = max(map(cell_len, iter_graphemes(harmless(text))), default=0)
    if shown != harmless(text):
        spaces = len(harmless(text)) - len(harmless(text).rstrip()) + text.count(" ")
        assert cell_len(shown) > width - 1 - max(widest, 1) - spaces
