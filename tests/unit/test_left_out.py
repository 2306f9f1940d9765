"""One file that cannot be read does not keep the rest from paper."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from toolkit import cli, paths
from toolkit.bundle.sheets import readable_sheets

if TYPE_CHECKING:
    from pathlib import Path

ROOMS = {
    "messengers": "toolkit.messaging.messengers.shelf.guides",
    "threats": "toolkit.threats.shelf.guides",
    "forms": "toolkit.vault.forms.shelf.guides",
    "lessons": "toolkit.messaging.lessons.shelf.guides",
    "handbook": "toolkit.handbook.shelf.guides",
}
"""By what each room finds its files."""
KINDS = ("guide", "playbook", "checklist", "form", "lesson", "setting")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """What was told of a problem, in one line."""
    return " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("broken", "gone"),
    [
        ("messengers/apps/signal.toml", ("setting",)),
        ("threats/actions/lock-and-shut-down.toml", ("playbook", "checklist")),
        ("forms/digital.toml", ("form",)),
        ("lessons/backup.toml", ("lesson:backup",)),
        ("handbook/borders.md", ("guide:borders",)),
    ],
)
def test_what_cannot_be_read_is_left_out_of_an_export_and_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    broken: str,
    gone: tuple[str, ...],
) -> None:
    at, room = tmp_path / "guides", broken.partition("/")[0]
    at.mkdir()
    for folder in paths.guides().iterdir():
        (at / folder.name).symlink_to(folder)
    (at / room).unlink()
    shutil.copytree(paths.guides() / room, at / room)
    (at / broken).write_text("title = ")
    monkeypatch.setattr(ROOMS[room], lambda: at)
    whole = set(KINDS) - set(gone)
    kept = [next(key for key in readable_sheets().made if key.startswith(k)) for k in whole]
    assert cli.run(["export", *kept, *gone, "--to", str(tmp_path / "a.txt")]) == 1
    told = said(capsys)
    assert broken.rpartition("/")[2] in told
    assert told.endswith(f"Left out, as it cannot be read: {', '.join(gone)}.")
    assert (tmp_path / "a.txt").read_text().count("\f") == len(kept) - 1
    assert cli.run(["export", *kept, "--to", str(tmp_path / "b.txt")]) == 0
    assert said(capsys) == ""
    assert cli.run(["export", *gone, "--to", str(tmp_path / "c.txt")]) == 1
    assert not (tmp_path / "c.txt").exists()


def test_what_a_kind_that_cannot_be_read_held_is_left_out_by_its_name_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ROOMS["messengers"], lambda: tmp_path)
    for word in ("setting:burst-timer", "burst-timer"):
        assert cli.run(["export", word, "--to", str(tmp_path / "a.txt")]) == 1
        assert "Left out, as it cannot be read: setting." in said(capsys)
    assert cli.run(["export", "guide:none", "--to", str(tmp_path / "a.txt")]) == 1
    assert "There is no “guide:none”." in said(capsys)
