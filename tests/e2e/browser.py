"""Debian's Chromium without a window, spoken to through two pipes (Chrome DevTools Protocol)."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import time
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM: Final = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium on this machine")

_PATIENCE: Final = 60
_OURS: Final = 10
"""Descriptors from here on are ours; what Chromium reads and writes has to be 3 and 4."""
_QUIET: Final = (
    "--headless",
    "--remote-debugging-pipe",
    # Tests may run as root, for whom Chromium has no locked room. It only sees our own pages.
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    # Nothing leaves this computer, not even by a test that fails.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


class Browser:
    """A Chromium that runs.

    Attributes:
        requests: The addresses that pages asked for, in order.
    """

    def __init__(self, folder: Path, *more: str) -> None:
        """Start it.

        Args:
            folder: A folder for all that it keeps.
            more: More words for its command line.
        """
        assert CHROMIUM
        self.requests: list[str] = []
        self._events: list[dict[str, Any]] = []
        self._asked = 0
        self._left = b""
        theirs_in, self._out = _pipe()
        self._in, theirs_out = _pipe()
        words = [CHROMIUM, *_QUIET, *more, f"--user-data-dir={folder}", "about:blank"]
        self.pid = os.posix_spawn(
            CHROMIUM,
            words,
            {**os.environ, "HOME": str(folder)},
            file_actions=[
                (os.POSIX_SPAWN_DUP2, theirs_in, 3),
                (os.POSIX_SPAWN_DUP2, theirs_out, 4),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
            setsid=True,
        )
        os.close(theirs_in)
        os.close(theirs_out)

    def open(self, address: str) -> Page:
        """A page, once all of it is there."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable", session)
        self.ask("Network.enable", session)
        self.ask("Page.navigate", session, url=address)
        self.wait("Page.loadEventFired", session)
        return Page(self, session, target)

    def ask(self, method: str, session: str = "", **given: object) -> dict[str, Any]:
        """Say something to it, and wait for the answer."""
        self._asked += 1
        told: dict[str, object] = {"id": self._asked, "method": method, "params": given}
        if session:
            told["sessionId"] = session
        content = memoryview(json.dumps(told).encode() + b"\0")
        while content:
            content = content[os.write(self._out, content) :]
        while (answer := self._next()).get("id") != self._asked:
            self._events.append(answer)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def wait(self, method: str, session: str) -> None:
        """Wait until it tells of something."""
        while not any(
            each.get("method") == method and each.get("sessionId") == session
            for each in self._events
        ):
            self._events.append(self._next())
        self._events.clear()

    def close(self) -> None:
        """End it, so that it writes all that it has to write."""
        with contextlib.suppress(AssertionError, OSError):
            self.ask("Browser.close")
        until = time.monotonic() + _PATIENCE
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            if time.monotonic() > until:
                os.killpg(self.pid, signal.SIGKILL)
            time.sleep(0.01)
        os.close(self._in)
        os.close(self._out)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            ready, _writing, _wrong = select.select([self._in], [], [], _PATIENCE)
            assert ready, "Chromium says nothing"
            more = os.read(self._in, 1 << 20)
            assert more, "Chromium has ended"
            self._left += more
        message, _nul, self._left = self._left.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        if told.get("method") == "Network.requestWillBeSent":
            self.requests.append(told["params"]["request"]["url"])
        return told


class Page:
    """A page that stands open."""

    def __init__(self, browser: Browser, session: str, target: str) -> None:
        self._browser = browser
        self._session = session
        self._target = target

    def run(self, script: str) -> Any:
        """What a script answers; it may take its time."""
        told = self._ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def printed(self) -> bytes:
        """It as PDF, on the paper that it asks for itself."""
        told = self._ask("Page.printToPDF", preferCSSPageSize=True)
        return base64.b64decode(told["data"])

    def picture(self, width: int, height: int) -> bytes:
        """How it looks in a window of a size, as PNG."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        return base64.b64decode(self._ask("Page.captureScreenshot", format="png")["data"])

    def close(self) -> None:
        """Take it away."""
        self._browser.ask("Target.closeTarget", targetId=self._target)

    def _ask(self, method: str, **given: object) -> dict[str, Any]:
        return self._browser.ask(method, self._session, **given)


@contextlib.contextmanager
def chromium(folder: Path, *more: str) -> Iterator[Browser]:
    """A Chromium for as long as it is needed."""
    browser = Browser(folder, *more)
    try:
        yield browser
    finally:
        browser.close()


def _pipe() -> tuple[int, int]:
    """A pipe whose ends are not in the way of what Chromium gets."""
    ends = os.pipe()
    high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _OURS) for end in ends)
    for end in ends:
        os.close(end)
    return high[0], high[1]
