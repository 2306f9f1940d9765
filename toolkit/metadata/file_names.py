"""What a file's name says: the second, the camera, the messenger, or somebody's words.

Source: names as the programs write them, collected from their documentation and from what people
ask about; each shape stands in the table with an example.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_
from toolkit.metadata.model import Finding, Harm
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATE: Final = r"(?P<y>(?:19|20)\d\d)[-_.]?(?P<m>0[1-9]|1[0-2])[-_.]?(?P<d>0[1-9]|[12]\d|3[01])"
_CLOCK: Final = (
    r"(?P<H>[01]?\d|2[0-3])[-_.:h]?(?P<M>[0-5]\d)[-_.:m]?(?P<S>[0-5]\d)(?: (?P<half>[AP]M)\b)?"
)
_MOMENT: Final = _DATE + r"[-_ T.]?(?:at )?[-_ ]?" + _CLOCK

# Unix time in seconds or milliseconds, from 2001 to 2096.
_UNIX: Final = r"(?P<unix>[1-3]\d{9}(?:\d{3})?)(?!\d)"


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a program or camera names its files.

    Attributes:
        pattern: What the sentence calls it: a name, or a word for the catalogue.
        expression: What such a name looks like.
    """

    pattern: str
    expression: re.Pattern[str]


def _shape(pattern: str, expression: str) -> _Shape:
    return _Shape(pattern, re.compile(expression, re.ASCII | re.IGNORECASE))


SHAPES: Final = (
    # signal-2026-05-03-14-22-10-123.jpg, signal-attachment-2026-05-03-142210.jpg
    _shape("Signal", rf"signal-(?:attachment-)?{_MOMENT}"),
    # WhatsApp Image 2026-05-03 at 14.22.10.jpeg
    _shape("WhatsApp", rf"WhatsApp (?:Image|Video|Audio) {_MOMENT}"),
    # IMG-20260503-WA0001.jpg
    _shape("WhatsApp", rf"(?:IMG|VID|AUD|PTT|DOC|STK)-{_DATE}-WA\d+"),
    # photo_2026-05-03_14-22-10.jpg
    _shape("Telegram", rf"(?:photo|video|image|file)_(?:\d+@)?{_MOMENT}"),
    _shape("Telegram", r"photo_\d{10,}_[a-z]"),
    # threema-20260503-142210123.jpg
    _shape("Threema", rf"threema-{_MOMENT}"),
    # viber_image_2026-05-03_14-22-10-123.jpg
    _shape("Viber", rf"viber[ _](?:image|video)[ _]{_MOMENT}"),
    _shape("Viber", r"viber[ _](?:image|video)"),
    # LINE_ALBUM_Trip_260503_1.jpg, line_1777810930123.jpg, S__12345678.jpg
    _shape("LINE", rf"line_{_UNIX}"),
    _shape("LINE", r"LINE_(?:ALBUM|MOVIE)_|S__\d{6,}"),
    # FB_IMG_1777810930123.jpg, received_1234567890123456.jpeg
    _shape("Facebook", rf"FB_IMG_{_UNIX}"),
    _shape("Messenger", r"received_\d{12,}"),
    _shape("Facebook", r"\d{6,}_\d{12,}_\d{12,}_[no]\b"),
    # mmexport1777810930123.jpg
    _shape("WeChat", rf"(?:mmexport|wx_camera_|microMsg\.?){_UNIX}"),
    _shape("Snapchat", r"Snapchat-\d+"),
    # InstaSave, Instagram downloads: 473...23_n.jpg
    _shape("Instagram", rf"(?:Instagram_|IG_|insta_).*?{_UNIX}?"),
    # Screenshot_20260503-142210_Maps.jpg, Screenshot_2026-05-03-14-22-10-123_org.app.jpg
    _shape(
        N_("a screenshot"),
        rf"(?:Screen ?shot|Screen_Recording|SmartSelect)[-_ ](?:from )?{_MOMENT}"
        r"(?:[-_]\d{2,3})?(?:[ _-]+(?P<app>[A-Za-z][\w .-]*))?",
    ),
    # Screen Shot 2026-05-03 at 2.22.10 PM.png; Bildschirmfoto, Capture d'écran, Captura
    _shape(
        N_("a screenshot"),
        rf"(?:Screen ?shot|Bildschirmfoto|Capture|Captura|Schermafbeelding|Ekran).*?{_DATE}"
        rf"(?:[^\d]+{_CLOCK})?",
    ),
    _shape(N_("a screenshot"), r"Screen ?shot"),
    # RPReplay_Final1777810930.mp4
    _shape(N_("a screen recording"), rf"RPReplay_Final{_UNIX}"),
    # PXL_20260503_142210123.jpg
    _shape("Google Pixel", rf"PXL_{_MOMENT}"),
    # DJI_20260503142210_0001_D.JPG, DJI_0001.JPG
    _shape("DJI", rf"DJI_{_MOMENT}"),
    _shape("DJI", r"DJI_\d{4}"),
    # GOPR0123.JPG, GH010123.MP4
    _shape("GoPro", r"(?:GOPR|GP\d\d|G[HXS]\d\d)\d{4}\b"),
    # WP_20260503_14_22_10_Pro.jpg
    _shape("Windows Phone", rf"WP_{_DATE}(?:_{_CLOCK})?"),
    # MVIMG_20260503_142210.jpg, IMG_20260503_142210.jpg, 20260503_142210.jpg
    _shape(
        N_("a phone"),
        rf"(?:(?:MVIMG|IMG|VID|PANO|BURST|TRIM|Burst|CYMERA|B612|Snow)[-_]?)?{_MOMENT}",
    ),
    # IMG_1234.HEIC, IMG_E1234.JPG
    _shape(N_("a phone or camera"), r"IMG_E?\d{4}\b"),
    # One camera each by the letters of its maker.
    _shape("Nikon", r"(?:DSCN|_?DSC_)\d{4}\b|_DSC\d{4}\b"),
    _shape("Sony", r"DSC\d{5}\b"),
    _shape("Fujifilm", r"DSCF\d{4}\b"),
    _shape("Canon", r"(?:_MG_|MVI_|_?[A-Z0-9]{3}A)\d{4}\b"),
    _shape("Pentax", r"_?IMGP\d{4}\b"),
    _shape("Samsung", r"SAM_\d{4}\b"),
    _shape("Casio", r"CIMG\d{4}\b"),
    _shape("Ricoh", r"R00\d{5}\b"),
    _shape("Leica", r"L10\d{5}\b"),
    _shape("Sigma", r"SDIM\d{4}\b"),
    _shape("Kodak", r"\d{3}_\d{4}\b"),
    # P5030012.JPG: P, the month in hexadecimal, the day, a count; or P and a count alone
    _shape("Olympus, Panasonic", r"_?P[1-9A-C]\d{6}\b"),
    # 6F9619FF-8B86-D011-B42D-00C04FC964FF.jpg: iOS, and many programs that download
    _shape(
        N_("a unique number"),
        r"[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}",
    ),
    _shape(N_("a unique number"), r"[0-9A-F]{32,64}\b"),
)
"""Looked for at the beginning of a name, the first that fits counts."""

