"""From properties to findings: what belongs together is told together, the rest one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.exif_time import iso
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.properties import names
from toolkit.metadata.payloads.properties.node import Node, leaves
from toolkit.metadata.payloads.properties.position import BESIDE, PAIRS, beside, coordinate
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from toolkit.metadata.model import Finding, Payload

_MAKE: Final = "tiff:Make"
_MODEL: Final = "tiff:Model"
_PLACE: Final = (
    "Iptc4xmpCore:Location",
    "photoshop:City",
    "photoshop:State",
    "photoshop:Country",
    "Iptc4xmpCore:CountryCode",
)
_LISTS_OF_REGIONS: Final = frozenset(
    {"mwg-rs:RegionList", "MPRI:Regions", "Iptc4xmpExt:ImageRegion"}
)
_NAMES_OF_REGIONS: Final = (
    "mwg-rs:Name",
    "MPReg:PersonDisplayName",
    "Iptc4xmpExt:Name",
    "mwg-rs:Type",
)

_UNRATED: Final = ("rating", "0")

# Values of a list that are joined before they are cut to what can be shown.
_JOINED: Final = 200


def tell(payload: Payload, nodes: Sequence[Node]) -> Iterator[Finding]:
    """What properties say.

    Args:
        payload: Where they stand.
        nodes: The properties. Whoever made them has bounded how deep they go.
    """
    settings: dict[str, list[Node]] = {}
    yield from _structure(payload, nodes, "", settings)
    for prefix, counted in settings.items():
        if not counted:
            continue
        text = neutral(", ".join(f"{node.name}={node.value}" for node in counted[:_JOINED]))
        start, stop = counted[0].start, max(node.stop for node in counted)
        count = str(len(counted))
        yield found(
            payload, names.SETTINGS[prefix], prefix, text, start, stop, count=count, text=text
        )


def _structure(
    payload: Payload, nodes: Iterable[Node], inherited: str, settings: dict[str, list[Node]]
) -> Iterator[Finding]:
    """The fields of one structure, or the items of one list."""
    nodes = list(nodes)
    named = {node.name: node for node in reversed(nodes) if node.name}
    told: set[str] = set()
    for finding, parts in (
        *_positions(payload, named),
        *_place(payload, named),
        *_model(payload, named),
    ):
        told |= parts
        yield finding
    for node in nodes:
        if node.name not in told:
            yield from _one(payload, node, inherited, settings)


def _one(
    payload: Payload, node: Node, inherited: str, settings: dict[str, list[Node]]
) -> Iterator[Finding]:
    """One property with all that is below it."""
    name = node.name
    prefix = name.partition(":")[0]
    code = names.TOLD.get(name, inherited)
    if name in names.SILENT or name in names.PICTURES:
        return
    if name in _WHOLE:
        yield from _WHOLE[name](payload, node)
    elif not code and prefix in names.SETTINGS:
        if any(part.name or part.parts for part in node.parts):
            settings.setdefault(prefix, []).extend(leaves(node))
        elif text := _joined(node):
            settings.setdefault(prefix, []).append(Node(name, text, node.start, node.stop))
    elif any(part.name or part.parts for part in node.parts):
        yield from _structure(payload, node.parts, code, settings)
    else:
        text = _joined(node)
        if text and (code, text) != _UNRATED:
            yield _finding(payload, node, code, text)


def _finding(payload: Payload, node: Node, code: str, text: str) -> Finding:
    """The finding for a property with a value."""
    tag = neutral(node.name)
    facts: dict[str, str] = {}
    if not code:
        code = "unknown-data"
        facts = {"label": tag, "bytes": str(node.stop - node.start)}
    elif code == "camera-model":
        facts = {"make": "", "model": text}
    elif code.startswith("time-"):
        facts = {"time": iso(text) if text[4:5] == ":" else text}
    return found(payload, code, tag, text, node.start, node.stop, **facts)


def _joined(node: Node) -> str:
    """All values of a property, neutral."""
    if not node.parts:
        return neutral(node.value.strip())
    values: dict[str, None] = {}
    for leaf in leaves(node):
        values.setdefault(leaf.value.strip())
        if len(values) > _JOINED:
            break
    return neutral(", ".join(filter(None, values)))


def _together(payload: Payload, node: Node) -> Iterator[Finding]:
    """A list of structures: each item is one finding, and its position another."""
    code = names.TOGETHER[node.name]
    items = node.parts if node.parts and not node.parts[0].name else [node]
    for item in items:
        named = {part.name: part for part in reversed(item.parts) if part.name}
        told: set[str] = set()
        for finding, parts in _positions(payload, named):
            told |= parts
            yield finding
        rest = Node("", item.value, item.start, item.stop)
        rest.parts = [part for part in item.parts if part.name not in told]
        text = _joined(rest)
        if text:
            yield found(payload, code, neutral(node.name), text, item.start, item.stop)


def _regions(payload: Payload, node: Node) -> Iterator[Finding]:
    """Frames around faces, pets, bar codes: each with the name somebody gave it."""
    for item in node.parts:
        named = {leaf.name: leaf.value for leaf in leaves(item)}
        name = next((named[key] for key in _NAMES_OF_REGIONS if named.get(key)), "")
        text = _joined(item)
        if text:
            yield found(
                payload, "face-region", neutral(node.name), text, item.start, item.stop,
                name=neutral(name),
            )  # fmt: skip


def _container(payload: Payload, node: Node) -> Iterator[Finding]:
    """Google's list of what was appended to a picture: films, gain maps, depth maps."""
    for item in node.parts:
        named = {leaf.name: neutral(leaf.value) for leaf in leaves(item)}
        meaning = named.get("Item:Semantic", "")
        if meaning in {"", "Primary"}:
            continue
        kind = named.get("Item:Mime", "")
        code = "hidden-video" if kind.startswith("video/") else "hidden-picture"
        size = named.get("Item:Length", "")
        yield found(
            payload, code, "Container:Directory", _joined(item), item.start, item.stop,
            label=meaning, bytes=size,
        )  # fmt: skip


