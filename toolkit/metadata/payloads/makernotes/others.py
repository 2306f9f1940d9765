"""Makers of whose notes little is known: recognised, named, and read as far as it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes.base import Layout, Maker, behind, own_header

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.metadata.payloads.makernotes.base import Note


def _opaque(*signatures: bytes) -> Callable[[Note], Layout | None]:
    """Notes in which nobody knows a directory."""

    def layout(note: Note) -> Layout | None:
        if not note.head.startswith(signatures):
            return None
        return Layout(note.stop, 0, note.order)

    return layout


def _made_by(*makes: str) -> Callable[[Note], Layout | None]:
    """Notes without a signature, by the maker that Exif names."""

    def layout(note: Note) -> Layout | None:
        if not note.make.upper().startswith(makes):
            return None
        return Layout(note.start, 0, note.order)

    return layout


def _minolta(note: Note) -> Layout | None:
    if not note.make.upper().startswith(("KONICA MINOLTA", "MINOLTA")):
        return None
    if note.head.startswith((b"MINOL", b"CAMER", b"MLY0", b"KC", b"+M+M", b"\xd7")):
        return Layout(note.stop, 0, note.order)
    return Layout(note.start, 0, note.order)


def _huawei(note: Note) -> Layout | None:
    """A TIFF structure of its own behind the name."""
    return own_header(note, 8) if note.head.startswith(b"HUAWEI\0\0") else None


def _hewlett_packard(note: Note) -> Layout | None:
    head = note.head
    if head.startswith((b"Hewlett-Packard", b"Vivitar", b"IIII\4\0", b"IIII\5\0", b"IIII\6\0")):
        return Layout(note.stop, 0, note.order)
    return None


MAKERS: Final = (
    Maker(
        "Motorola",
        behind(b"MOT\0", 8, own_base=True),
        {
            0x5501: ("camera-serial", "SerialNumber"),
            0x6705: ("camera-serial", "ManufactureDate"),
        },
    ),
    Maker(
        "Minolta",
        _minolta,
        pictures=(0x0081,),
        picture_ranges=((0x0088, 0x0089),),
        picture_base=False,
    ),
    Maker("Sanyo", behind(b"SANYO\0", 8, own_base=False), pictures=(0x0100,)),
    Maker("Huawei", _huawei),
    Maker("Hewlett-Packard", _hewlett_packard),
    Maker("JVC", behind(b"JVC ", 4, own_base=False)),
    Maker("JVC", _opaque(b"VER:")),
    Maker("General Electric", behind(b"GE\x0c\0\0\0\x16\0\0\0", 12, own_base=True, order="<")),
    Maker("General Electric", behind(b"GE\0\0", 18, own_base=False)),
    Maker("General Electric", behind(b"GENIC\0", 18, own_base=False)),
    Maker("Kyocera", behind(b"KYOCERA", 22, own_base=False)),
    Maker("Phase One", _opaque(b"IIIITwaR", b"IIIICwaR")),
    Maker("Samsung", _opaque(b"ISLMAKERNOTE000\0")),
    Maker("Hasselblad", _made_by("HASSELBLAD")),
    Maker("FLIR", _made_by("FLIR SYSTEMS", "TELEDYNE FLIR")),
    Maker("Xiaomi", _made_by("XIAOMI")),
    Maker("LG", _opaque(b"LSI1\0")),
)