_ANY_MOMENT: Final = re.compile(rf"(?<!\d){_MOMENT}", re.ASCII)
_ANY_DATE: Final = re.compile(rf"(?<!\d){_DATE}(?!\d)", re.ASCII)
_ANY_UNIX: Final = re.compile(rf"(?<!\d){_UNIX}", re.ASCII)

# What `output.py` names a copy.
_NEUTRAL: Final = re.compile(r"photo-[a-z2-9]{8}")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
# Words that no person chose.
_PLAIN: Final = frozenset({
    "image", "images", "img", "photo", "photos", "picture", "pictures", "pic", "foto", "fotos",
    "scan", "scanned", "untitled", "unnamed", "download", "file", "copy", "final", "edit",
    "edited", "new", "dsc", "dcim", "screenshot", "screen", "shot", "clean", "cropped", "crop",
    "resized", "small", "large", "thumb", "thumbnail", "video", "movie", "vid", "test",
    "sample", "bild", "photoshop", "export", "jpg", "jpeg", "png", "gif", "webp", "heic",
    "tiff", "bmp", "svg", "avif", "kopie", "copia", "copie",
})  # fmt: skip


def read(name: str) -> Iterator[Finding]:
    """What the name of a file says.

    Args:
        name: The last part of a path.
    """
    stem = name.rpartition(".")[0] or name
    if _NEUTRAL.fullmatch(stem):
        return
    shown = neutral(name)
    for shape in SHAPES:
        found = shape.expression.match(stem)
        if found:
            facts = {"pattern": shape.pattern}
            groups = found.groupdict()
            app = groups.get("app")
            if app:
                facts["app"] = neutral(app)
            yield _finding("telling-name", shown, facts, _time(groups))
            return
    for expression in (_ANY_MOMENT, _ANY_DATE, _ANY_UNIX):
        found = expression.search(stem)
        if found:
            time = _time(found.groupdict())
            if time:
                yield _finding("telling-name", shown, {"pattern": N_("a date")}, time)
                break
    if any(word.casefold() not in _PLAIN for word in _WORD.findall(stem)):
        yield _finding("named-in-words", shown, {"text": neutral(stem)}, "")


def _finding(code: str, name: str, facts: dict[str, str], time: str) -> Finding:
    harm = Harm.PERSON if code == "named-in-words" else Harm.HISTORY
    if time:
        harm, facts["time"] = Harm.TIME, time
    return Finding(harm, code, N_("file name"), name, 0, 0, facts=facts)


def _time(groups: dict[str, str | None]) -> str:
    """The date and time in a name, in ISO 8601, as far as it goes."""
    unix = groups.get("unix")
    if unix:
        seconds = int(unix[:10])
        moment = dt.datetime.fromtimestamp(seconds, tz=dt.UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    if not groups.get("y"):
        return ""
    date = f"{groups['y']}-{groups['m']}-{groups['d']}"
    clock = groups.get("H")
    if not clock:
        return date
    hour = int(clock)
    half = (groups.get("half") or "").upper()
    if half:
        hour = hour % 12 + (12 if half == "PM" else 0)
    return f"{date}T{hour:02}:{groups['M']}:{groups['S']}"
