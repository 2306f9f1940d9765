"""`./run`, as a person uses it: from anywhere, by a symlink, from a read-only medium."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from toolkit import __version__

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    not (ROOT / ".venv" / "run.installed").exists(), reason="not set up by ./check"
)


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that is set up, in a folder whose name has a space."""
    folder = tmp_path_factory.mktemp("media") / "USB stick"
    folder.mkdir()
    shutil.copy(ROOT / "run", folder)
    for part in ("toolkit", "requirements", "guides"):
        shutil.copytree(ROOT / part, folder / part)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    return folder


def start(
    program: Path, *words: str, cwd: Path | str = "/", **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(program), *words],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_it_starts_from_any_folder_and_adds_no_word_of_its_own(stick: Path) -> None:
    answer = start(stick / "run", "--version")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, f"parasol {__version__}\n", "")


def test_it_starts_by_a_symlink(stick: Path, tmp_path: Path) -> None:
    (tmp_path / "p").symlink_to(stick / "run")
    assert start(tmp_path / "p", "--version", cwd=tmp_path).returncode == 0


def test_arguments_and_exit_codes_pass_through(stick: Path, tmp_path: Path) -> None:
    answer = start(stick / "run", "inspect", "no such file *\n", cwd=tmp_path)
    assert answer.returncode == 1
    assert "no such file *" in answer.stderr + answer.stdout
    assert start(stick / "run", "inspect", "--no-such-option").returncode == 2


def test_nothing_in_the_callers_folder_or_environment_is_imported(
    stick: Path, tmp_path: Path
) -> None:
    for name in ("toolkit", "argparse", "json", "dataclasses"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('hijacked')\n")
    answer = start(stick / "run", "formats", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert (answer.returncode, answer.stderr) == (0, "")


def test_it_works_from_a_medium_that_cannot_be_written(stick: Path) -> None:
    try:
        subprocess.run(
            ["unshare", "--mount", "--map-root-user", "true"], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this system lets nobody mount")
    script = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && "$1/run" --version'
    answer = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh", str(stick)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stdout) == (0, f"parasol {__version__}\n")


def test_a_first_start_without_network_says_so_and_tries_again_next_time(tmp_path: Path) -> None:
    shutil.copy(ROOT / "run", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    shutil.copytree(ROOT / "toolkit", tmp_path / "toolkit")
    nowhere = {"UV_OFFLINE": "1", "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": "/dev/null"}
    answer = start(tmp_path / "run", "--version", **nowhere)
    assert answer.returncode == 1
    assert "Parasol needs the network for this first step only." in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / ".venv" / "run.installed").exists()
