"""What each kind of finding can do to a person, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.model import Finding, Harm

if TYPE_CHECKING:
    from toolkit.metadata.model import Payload

HARM_OF: Final[dict[str, Harm]] = {
    "gps-position": Harm.PLACE,
    "gps-destination": Harm.PLACE,
    "gps-remains": Harm.PLACE,
    "map-position": Harm.PLACE,
    "place-name": Harm.PLACE,
    "home-town": Harm.PLACE,
    "sensor-reading": Harm.PLACE,
    "person-name": Harm.PERSON,
    "birthday": Harm.PERSON,
    "owner": Harm.PERSON,
    "author": Harm.PERSON,
    "copyright": Harm.PERSON,
    "contact": Harm.PERSON,
    "comment": Harm.PERSON,
    "title": Harm.PERSON,
    "keywords": Harm.PERSON,
    "faces": Harm.PERSON,
    "face-region": Harm.PERSON,
    "signer": Harm.PERSON,
    "language": Harm.PERSON,
    "camera-serial": Harm.SERIAL,
    "lens-serial": Harm.SERIAL,
    "unique-id": Harm.SERIAL,
    "photo-count": Harm.SERIAL,
    "running-time": Harm.SERIAL,
    "encrypted-notes": Harm.SERIAL,
    "host-computer": Harm.SERIAL,
    "document-id": Harm.SERIAL,
    "display": Harm.SERIAL,
    "time-taken": Harm.TIME,
    "time-changed": Harm.TIME,
    "time-told": Harm.TIME,
    "time-zone": Harm.TIME,
    "hidden-picture": Harm.HIDDEN_PICTURE,
    "hidden-video": Harm.HIDDEN_PICTURE,
    "hidden-sound": Harm.HIDDEN_PICTURE,
    "edit-history": Harm.HISTORY,
    "file-name": Harm.HISTORY,
    "rating": Harm.HISTORY,
    "edit-settings": Harm.HISTORY,
    "ai-prompt": Harm.HISTORY,
    "provenance-manifest": Harm.HISTORY,
    "software": Harm.SOFTWARE,
    "camera-model": Harm.MODEL,
    "lens-model": Harm.MODEL,
    "camera-motion": Harm.MODEL,
    "camera-settings": Harm.MODEL,
    "colour-profile-name": Harm.MODEL,
    "maker-note": Harm.UNKNOWN,
    "technical-data": Harm.UNKNOWN,
    "unknown-data": Harm.UNKNOWN,
}
"""By the finding's code. What people write themselves counts as said about a person."""

_FACT_OF: Final = {
    "camera-serial": "serial",
    "lens-serial": "serial",
    "time-taken": "time",
    "time-changed": "time",
    "time-told": "time",
    "unknown-data": "label",
    "face-region": "name",
    "edit-settings": "count",
}


def found(  # noqa: PLR0913, PLR0917 - a finding has this many sides, and is made in one place
    payload: Payload,
    code: str,
    tag: str,
    raw: str,
    start: int,
    stop: int,
    **facts: str,
) -> Finding:
    """A finding, placed in the file.

    Args:
        payload: Where it was read.
        code: One of `HARM_OF`.
        tag: The field's own name for the place: ``"Exif BodySerialNumber"``.
        raw: The value, already neutral.
        start: Offset of its first byte in the content of the payload.
        stop: Offset after its last byte.
        facts: What the sentence needs beside the value itself.
    """
    if payload.content is None:
        start, stop = payload.start + start, payload.start + stop
    else:
        # The bytes were joined or inflated: only the whole can be pointed at.
        start, stop = payload.start, payload.stop
    facts.setdefault(_FACT_OF.get(code, "text"), raw)
    return Finding(HARM_OF[code], code, tag, raw, start, stop, facts=facts)
