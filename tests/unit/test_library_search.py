"""Words are found wherever in the library they stand."""

from __future__ import annotations

import pytest

from tests.unit.small_library import action, capability, library
from toolkit.threats.search import index

INDEX = index(
    library(
        capabilities={"cctv": capability(), "gait": capability(name="Gait", how="A camera sees.")},
        actions={"walk": action(title="Walk past cameras", steps=["Walk.", "Look at no camera."])},
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cameras", ["cctv", "walk"]),
        ("CAMERAS", ["cctv", "walk"]),
        ("camera", ["cctv", "walk", "gait"]),
        ("look camera", ["walk"]),
        ("gait", ["gait"]),
        ("kenya", ["kenya"]),
        ("unicorn", []),
        ("  ", []),
    ],
)
def test_all_words_have_to_stand_in_it_and_titles_come_first(text: str, found: list[str]) -> None:
    assert [hit.id for hit in INDEX.search(text)] == found


def test_the_lines_in_which_a_word_stands_are_told() -> None:
    (hit,) = INDEX.search("look")
    assert (hit.folder, hit.title) == ("actions", "Walk past cameras")
    assert hit.lines == ("Look at no camera.", "Look.")
