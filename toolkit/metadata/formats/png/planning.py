"""Which ancillary chunks of a PNG file stay, and in what form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from toolkit.metadata import limits
from toolkit.metadata.formats.png.chunks import is_intact, sealed
from toolkit.metadata.formats.png.colour import (
    COLOUR_CHUNKS,
    aspect_chunk,
    background_chunk,
    is_colour,
    profile_chunk,
    profile_in,
)
from toolkit.metadata.formats.png.palette import palette_chunk, transparency_chunk
from toolkit.metadata.formats.png.text import Telling, exif_of
from toolkit.metadata.model import Kind, Stay, Stays
from toolkit.metadata.payloads import orientation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.metadata.formats.png.chunks import Chunk
    from toolkit.metadata.formats.png.header import Header
    from toolkit.metadata.source import Source

# More than the data of any chunk that stays as it is: a palette's alphas, the longest, are 256.
_SMALL_BYTES: Final = 1024


@dataclass(frozen=True, slots=True)
class Plan:
    """The small chunks of the clean copy.

    Attributes:
        chunks: Each by the offset of the chunk whose place it takes.
        stays: What they say.
    """

    chunks: dict[int, bytes] = field(default_factory=dict)
    stays: list[Stay] = field(default_factory=list)


def plan_chunks(
    source: Source, chunks: Sequence[Chunk], header: Header, colours: bytes, used: set[int]
) -> Plan:
    """Decide about every chunk that is not the picture itself.

    Args:
        source: The file.
        chunks: All its chunks.
        header: What IHDR says.
        colours: The palette.
        used: Which of its colours pixels have.
    """
    plan = Plan()
    # A viewer has to know the colours before it draws: what comes later, it does not use (5.6).
    early = _first_of_each(source, chunks)
    profile = early.get(b"iCCP")
    if profile and profile.size <= limits.COLOUR_PROFILE_BYTES:
        _plan_profile(plan, source, profile)
    small = {n: source.read(c.data, c.end) for n, c in early.items() if c.size <= _SMALL_BYTES}
    # In the order of their names code points come before the mastering display, which says nothing
    # without them (11.3.2.7).
    for name in sorted(COLOUR_CHUNKS & small.keys()):
        if name == b"mDCV" and Stay(Stays.COLOUR, "cICP") not in plan.stays:
            continue
        if is_colour(name, small[name], header):
            plan.chunks[early[name].start] = sealed(name, small[name])
            plan.stays.append(Stay(Stays.COLOUR, name.decode()))
    if b"pHYs" in small and (aspect := aspect_chunk(small[b"pHYs"])):
        plan.chunks[early[b"pHYs"].start] = aspect
        across, down = (int.from_bytes(aspect[at : at + 4], "big") for at in (8, 12))
        plan.stays.append(Stay(Stays.ASPECT, f"{across}:{down}"))
    _plan_palette(plan, early, small, header, (colours, used))
    _plan_orientation(plan, source, chunks)
    return plan


def _first_of_each(source: Source, chunks: Sequence[Chunk]) -> dict[bytes, Chunk]:
    """The first intact chunk of each type before the picture's data; a second counts nothing."""
    first: dict[bytes, Chunk] = {}
    for chunk in chunks:
        if chunk.name == b"IDAT":
            break
        if chunk.name in _EARLY and chunk.name not in first and is_intact(source, chunk):
            first[chunk.name] = chunk
    return first


_EARLY: Final = COLOUR_CHUNKS | {b"iCCP", b"pHYs", b"tRNS", b"bKGD", b"PLTE"}


def _plan_profile(plan: Plan, source: Source, chunk: Chunk) -> None:
    profile = profile_in(source.read(chunk.data, chunk.end))
    rebuilt = None if profile is None else profile_chunk(profile)
    if rebuilt is not None:
        plan.chunks[chunk.start] = rebuilt
        plan.stays.append(Stay(Stays.COLOUR, "iCCP"))


def _plan_palette(
    plan: Plan,
    early: dict[bytes, Chunk],
    small: dict[bytes, bytes],
    header: Header,
    palette: tuple[bytes, set[int]],
) -> None:
    colours, used = palette
    entries = len(colours) // 3
    used = {index for index in used if index < entries}
    alphas = transparency_chunk(small.get(b"tRNS", b""), header, entries, used)
    transparent = header.has_alpha or alphas is not None
    # The background shows where the picture lets it through, and nowhere else.
    background = background_chunk(small.get(b"bKGD", b""), header, entries)
    if transparent and background is not None:
        plan.chunks[early[b"bKGD"].start] = background
        if entries:
            used.add(small[b"bKGD"][0])
            alphas = transparency_chunk(small.get(b"tRNS", b""), header, entries, used)
    if alphas is not None:
        plan.chunks[early[b"tRNS"].start] = alphas
    if entries:
        plan.chunks[early[b"PLTE"].start] = palette_chunk(colours, used)
    if transparent:
        plan.stays.append(Stay(Stays.TRANSPARENCY))


def _plan_orientation(plan: Plan, source: Source, chunks: Sequence[Chunk]) -> None:
    """Keep which way up: from eXIf, else from the Exif that ImageMagick writes as text."""
    found = next((c for c in chunks if c.name == b"eXIf" and is_intact(source, c)), None)
    if found is None:
        found = next((c for c in chunks if _is_exif_text(source, c)), None)
    if found is None or found.size > limits.PAYLOAD_BYTES:
        return
    if found.name == b"eXIf":
        exif = exif_of(source.read(found.data, found.end))
    else:
        exif = Telling(source).payloads(found)[0].content or b""
    number = orientation.find(exif)
    if number != orientation.UPRIGHT:
        plan.chunks[found.start] = sealed(b"eXIf", orientation.only(number))
        plan.stays.append(Stay(Stays.ORIENTATION, str(number)))


def _is_exif_text(source: Source, chunk: Chunk) -> bool:
    if chunk.name not in {b"tEXt", b"zTXt", b"iTXt"}:
        return False
    if not source.holds(chunk.data, b"Raw profile type ") or not is_intact(source, chunk):
        return False
    return Telling(source).payloads(chunk)[0].kind is Kind.EXIF
