"""One walk over a GIF file: what each block is for, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import DamagedError
from toolkit.metadata.formats.appended import appended
from toolkit.metadata.formats.gif import extensions, subblocks
from toolkit.metadata.formats.gif.blocks import Extension, Image, read_blocks
from toolkit.metadata.formats.gif.planning import Plan, make_plan
from toolkit.metadata.formats.gif.screen import (
    SCREEN_STOP,
    SIGNATURES,
    clean_table,
    read_screen,
)
from toolkit.metadata.ledger import Ledger
from toolkit.metadata.model import Kind, Payload, Stay, Stays, Walk

if TYPE_CHECKING:
    from toolkit.metadata.formats.gif.blocks import Block
    from toolkit.metadata.formats.gif.screen import Screen
    from toolkit.metadata.source import Source


def walk(source: Source) -> Walk:
    """Take a GIF file apart.

    Raises:
        DamagedError: The bytes contradict themselves.
        LimitError: It is larger than `limits.py` allows.
    """
    if not (source.holds(0, SIGNATURES[0]) or source.holds(0, SIGNATURES[1])):
        raise DamagedError("damaged", offset=0, part="GIF")
    screen = read_screen(source)
    blocks, end = read_blocks(source, SCREEN_STOP + screen.table_bytes)
    plan = make_plan(source, screen, blocks)
    ledger = Ledger(source)
    _post_screen(ledger, source, screen, plan)
    for block in blocks:
        _post(ledger, source, block, plan)
    if end < source.size:
        ledger.keep(end + 1, "Trailer")
        if end + 1 < source.size:
            behind = appended(source, end + 1, "after the trailer")
            ledger.drop_as(source.size, behind.label, behind)
    else:
        ledger.insert(b";")
    frames = sum(isinstance(block, Image) for block in blocks)
    return Walk(
        format="GIF",
        suffix=".gif",
        width=screen.width,
        height=screen.height,
        frames=frames,
        segments=ledger.segments(),
        pieces=tuple(ledger.pieces),
        payloads=tuple(ledger.payloads),
        stays=tuple(_stays(screen, plan, frames)),
    )


def _post_screen(ledger: Ledger, source: Source, screen: Screen, plan: Plan) -> None:
    # Version 87a knows no extensions (7).
    signature = SIGNATURES[1] if plan.kept else source.read(0, 6)
    ledger.rewrite(6, "Header", signature)
    ledger.rewrite(SCREEN_STOP, "Logical Screen Descriptor", screen.write())
    _post_table(ledger, source, screen.table_bytes, plan.global_used)


def _post_table(ledger: Ledger, source: Source, size: int, used: set[int]) -> None:
    start = ledger.position
    colours = source.read(start, start + size)
    label = "Colour Table"
    ledger.rewrite(
        start + size,
        label,
        clean_table(colours, used),
        Payload(Kind.OPAQUE, start, start + size, f"{label}, colours that no pixel has"),
    )


def _post(ledger: Ledger, source: Source, block: Block, plan: Plan) -> None:
    if isinstance(block, Image):
        _post_image(ledger, source, block, plan)
    elif isinstance(block, Extension):
        name = extensions.name_of(source, block)
        payload = extensions.payload_of(source, block)
        if block.start in plan.kept:
            ledger.rewrite(block.stop, name, plan.kept[block.start], payload)
        else:
            ledger.drop_as(block.stop, name, payload)
    else:
        ledger.drop(block.stop, "between two blocks")


def _post_image(ledger: Ledger, source: Source, image: Image, plan: Plan) -> None:
    label = "Image"
    ledger.rewrite(image.table, f"{label} Descriptor", image.frame.write())
    _post_table(ledger, source, image.frame.table_bytes, plan.used_by(image))
    ledger.keep(image.data, label)
    blocks = list(subblocks.lengths(source, image.data))
    ending = image.ending
    tail_at = ending.bits // 8
    if not subblocks.is_even([stop - start for start, stop in blocks]):
        content = _joined(source, blocks, ending.size)
        last = content[tail_at] if tail_at < len(content) else 0
        new = subblocks.cut(content[:tail_at] + ending.tail(last))
        ledger.rewrite(image.stop - 1, label, new)
        ledger.keep(image.stop, label)
        return
    size = blocks[0][1] - blocks[0][0]
    number = min(tail_at // size, len(blocks) - 1)
    start, stop = blocks[number]
    inside = tail_at - number * size
    content = source.read(start, stop)
    last = content[inside] if inside < len(content) else 0
    new = subblocks.cut(content[:inside] + ending.tail(last), size)
    ledger.keep(start - 1, label)
    ledger.rewrite(
        start - 1 + len(new) if source.holds(start - 1, new) else stop,
        label,
        new,
        Payload(Kind.OPAQUE, start, stop, f"{label}, beyond the last pixel"),
    )
    ledger.drop(image.stop - 1, f"{label}, beyond the last pixel")
    ledger.keep(image.stop, label)


def _joined(source: Source, blocks: list[tuple[int, int]], size: int) -> bytes:
    """The first bytes of the data in some sub-blocks."""
    return b"".join(source.read(start, stop) for start, stop in blocks)[:size]


def _stays(screen: Screen, plan: Plan, frames: int) -> list[Stay]:
    stays = []
    if frames > 1:
        stays.append(Stay(Stays.TIMING, str(frames)))
    if plan.transparent:
        stays.append(Stay(Stays.TRANSPARENCY))
    if screen.aspect:
        stays.append(Stay(Stays.ASPECT, f"{screen.aspect + 15}:64"))
    return stays
