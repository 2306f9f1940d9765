"""Reports for programs: a documented JSON form, versioned, its order stable.

The form is described in docs/for-scripts.md. A path is the text that the system gave; bytes of
it that are no UTF-8 stand as lone surrogates (PEP 383), as in `os.fsdecode`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from toolkit.cli.documents import head
from toolkit.messages import explain_error
from toolkit.metadata.explain import sentence, stays
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from typing import TextIO

    from toolkit.errors import ParasolError
    from toolkit.metadata.model import Cleaned, Report

VERSION: Final = 1


class Document:
    """One JSON document, written file by file, so that memory does not grow with their number.

    Args:
        out: Where to write.
        verb: What was done, ``"inspect"`` or ``"clean"``.
    """

    def __init__(self, out: TextIO, verb: str) -> None:
        self._out = out
        self._first = True
        begins = json.dumps(head(verb, VERSION))
        out.write(f'{begins.removesuffix("}")}, "files": [')

    def add(self, entry: dict[str, Any]) -> None:
        """Write one file's entry."""
        self._out.write(("\n" if self._first else ",\n") + json.dumps(entry))
        self._first = False

    def close(self, done: int, failed: int) -> None:
        """Write the end."""
        summary = json.dumps({"done": done, "failed": failed})
        self._out.write(f'\n], "summary": {summary}}}\n')


def inspected(path: str, report: Report) -> dict[str, Any]:
    """The entry of a file that was read."""
    return {"path": path, "ok": True, **_report(report)}


def cleaned(path: str, done: Cleaned) -> dict[str, Any]:
    """The entry of a file of which there is a clean copy."""
    return {
        "path": path,
        "ok": True,
        "copy": {
            "path": str(done.path),
            "size": done.size,
            "checked_by": list(done.checked_by),
        },
        **_report(done.report),
    }


def failed(path: str, error: ParasolError) -> dict[str, Any]:
    """The entry of a file that could not be read or cleaned."""
    return {
        "path": path,
        "ok": False,
        "error": {
            "code": error.code,
            "facts": error.facts,
            "sentence": explain_error(error, neutral(path)),
        },
    }


def _report(report: Report) -> dict[str, Any]:
    walk = report.walk
    return {
        "format": walk.format,
        "size": report.size,
        "width": walk.width,
        "height": walk.height,
        "frames": walk.frames,
        "checked_by": list(report.checked_by),
        "findings": [
            {
                "harm": finding.harm.value,
                "code": finding.code,
                "sentence": sentence(finding),
                "tag": finding.tag,
                "raw": finding.raw,
                "facts": finding.facts,
                "start": finding.start,
                "stop": finding.stop,
                "verdict": finding.verdict.value,
            }
            for finding in report.findings
        ],
        "stays": [
            {"what": stay.what.value, "fact": stay.fact, "sentence": stays(stay)}
            for stay in walk.stays
        ],
        "segments": [
            {
                "start": segment.start,
                "stop": segment.stop,
                "verdict": segment.verdict.value,
                "label": segment.label,
            }
            for segment in walk.segments
        ],
    }
