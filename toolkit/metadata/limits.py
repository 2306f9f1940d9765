"""How much of a hostile file we are willing to look at, each bound with its reason.

A file over a bound is refused in one sentence before memory is taken. Real cameras and programs
stay far below: the bounds are about ten times what has been seen in the wild.
"""

from __future__ import annotations

from typing import Final

from toolkit.neutral import LONGEST

MEBIBYTE: Final = 1 << 20

# One picture, in pixels. The largest phone sensors have 200 million; a panorama has twice that.
PICTURE_PIXELS: Final = 500_000_000

# Pixels across or down. libpng, by which browsers show PNG, refuses more.
PICTURE_SIDE: Final = 1_000_000

# All frames of an animation together: 2,000 of the size of a full HD screen are 4 billion.
ANIMATION_PIXELS: Final = 10_000_000_000

# Frames of an animation or pages of a document.
FRAMES: Final = 100_000

# Chunks, boxes, directories, tables: parts of one file that are read one by one.
PARTS: Final = 1_000_000

# Boxes in boxes, directories in directories, pictures in pictures.
NESTING: Final = 16

# A piece of metadata that is decoded to be explained. What is larger is dropped all the same,
# and told by its size alone.
PAYLOAD_BYTES: Final = 16 * MEBIBYTE

# What a compressed piece of metadata (a text chunk, a colour profile) may grow to.
INFLATED_BYTES: Final = 16 * MEBIBYTE

# Scanlines of a PNG that are compressed again, held in memory: 200 million pixels of a photo.
REDEFLATED_BYTES: Final = 256 * MEBIBYTE

# Scanlines of a PNG with a palette whose filters are undone one byte at a time, in about ten
# seconds. Such pictures are drawings and screenshots, and most need none undone.
UNFILTERED_BYTES: Final = 64 * MEBIBYTE

# A colour profile. Those of printers with large tables have about 3 MiB.
COLOUR_PROFILE_BYTES: Final = 16 * MEBIBYTE

# A box of tables in a HEIC or AVIF file, read whole. A sequence of 100,000 frames has 2 MiB.
BOX_BYTES: Final = 16 * MEBIBYTE

# One WebP picture decoded to find out where its data ends: Pillow's own bound, 80 of 89 million.
DECODED_PICTURE_PIXELS: Final = 80_000_000
DECODED_PICTURE_BYTES: Final = 64 * MEBIBYTE

# All such decoding for one file: about half a minute.
DECODED_PIXELS: Final = 1_000_000_000

# An SVG is parsed whole.
SVG_BYTES: Final = 64 * MEBIBYTE

# Elements of an SVG, and how deep they stand in each other. A detailed map has 200,000.
SVG_ELEMENTS: Final = 500_000
SVG_DEPTH: Final = 256

# A file up to this size is read whole, once; a larger one through a moving window.
READ_WHOLE_BYTES: Final = 12 * MEBIBYTE

# The step in which large ranges are read, compared and written.
STEP_BYTES: Final = MEBIBYTE

# Findings told for one file; a hostile file could hold millions.
FINDINGS: Final = 5_000

# Characters of a raw value that are kept to be shown.
RAW_CHARACTERS: Final = LONGEST

# One job in the locked room, by the clock: a slow USB stick may take minutes for a large file.
JOB_SECONDS: Final = 900

# One job in the locked room, in processor time. The slowest real one takes a tenth.
JOB_CPU_SECONDS: Final = 120

# What a worker may answer: the findings of one file, each cut at `RAW_CHARACTERS`.
ANSWER_BYTES: Final = 64 * MEBIBYTE

# A strip or tile of a TIFF that has to be read whole; those in use have a few MiB.
CHUNK_BYTES: Final = 64 * MEBIBYTE

# Bytes of strips and tiles that are written anew in one TIFF; they wait in memory.
REWRITTEN_BYTES: Final = 64 * MEBIBYTE

# Entropy-coded data of one JPEG whose end has to be found by counting symbols: a megabyte a second.
COUNTED_BYTES: Final = 32 * MEBIBYTE

# Blocks in all scans of one progressive JPEG: fifteen scans of the largest picture. A scan may pass
# over thousands of blocks in a few bits, and a hostile file has thousands of scans.
CODED_BLOCKS: Final = 200_000_000
