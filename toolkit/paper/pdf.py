"""Sheets as PDF, through WeasyPrint where it is installed. It loads nothing from anywhere."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, NoReturn

from toolkit.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping


def made(page: str) -> bytes:
    """A page for a browser as PDF. It names no program and no day.

    Args:
        page: As `html.page` makes it.

    Raises:
        OutputError: ``"pdf-missing"``: WeasyPrint, or a library that it needs, is not there.
    """
    from PIL import ImageFile  # noqa: PLC0415 - only for what follows

    strict = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        from weasyprint import HTML  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy
    except (ImportError, OSError) as error:
        raise OutputError("pdf-missing") from error
    finally:
        # It has Pillow show half pictures from then on, wherever in the program.
        ImageFile.LOAD_TRUNCATED_IMAGES = strict
    collects = gc.isenabled()
    # Everything it makes stays until the file is made: to look for what does not takes a fifth.
    gc.disable()
    try:
        return bytes(HTML(string=page, url_fetcher=_refuse).write_pdf(finisher=_unsigned))
    finally:
        if collects:
            gc.enable()


def _refuse(url: str, **_asked: object) -> NoReturn:
    raise ValueError(url)


def _unsigned(document: object, pdf: object) -> None:  # noqa: ARG001 - its signature
    """Take out what names the program that made it."""
    info: Mapping[str, object] = pdf.info  # type: ignore[attr-defined]  # pydyf has no types
    for name in tuple(info):
        if name != "Title":
            del info[name]  # type: ignore[attr-defined]
