"""What texts say by their keyword, or by the words in them.

Sources: PNG third edition, 11.3.3.1 (predefined keywords); the rest as the programs write them:
ImageMagick, the freedesktop.org thumbnail specification, AUTOMATIC1111, ComfyUI, InvokeAI, NovelAI,
draw.io, Excalidraw.
"""

from __future__ import annotations

import re
from typing import Final

KEYWORDS: Final = {
    "author": "author",
    "artist": "author",
    "creator": "author",
    "copyright": "copyright",
    "rights": "copyright",
    "license": "copyright",
    "owner": "owner",
    "user": "owner",
    "username": "owner",
    "email": "contact",
    "contact": "contact",
    "url": "contact",
    "title": "title",
    "label": "title",
    "caption": "comment",
    "description": "comment",
    "comment": "comment",
    "user comment": "comment",
    "disclaimer": "comment",
    "warning": "comment",
    "keywords": "keywords",
    "software": "software",
    "program": "software",
    "generator": "software",
    "model": "camera-model",
    "camera": "camera-model",
    "device": "camera-model",
    "source": "camera-model",
    "serial": "camera-serial",
    "serial number": "camera-serial",
    "hostname": "host-computer",
    "computer": "host-computer",
    "document": "file-name",
    "filename": "file-name",
    "file": "file-name",
    "path": "file-name",
    "thumb::uri": "file-name",
    "thumb::mtime": "time-changed",
    "location": "place-name",
    "place": "place-name",
    "gps": "place-name",
    "city": "place-name",
    "country": "place-name",
    "creation time": "time-taken",
    "create-date": "time-taken",
    "date": "time-told",
    "timestamp": "time-told",
    "date:create": "time-changed",
    "date:modify": "time-changed",
    "date:timestamp": "time-told",
    "modification time": "time-changed",
    "modify-date": "time-changed",
    "parameters": "ai-prompt",
    "prompt": "ai-prompt",
    "negative_prompt": "ai-prompt",
    "workflow": "ai-prompt",
    "dream": "ai-prompt",
    "sd-metadata": "ai-prompt",
    "invokeai_metadata": "ai-prompt",
    "invokeai_graph": "ai-prompt",
    "invokeai_workflow": "ai-prompt",
    "generation_data": "ai-prompt",
    "fooocus_scheme": "ai-prompt",
    "aesthetic_score": "ai-prompt",
    "mxfile": "edit-history",
    "mxgraphmodel": "edit-history",
    "application/vnd.excalidraw+json": "edit-history",
    "itxt language": "language",
    "itxt translated keyword": "comment",
    "iccp name": "colour-profile-name",
}
"""The code of the finding by keyword, in lower case."""

PROMPT: Final = re.compile(
    r"\bSteps: \d|\bSampler: |Negative prompt:"
    r"|\"(?:prompt|positive|uc|class_type|sampler_name)\"\s?:"
)
"""Words of programs that make pictures out of words."""

PROGRAM: Final = re.compile(
    r"\b(?:"
    r"gd-jpeg|Lavc\d|LEAD Technologies|GIMP|JPEGmini|ImageMagick|GraphicsMagick|XV Version|"
    r"Handmade Software|jpeg-recompress|Intel\(R\) JPEG|Photoshop|Fireworks|CorelDRAW|Paint\.NET|"
    r"AppleMark|GPAC|ACD Systems|IrfanView|Microsoft|ezgif|gifsicle|ScreenToGif|Inkscape|"
    r"Matplotlib|gnome-screenshot|Spectacle|Shutter|Flameshot|Skia|libvips|Ulead|PhotoScape|Snipaste|Picasa"
    r")",
    re.IGNORECASE,
)
"""Programs that leave their name in a comment."""
