"""How soon the interface says something, and how soon it can be used, beside bare Textual.

    python -m tests.bench.start [ROUNDS]

Each round starts, one after the other on a terminal of its own: Python alone, a bare Textual
application (one line of text and a footer), and ours. What is told is the least and the middle of
all rounds, in milliseconds from the start of the process:

    first    the first letter on the screen
    usable   the first real screen is drawn, and a key that was pressed then is answered
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NoReturn

HERE: Final = Path(__file__).parents[2]
FIRST_TEXT_MS: Final = 60
TIMES_BARE: Final = 1.15

_BARE: Final = """
from textual.app import App
from textual.binding import Binding
from textual.widgets import Footer, Static

class Bare(App):
    BINDINGS = [Binding("question_mark", "answer", "answer")]

    def compose(self):
        yield Static("it is drawn")
        yield Footer()

    def action_answer(self):
        self.query_one(Static).update("it is answered")

Bare().run()
"""
_OURS: Final = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from toolkit.__main__ import main
sys.exit(main())
"""


@dataclass(frozen=True, slots=True)
class Program:
    """Something to start.

    Attributes:
        name: What it is called in the table.
        words: How it is started.
        drawn: What stands on its first real screen, and not before.
        answered: What is there once `?` was pressed, and not before.
    """

    name: str
    words: list[str]
    drawn: bytes
    answered: bytes


@dataclass(slots=True)
class Times:
    """Milliseconds, one for each round."""

    first: list[float] = field(default_factory=list)
    usable: list[float] = field(default_factory=list)


def main() -> None:
    """Measure, and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(_BARE, encoding="utf-8")
        start = [sys.executable, "-I"]
        programs = (
            Program("bare Textual", [*start, str(bare)], b"it is drawn", b"it is answered"),
            Program(
                "Parasol",
                [*start, "-c", _OURS, str(HERE)],
                b"Nothing is remembered",
                b"Choose the language",
            ),
        )
        times = {program.name: Times() for program in programs}
        python: list[float] = []
        for _ in range(rounds):
            python.append(_run_through([*start, "-c", "pass"]))
            for program in programs:
                first, usable = _measured(program)
                times[program.name].first.append(first)
                times[program.name].usable.append(usable)
    print(f"{'':14}{'first':>8}{'':8}{'usable':>8}")
    print(f"{'':14}{'least':>8}{'middle':>8}{'least':>8}{'middle':>8}")
    print(f"{'Python':14}{_line(python)}")
    for name, each in times.items():
        print(f"{name:14}{_line(each.first)}{_line(each.usable)}")
    theirs, ours = (each.usable for each in times.values())
    ratio = min(ours) / min(theirs), statistics.median(ours) / statistics.median(theirs)
    print(f"first text is to come within {FIRST_TEXT_MS} ms")
    print(f"usable, times bare: {ratio[0]:.2f} {ratio[1]:.2f}; to be at most {TIMES_BARE}")


def _line(times: list[float]) -> str:
    return f"{min(times):8.1f}{statistics.median(times):8.1f}"


def _run_through(words: list[str]) -> float:
    began = time.perf_counter()
    pid = os.posix_spawn(words[0], words, os.environ)
    os.waitpid(pid, 0)
    return (time.perf_counter() - began) * 1e3


def _measured(program: Program) -> tuple[float, float]:
    """Milliseconds to the first text, and to the answer to a key."""
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        _become(program.words)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
    seen = b""
    first = usable = 0.0
    pressed = False
    while not usable:
        if not select.select([terminal], [], [], 20)[0]:
            raise TimeoutError(program.name)
        seen += os.read(terminal, 1 << 16)
        now = (time.perf_counter() - began) * 1e3
        if not first and (b"Parasol" in seen or program.drawn in seen):
            first = now
        if not pressed and program.drawn in seen:
            os.write(terminal, b"?")
            pressed = True
        if pressed and program.answered in seen:
            usable = now
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(terminal)
    return first, usable


def _become(words: list[str]) -> NoReturn:
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
    os.execv(words[0], words)  # noqa: S606 - the program that is measured


if __name__ == "__main__":
    main()
