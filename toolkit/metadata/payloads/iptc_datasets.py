"""What each dataset of IPTC-IIM says about a person, in one table.

Source: IPTC Information Interchange Model 4.2, chapters 5 (envelope record) and 6 (application
record).
"""

from __future__ import annotations

from typing import Final

Dataset = tuple[int, int]
"""Record and number: ``(2, 80)`` is written 2:80."""

CHARACTER_SET: Final = (1, 90)
KEYWORDS: Final = (2, 25)

PLACE: Final[tuple[Dataset, ...]] = ((2, 92), (2, 90), (2, 95), (2, 101), (2, 100))
"""The parts of one place, from the street to the country code."""

TIMES: Final[dict[Dataset, tuple[Dataset, str]]] = {
    (2, 55): ((2, 60), "time-taken"),
    (2, 62): ((2, 63), "time-taken"),
    (2, 30): ((2, 35), "time-told"),
    (2, 37): ((2, 38), "time-told"),
    (2, 47): ((2, 47), "time-told"),
    (1, 70): ((1, 80), "time-told"),
}
"""Dates, each with the dataset of its time of day and the code of the finding."""

TOLD: Final[dict[Dataset, tuple[str, str]]] = {
    (1, 5): ("contact", "Destination"),
    (1, 30): ("author", "ServiceIdentifier"),
    (1, 40): ("document-id", "EnvelopeNumber"),
    (1, 50): ("keywords", "ProductID"),
    (1, 100): ("document-id", "UniqueNameOfObject"),
    (2, 4): ("keywords", "ObjectAttributeReference"),
    (2, 5): ("title", "ObjectName"),
    (2, 7): ("comment", "EditStatus"),
    (2, 12): ("keywords", "SubjectReference"),
    (2, 15): ("keywords", "Category"),
    (2, 20): ("keywords", "SupplementalCategory"),
    (2, 22): ("document-id", "FixtureIdentifier"),
    (2, 26): ("place-name", "ContentLocationCode"),
    (2, 27): ("place-name", "ContentLocationName"),
    (2, 40): ("comment", "SpecialInstructions"),
    (2, 45): ("author", "ReferenceService"),
    (2, 50): ("document-id", "ReferenceNumber"),
    (2, 65): ("software", "OriginatingProgram"),
    (2, 70): ("software", "ProgramVersion"),
    (2, 80): ("author", "By-line"),
    (2, 85): ("author", "By-lineTitle"),
    (2, 103): ("document-id", "OriginalTransmissionReference"),
    (2, 105): ("title", "Headline"),
    (2, 110): ("author", "Credit"),
    (2, 115): ("author", "Source"),
    (2, 116): ("copyright", "CopyrightNotice"),
    (2, 118): ("contact", "Contact"),
    (2, 120): ("comment", "Caption-Abstract"),
    (2, 121): ("comment", "LocalCaption"),
    (2, 122): ("author", "Writer-Editor"),
    (2, 135): ("language", "LanguageIdentifier"),
    (2, 150): ("comment", "AudioType"),
    (2, 184): ("document-id", "JobID"),
    (2, 185): ("document-id", "MasterDocumentID"),
    (2, 186): ("document-id", "ShortDocumentID"),
    (2, 187): ("document-id", "UniqueDocumentID"),
    (2, 188): ("owner", "OwnerID"),
    (2, 221): ("edit-history", "Prefs"),
    (2, 225): ("edit-history", "ClassifyState"),
    (2, 228): ("document-id", "SimilarityIndex"),
    (2, 230): ("comment", "DocumentNotes"),
    (2, 231): ("edit-history", "DocumentHistory"),
    (2, 232): ("edit-history", "ExifCameraInfo"),
}
"""Datasets with a value that is told as it stands: the code of the finding and the name."""

SILENT: Final[frozenset[Dataset]] = frozenset(
    {(1, 0), (1, 20), (1, 22), (1, 60), CHARACTER_SET, (1, 120), (1, 122)}
    | {(2, 0), (2, 3), (2, 8), (2, 10), (2, 42), (2, 75), (2, 130), (2, 131)}
    | {(2, 200), (2, 201)}
    | {date_and_time for date, (time, _) in TIMES.items() for date_and_time in (date, time)}
    | {*PLACE, KEYWORDS}
)
"""Datasets that say nothing of a person, or are told together with others."""
