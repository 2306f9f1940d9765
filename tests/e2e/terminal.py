"""Terminals to run the interface in: a real one (tmux), and a bare one that keeps every byte."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    import signal
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Self

ROOT: Final = Path(__file__).parents[2]
PATIENCE_SECONDS: Final = 10.0
"""How long something may take that has to happen. Only a failure takes this long."""

_STILL_SECONDS: Final = 0.25
"""So long nothing may change on a screen that is whole."""

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

CELL: Final = (8, 16)
"""How many pixels wide and high a cell of a bare terminal is."""

PARASOL: Final = (sys.executable, "-m", "toolkit")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a program runs: folders of its own, and what lies in them.

    Attributes:
        folder: Holds everything below.
        home: The person's folder.
        temporary: For files that are to vanish.
        here: Where the person is.
    """

    folder: Path
    home: Path
    temporary: Path
    here: Path

    @classmethod
    def made_in(cls, folder: Path) -> Self:
        place = cls(folder, folder / "home", folder / "temporary", folder / "here")
        for each in (place.home, place.temporary, place.here):
            each.mkdir()
        return place

    def environment(self, changed: Mapping[str, str | None]) -> dict[str, str]:
        plain = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        return {name: value for name, value in {**plain, **changed}.items() if value is not None}

    def files(self) -> set[str]:
        """Everything that lies there."""
        return {str(path.relative_to(self.folder)) for path in self.folder.rglob("*")}


class Tmux:
    """A shell in a real terminal. It ends with the `with` block."""

    def __init__(self, place: Place, *, columns: int = 80, rows: int = 24) -> None:
        self.place = place
        # A name of a socket must be short.
        self._folder = tempfile.mkdtemp(prefix="tmux-")
        self._socket = f"{self._folder}/s"
        self._size = (columns, rows)

    def __enter__(self) -> Self:
        try:
            self._begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _begin(self) -> None:
        columns, rows = self._size
        shell = f"env -i {_pairs(self.place.environment({}))} PS1='ready> ' sh"
        self(
            *("new-session", "-d", "-x", str(columns), "-y", str(rows)),
            *("-c", str(self.place.here), shell),
        )
        # A program that reaches for the clipboard would get it.
        self("set-option", "-s", "set-clipboard", "on")
        self.wait_for("ready>")

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self("kill-server")
        shutil.rmtree(self._folder, ignore_errors=True)

    def __call__(self, *words: str) -> str:
        """What a tmux command answers."""
        start = ["tmux", "-S", self._socket, "-f", "/dev/null"] if words[0] == "new-session" else []
        done = subprocess.run(
            [*(start or ["tmux", "-S", self._socket]), *words],
            check=True,
            capture_output=True,
            text=True,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"},
        )
        return done.stdout

    def start(
        self, words: Iterable[str] = PARASOL, environment: Mapping[str, str | None] | None = None
    ) -> None:
        """Run a program, so that the shell's screen shows none of its words."""
        script = Path(self._folder) / "go"
        changed = self.place.environment(environment or {})
        script.write_text(
            f"echo $$ > {self._folder}/pid\nexec env -i {_pairs(changed)} "
            f"{' '.join(map(quote, words))}\n"
        )
        # Quoted, so that what is waited for is not seen before it is so.
        self.type(f"sh {script}; echo 'left' with $?")

    @property
    def process(self) -> int:
        """The number of the program's process."""
        return int((Path(self._folder) / "pid").read_text())

    def type(self, line: str) -> None:
        """Type a line in the shell."""
        self("send-keys", "-l", line)
        self("send-keys", "Enter")

    def press(self, *keys: str) -> None:
        """Press keys, as tmux calls them."""
        self("send-keys", *keys)

    def paste(self, text: str) -> None:
        """Paste as a terminal does, in brackets where the program asks for them."""
        self("set-buffer", "-b", "pasted", text)
        self("paste-buffer", "-d", "-p", "-b", "pasted")

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self("resize-window", "-x", str(columns), "-y", str(rows))

    def screen(self) -> str:
        """What is seen."""
        return self("capture-pane", "-p")

    def everything(self) -> str:
        """What is seen and what can be scrolled back to."""
        return self("capture-pane", "-pJ", "-S", "-")

    def ask(self, variable: str) -> str:
        """What tmux knows of the terminal, such as ``pane_title``."""
        return self("display-message", "-p", f"#{{{variable}}}").strip()

    def settings(self) -> str:
        """How it treats what is typed and drawn, as `stty` writes it."""
        words = ["stty", "-F", self.ask("pane_tty"), "-g"]
        return subprocess.run(words, check=True, capture_output=True, text=True).stdout

    def clipboard(self) -> str:
        """The names and beginnings of everything that was copied."""
        return self("list-buffers")

    def wait_for(self, *texts: str, gone: str | None = None) -> str:
        """The screen, as soon as it shows one of some texts, and another no more."""
        screen = ""
        for _ in _while_patient():
            screen = self.screen()
            if any(text in screen for text in texts) and (gone is None or gone not in screen):
                return screen
        raise AssertionError(f"no {texts!r}, or still {gone!r}, on\n{screen}")

    def whole(self, text: str, *, gone: str | None = None) -> str:
        """As `wait_for`, but once nothing changes any more."""
        before = ""
        for _ in _while_patient():
            screen = self.wait_for(text, gone=gone)
            if screen == before:
                break
            before = screen
        return before

    def next_screen(self, before: str, *texts: str) -> str:
        """The screen that takes the place of another, once it shows one of some texts.

        A terminal may be asked when only the upper part is drawn, and the lower one is still of the
        screen before. So it has to stand still for a while.

        Args:
            before: The screen before, which has another heading.
            texts: What the new one may show.
        """
        heading = "\n".join(before.splitlines()[:4])
        screen = self.wait_for(*texts, gone=heading)
        for _ in _while_patient():
            time.sleep(_STILL_SECONDS)
            again = self.wait_for(*texts, gone=heading)
            if again == screen:
                break
            screen = again
        return screen

    def wait_for_leaving(self) -> str:
        """Everything that is left in the terminal once the program has ended."""
        self.wait_for("left with ")
        return self.everything()


