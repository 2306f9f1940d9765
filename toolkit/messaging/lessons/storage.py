"""What a database really does when it deletes: the entry goes, the bytes may stay.

The database is SQLite, as phones have hundreds of, with "secure_delete" once off and once on. It
lives in memory and is gone after the lesson. Real apps may encrypt theirs, and phones move what
they store. So this shows why deleted need not mean gone, and nothing of any one app.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.messaging.lessons.showing import Table

if TYPE_CHECKING:
    from toolkit.messaging.lessons.measures import Exhibit
    from toolkit.messaging.lessons.taking import Run

_OTHERS: Final = 20
"""Messages before and after, so that it is not the only one."""


def free_space(run: Run, wanted: Exhibit) -> Table:
    """A message comes, and is deleted in either way; its bytes are looked for each time."""
    text = wanted.text.format_map(run.written)
    steps = (
        (_("the message has come"), _("there"), _image(text, delete=False, overwrite=False)),
        (_("deleted in the usual way"), _("gone"), _image(text, delete=True, overwrite=False)),
        (_("deleted, and written over"), _("gone"), _image(text, delete=True, overwrite=True)),
    )
    rows = tuple((what, in_app, _found(text, image)) for what, in_app, image in steps)
    columns = (_("what was done"), _("in the app"), _("in the bytes of the file"))
    found = tuple(text.encode() in image for _what, _in_app, image in steps)
    return Table(wanted.title, columns, rows, found, verdict=2)


def holds_after_deleting(text: str, *, overwrite: bool) -> bool:
    """Whether the bytes of a text are still in a database that has deleted it.

    Args:
        text: It.
        overwrite: Whether the database writes over what it deletes.
    """
    return text.encode() in _image(text, delete=True, overwrite=overwrite)


def _found(text: str, image: bytes) -> str:
    at = image.find(text.encode())
    if at < 0:
        return _("nowhere")
    return _("at byte {at} of {size}").format(at=f"{at:,}", size=f"{len(image):,}")


def _image(text: str, *, delete: bool, overwrite: bool) -> bytes:
    """All bytes of a database in which a text came, and perhaps went."""
    import sqlite3  # noqa: PLC0415 - one lesson needs it, so not all wait for it

    with closing(sqlite3.connect(":memory:")) as base:
        base.execute(f"PRAGMA secure_delete = {int(overwrite)}")
        base.execute("CREATE TABLE messages (id INTEGER PRIMARY KEY, text TEXT)")
        many = [f"another message, number {at}" for at in range(_OTHERS)]
        listed = [*many, text, *many]
        base.executemany("INSERT INTO messages (text) VALUES (?)", [(each,) for each in listed])
        base.commit()
        if delete:
            base.execute("DELETE FROM messages WHERE text = ?", (text,))
            base.commit()
        return base.serialize()
