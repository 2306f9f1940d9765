from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit import paths

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_checkout_reads_its_own_guides() -> None:
    assert (paths.guides() / "README.md").is_file()
    assert paths.guides().name == "guides"


def test_an_installed_wheel_reads_the_guides_it_brought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_guides").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert paths.guides() == tmp_path / "_guides"
