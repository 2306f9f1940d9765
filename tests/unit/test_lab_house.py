"""The lab is a library: it loads no screen, reaches no other domain, and never shows a secret."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Final

from tests.environment import ran
from toolkit.messaging import world
from toolkit.messaging.actions import Carry, Send
from toolkit.messaging.keyring import secrets

ROOT: Final = Path(__file__).parents[2]
FRONT: Final = ("world", "script", "watchers", "telling", "backup", "mls_tree")


def test_loading_the_lab_loads_no_screen_and_no_other_domain() -> None:
    imports = "\n".join(f"import toolkit.messaging.{name}" for name in FRONT)
    program = f"import sys\n{imports}\nprint(*sys.modules)"
    answer = ran(program)
    loaded = set(answer.stdout.split())
    unwanted = {"textual", "rich", "PIL", "argparse", "socket", "toolkit.metadata"}
    assert loaded & {*unwanted, "toolkit.threats", "toolkit.tui", "toolkit.cli"} == set()


def test_the_lab_rests_on_the_library_alone() -> None:
    outside = set()
    for path in (ROOT / "toolkit" / "messaging").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names.append(node.module or "")
            outside |= {name.split(".")[0] for name in names}
    assert outside - set(sys.stdlib_module_names) == {"cryptography", "toolkit"}


def test_no_secret_of_a_world_stands_in_its_text() -> None:
    begun, _events = world.begin(("alice", "bob"))
    after, _more = world.run(begun, [Send("alice", "bob", "x"), Carry()])
    shown = repr(after.phones)
    for phone in after.phones.values():
        held = [value.content for value in secrets(phone)]
        assert len(held) > 10
        assert not any(repr(secret) in shown for secret in held)
