"""What the screens of messengers share: all that is known, and the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.i18n import language

if TYPE_CHECKING:
    from datetime import date

    from toolkit.messaging.messengers.book import Book


@dataclass(frozen=True)
class Shelf:
    """All that is known of messengers, on one day.

    Attributes:
        book: It.
        today: The day, by which facts are old.
        language: The language in which it was loaded.
    """

    book: Book
    today: date
    language: str = field(default_factory=language)