def _pairs(environment: Mapping[str, str]) -> str:
    return " ".join(quote(f"{name}={value}") for name, value in environment.items())


class Bare:
    """A program on a terminal that keeps every byte, and reads only when it is told to."""

    def __init__(
        self,
        place: Place,
        words: Iterable[str] = PARASOL,
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str | None] | None = None,
    ) -> None:
        self._terminal, inner = os.openpty()
        self.resize(*size)
        self.seen = b""
        # Who opens a terminal first in a session of its own is told when it goes away.
        opening = 'exec 0<>"$0" 1>&0 2>&0; exec "$@"'
        self.process = subprocess.Popen(
            ["sh", "-c", opening, os.ttyname(inner), *words],
            cwd=place.here,
            env=place.environment(environment or {}),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._inner = inner

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        told = struct.pack("4H", rows, columns, columns * CELL[0], rows * CELL[1])
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, told)

    def press(self, keys: bytes) -> None:
        """Send what keys send."""
        os.write(self._terminal, keys)

    def read(self, seconds: float = 0.0) -> bytes:
        """Read what is there, or comes within some time."""
        begun = len(self.seen)
        while select.select([self._terminal], [], [], seconds)[0]:
            try:
                self.seen += os.read(self._terminal, 1 << 16)
            except OSError:
                break
            seconds = 0
        return self.seen[begun:]

    def wait_for(self, text: bytes, *, after: int = 0) -> bytes:
        """Every byte so far, as soon as there is a text among those after a number of them."""
        for _ in _while_patient():
            self.read(0.05)
            if text in self.seen[after:]:
                return self.seen
        raise AssertionError(f"no {text!r} in what ends with {self.seen[after:][-400:]!r}")

    def wait_until_quiet(self, seconds: float = 0.3) -> bytes:
        """Every byte so far, once nothing has come for a while."""
        for _ in _while_patient():
            if not self.read(seconds):
                break
        return self.seen

    def stop_output(self) -> None:
        """Let nothing more through, as Ctrl+S does where it is no key."""
        termios.tcflow(self._inner, termios.TCOOFF)

    def hang_up(self) -> None:
        """Take the terminal away."""
        for descriptor in (self._terminal, self._inner):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def seconds_to_end(self) -> float:
        """How long the process takes from now on. Nobody reads what it writes."""
        began = time.monotonic()
        self.process.wait(PATIENCE_SECONDS)
        return time.monotonic() - began

    def leave(self) -> bytes:
        """Leave by the key, and give every byte there was."""
        self.press(b"\x11")
        for _ in _while_patient():
            self.read(0.02)
            if self.process.poll() is not None:
                break
        self.read(0.05)
        return self.seen


def state(process: int) -> str:
    """The letter of a process's state (proc(5)); nothing for one that is gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return ""


def wait_until_asleep(process: int) -> None:
    """Return once a process has been stopped."""
    for _ in _while_patient():
        if state(process) == "T":
            return
    raise AssertionError("it was not stopped")


def wait_until_ended(process: int, seconds: float = PATIENCE_SECONDS) -> float:
    """How long a process took to end."""
    began = time.monotonic()
    for _ in _while_patient():
        if state(process) in {"", "Z"}:
            break
        if time.monotonic() - began > seconds:
            raise AssertionError("it still runs")
    return time.monotonic() - began


def send(process: int, number: signal.Signals) -> None:
    """Send a signal."""
    os.kill(process, number)


COLOUR: Final = re.compile(
    rb"\x1b\[(?:[\d;:]*[;:])?(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])(?:[;:][\d;:]*)?m"
)
"""Any sequence that sets a colour (ECMA-48, 8.3.117 SGR)."""

STRINGS: Final = re.compile(rb"\x1b[]PX^_]")
"""Titles, clipboard, links and other strings for the terminal itself."""


def _while_patient() -> Iterator[None]:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        yield
        time.sleep(0.03)
    yield
