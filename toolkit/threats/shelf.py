"""Where the library stands on the disk: files that people write, and all of them compiled to one.

``library.json`` holds what the files hold, one thing a line, and a hash of them (SHA-256 over each
file's name and content). It is read where the hash is that of the files, for reading one file of
JSON is forty times quicker than five hundred of TOML; otherwise the files are.
"""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from toolkit.content import table
from toolkit.errors import ContentError
from toolkit.paths import guides
from toolkit.threats.library import FOLDER, KINDS, Library, Tables, made
from toolkit.threats.references import circles, dangling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMPILED: Final = "library.json"


def folder() -> Path:
    """Where the library's files lie."""
    return guides() / FOLDER


def load(shelf: Path | None = None) -> Library:
    """The library.

    Args:
        shelf: The folder of its files; the program's own by default.

    Raises:
        ContentError: A file is not as it should be; the first that is found.
    """
    shelf = shelf or folder()
    files = _files(shelf)
    compiled = _compiled(shelf, _hash(files))
    return _whole(made(read(shelf))) if compiled is None else made(compiled)


def read(shelf: Path) -> Tables:
    """What the files hold, read one by one.

    Raises:
        ContentError: As `content.table`.
    """
    tables: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind, _ in KINDS}
    for name, content in _files(shelf):
        kind, _, key = name.removesuffix(".toml").partition("/")
        tables[kind][key] = table(content, name)
    return tables


def compiled_text(shelf: Path) -> str:
    """What `COMPILED` has to hold.

    Raises:
        ContentError: As `load`.
    """
    tables = read(shelf)
    _whole(made(tables))
    lines = [f'{{"hash": {json.dumps(_hash(_files(shelf)))}']
    for kind, _ in KINDS:
        things = [
            f"{json.dumps(key)}: {json.dumps(thing, default=_day, ensure_ascii=False)}"
            for key, thing in sorted(tables[kind].items())
        ]
        lines.append(f'"{kind}": {{\n' + ",\n".join(things) + "\n}")
    return ",\n".join(lines) + "\n}\n"


def _whole(library: Library) -> Library:
    """A library in which every id that is named is there, and nothing needs itself.

    What was compiled has been through this.
    """
    for problem in chain(dangling(library), circles(library)):
        raise problem
    return library


def _compiled(shelf: Path, wanted: str) -> Tables | None:
    """What the compiled file holds; nothing where it is not there, or older than the files."""
    try:
        content = (shelf / COMPILED).read_bytes()
    except OSError:
        return None
    if not content.startswith(b'{"hash": "' + wanted.encode()):
        return None
    tables: Tables = json.loads(content)
    return tables


def _files(shelf: Path) -> list[tuple[str, bytes]]:
    """The name (``folder/id.toml``) and the content of each file, in the order of names."""
    return [(name, _content(path, name)) for name, path in sorted(_named(shelf))]


def _named(shelf: Path) -> Iterator[tuple[str, str]]:
    for kind, _ in KINDS:
        try:
            entries = list(os.scandir(shelf / kind))
        except FileNotFoundError:
            continue
        for entry in entries:
            if entry.name.endswith(".toml"):
                yield f"{kind}/{entry.name}", entry.path


def _content(path: str, name: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - hundreds of them, at the start
            return file.read()
    except OSError as error:
        raise ContentError("content-unreadable", file=name) from error


def _hash(files: list[tuple[str, bytes]]) -> str:
    told = hashlib.sha256()
    for name, content in files:
        told.update(f"{name}\0{len(content)}\0".encode())
        told.update(content)
    return told.hexdigest()


def _day(value: Any) -> str:  # noqa: ANN401 - what JSON has no form for
    if type(value) is date:
        return value.isoformat()
    raise TypeError(value)