def _sound(payload: Payload, node: Node) -> Iterator[Finding]:
    """A sound in Base64: three bytes in four letters."""
    size = str(len(node.value) * 3 // 4)
    yield found(
        payload, "hidden-sound", node.name, "", node.start, node.stop, label=node.name, bytes=size
    )


_WHOLE: Final[dict[str, Callable[[Payload, Node], Iterator[Finding]]]] = {
    "Container:Directory": _container,
    **dict.fromkeys(_LISTS_OF_REGIONS, _regions),
    **dict.fromkeys(names.TOGETHER, _together),
    **dict.fromkeys(names.SOUNDS, _sound),
}
"""Properties that are told with all that is below them."""


Together = tuple["Finding", set[str]]
"""A finding, and the names of the properties it is made of."""


def _positions(payload: Payload, named: dict[str, Node]) -> Iterator[Together]:
    """Latitude and longitude as one position."""
    for north_name, east_name in PAIRS:
        if north_name not in named or east_name not in named:
            continue
        north, east = named[north_name], named[east_name]
        latitude = coordinate(north.value, 90, _reference(named, north_name))
        longitude = coordinate(east.value, 180, _reference(named, east_name))
        if latitude is None or longitude is None:
            continue
        more = {} if "Dest" in north_name else beside(named)
        raw = neutral(", ".join((north.value, east.value, *more.values())))
        start, stop = min(north.start, east.start), max(north.stop, east.stop)
        code = "gps-destination" if "Dest" in north_name else "gps-position"
        finding = found(
            payload, code, f"{north_name}, {east_name}", raw, start, stop,
            latitude=latitude, longitude=longitude, **more,
        )  # fmt: skip
        yield finding, {north_name, east_name, *(() if "Dest" in north_name else BESIDE)}


def _reference(named: dict[str, Node], name: str) -> str:
    node = named.get(f"{name}Ref")
    return node.value if node else ""


def _place(payload: Payload, named: dict[str, Node]) -> Iterator[Together]:
    """Street, city, state and country as one place."""
    parts = [named[name] for name in _PLACE if name in named and named[name].value.strip()]
    if parts:
        text = neutral(", ".join(part.value.strip() for part in parts))
        start, stop = min(part.start for part in parts), max(part.stop for part in parts)
        told = {part.name for part in parts}
        tag = ", ".join(part.name for part in parts)
        yield found(payload, "place-name", tag, text, start, stop), told


def _model(payload: Payload, named: dict[str, Node]) -> Iterator[Together]:
    """Maker and model as one camera."""
    if _MODEL in named or _MAKE in named:
        parts = [named[name] for name in (_MAKE, _MODEL) if name in named]
        make, model = (
            neutral(named[name].value.strip()) if name in named else "" for name in (_MAKE, _MODEL)
        )
        start, stop = min(part.start for part in parts), max(part.stop for part in parts)
        text = f"{make} {model}".strip()
        finding = found(
            payload, "camera-model", "tiff:Make, tiff:Model", text, start, stop,
            make=make, model=model,
        )  # fmt: skip
        yield finding, {_MAKE, _MODEL}
