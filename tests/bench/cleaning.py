"""What cleaning costs, beside `cp` and the tools people use: ``python -m tests.bench.cleaning``.

Sixty different photos of 12 megapixels and 4 MB, with a typical Exif block, in one folder; the
processor time (user and system, of all processes, start-up included) of copying or cleaning all of
them, and the time by the clock. Tools that write in place get a fresh copy of the folder, which is
not counted. All are run in turn, several times, with the photos in memory and as much free memory
touched just before: a virtual machine's first touch of a page costs more than filling it. The
smallest counts, as noise only ever adds; the median says how much noise there was.
"""

from __future__ import annotations

import io
import os
import random
import resource
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import textwrap
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

PHOTOS: Final = 60
WIDTH, HEIGHT = 4032, 3024
QUALITY: Final = 91
RUNS: Final = 7
SMALL_FILES: Final = 10_000
LARGE_BYTES: Final = 500_000_000

HERE: Final = Path(__file__).parents[2]

OURS: Final = """
    import sys
    from pathlib import Path
    from toolkit.metadata.batch import clean_all
    from toolkit.metadata.destinations import Options, permitted
    from toolkit.metadata.worker import LockedRoom
    folder, options = Path(sys.argv[1]), Options(to=Path(sys.argv[2]))
    with LockedRoom(permitted([folder], options)) as room:
        for result in clean_all([folder], options, room, recursive=True):
            if result.error:
                raise result.error
    status = Path("/proc/self/status").read_text()
    print(int(status.partition("VmHWM:")[2].split()[0]))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took.

    Attributes:
        cpu_ms: Processor time of all its processes, in milliseconds.
        wall_ms: Time by the clock.
        said: What it printed.
    """

    cpu_ms: float
    wall_ms: float
    said: str


def main() -> None:
    """Measure everything, and print two tables."""
    with tempfile.TemporaryDirectory(prefix="bench-", dir=os.environ.get("BENCH_FOLDER")) as name:
        folder = Path(name)
        photos = folder / "photos"
        total = _make_photos(photos)
        print(f"{PHOTOS} JPEGs, {total / PHOTOS / 1e6:.1f} MB each, {os.cpu_count()} cores\n")
        _compare(folder, photos)
        print()
        _small_files(folder)
        _large_file(folder)


def _compare(folder: Path, photos: Path) -> None:
    runs: dict[str, tuple[list[str], bool]] = {
        "cp": (["cp", "-r", str(photos)], False),
        "parasol": (_ours(photos), False),
    }
    if shutil.which("exiv2"):
        runs["exiv2 rm"] = (["exiv2", "rm"], True)
    if shutil.which("jpegoptim"):
        runs["jpegoptim --strip-all"] = (["jpegoptim", "-q", "--strip-all"], True)
    if shutil.which("exiftool"):
        runs["exiftool -all="] = (["exiftool", "-q", "-overwrite_original", "-all="], True)
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for number in range(1 + RUNS):
        for name, (command, in_place) in runs.items():
            out = folder / "out"
            # Both what is read and what is written to is in memory then.
            shutil.copytree(photos, out)
            if in_place:
                shutil.copytree(photos, folder / "more")
                shutil.rmtree(folder / "more")
                cost = _measured([*command, *map(str, sorted(out.iterdir()))])
            else:
                shutil.rmtree(out)
                if name != "cp":
                    out.mkdir()
                cost = _measured([*command, str(out)])
            shutil.rmtree(out)
            os.sync()
            # The first round finds programs on disk, and compiles ours.
            if number:
                costs[name].append(cost)
    least = {name: min(cost.cpu_ms for cost in of_one) for name, of_one in costs.items()}
    print(
        f"{'ms/file':24}{'CPU least':>10}{'median':>8}{'of cp':>7}{'clock least':>13}{'median':>8}"
    )
    for name, of_one in costs.items():
        cpu, wall = [cost.cpu_ms for cost in of_one], [cost.wall_ms for cost in of_one]
        print(
            f"{name:24}{min(cpu) / PHOTOS:10.2f}{statistics.median(cpu) / PHOTOS:8.2f}"
            f"{least[name] / least['cp']:7.1f}"
            f"{min(wall) / PHOTOS:13.2f}{statistics.median(wall) / PHOTOS:8.2f}"
        )


def _small_files(folder: Path) -> None:
    small = folder / "small"
    small.mkdir()
    content = _photo(64, 48, 80, random.Random(0))
    for number in range(SMALL_FILES):
        (small / f"{number:05}.jpg").write_bytes(content)
    (folder / "small-out").mkdir()
    cost = _measured([*_ours(small), str(folder / "small-out")])
    print(
        f"{SMALL_FILES} small files: {cost.cpu_ms / SMALL_FILES:.2f} ms CPU and "
        f"{cost.wall_ms / SMALL_FILES:.2f} ms each, the parent's peak {_mebibytes(cost)} MiB"
    )
    shutil.rmtree(small)
    shutil.rmtree(folder / "small-out")


def _large_file(folder: Path) -> None:
    path = folder / "large.tif"
    _make_tiff(path)
    target = folder / "large-out"
    target.mkdir()
    script = """
        import sys
        from pathlib import Path
        from toolkit.metadata.cleaning import clean_file
        from toolkit.metadata.output import Target
        clean_file(Path(sys.argv[1]), Target(Path(sys.argv[2])))
        status = Path("/proc/self/status").read_text()
        print(int(status.partition("VmHWM:")[2].split()[0]))
    """
    cost = _measured([sys.executable, "-c", textwrap.dedent(script), str(path), str(target)])
    copied = _measured(["cp", str(path), str(target / "cp")])
    print(
        f"a TIFF of {path.stat().st_size / 1e6:.0f} MB: {cost.cpu_ms:.0f} ms CPU "
        f"(cp {copied.cpu_ms:.0f}), peak {_mebibytes(cost)} MiB"
    )


def _ours(folder: Path) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(OURS), str(folder)]


def _measured(command: list[str]) -> Cost:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, check=True, cwd=HERE, capture_output=True, env=_environment())
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(seconds * 1e3, (ended - began) * 1e3, done.stdout.decode())


def _environment() -> dict[str, str]:
    """Ours, but for what would have our modules compiled at each start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _mebibytes(cost: Cost) -> int:
    return round(int(cost.said) / 1024)


def _make_photos(folder: Path) -> int:
    folder.mkdir()
    # All different: what was found out about one must not help with the next.
    for number in range(PHOTOS):
        photo = _photo(WIDTH, HEIGHT, QUALITY, random.Random(number))
        (folder / f"IMG_{number:04}.jpg").write_bytes(photo)
    return sum(path.stat().st_size for path in folder.iterdir())


def _photo(width: int, height: int, quality: int, chance: random.Random) -> bytes:
    """A JPEG with the noise of a sensor over soft shapes, and a typical Exif block."""
    small = Image.frombytes("RGB", (32, 24), chance.randbytes(32 * 24 * 3))
    shapes = small.resize((width, height), Image.Resampling.BICUBIC)
    noise = Image.effect_noise((width, height), 28).convert("RGB")
    picture = Image.blend(shapes, noise, 0.25)
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Samsung", "Galaxy S24", 6
    exif[0x0132] = "2026:05:03 14:22:10"
    details = exif.get_ifd(0x8769)
    details[0x9003], details[0xA431], details[0x829A] = "2026:05:03 14:22:10", "0123456789", 0.01
    details[0x927C] = bytes(20_000)
    position = exif.get_ifd(0x8825)
    position[1], position[2] = "N", (41.0, 0.0, 54.36)
    position[3], position[4] = "E", (28.0, 58.0, 46.2)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()


def _make_tiff(path: Path) -> None:
    """An uncompressed TIFF in strips, written a piece at a time."""
    width = 10_000
    rows = LARGE_BYTES // (3 * width)
    with path.open("wb") as out:
        out.write(struct.pack("<2sHI", b"II", 42, 8))
        rows_per_strip = 100
        strips = -(-rows // rows_per_strip)
        entries = 10
        tables = 8 + 2 + 12 * entries + 4
        bits, offsets, counts = tables, tables + 6, tables + 6 + 4 * strips
        data = counts + 4 * strips
        sizes = [
            3 * width * min(rows_per_strip, rows - first)
            for first in range(0, rows, rows_per_strip)
        ]
        starts = [data + sum(sizes[:number]) for number in range(strips)]
        fields: list[tuple[int, int, int, int]] = [
            (256, 4, 1, width),
            (257, 4, 1, rows),
            (258, 3, 3, bits),
            (259, 3, 1, 1),
            (262, 3, 1, 2),
            (273, 4, strips, offsets),
            (277, 3, 1, 3),
            (278, 4, 1, rows_per_strip),
            (279, 4, strips, counts),
            (284, 3, 1, 1),
        ]
        out.write(struct.pack("<H", entries))
        for field in fields:
            out.write(struct.pack("<HHII", *field))
        out.write(struct.pack("<I3H", 0, 8, 8, 8))
        out.write(struct.pack(f"<{strips}I{strips}I", *starts, *sizes))
        row = random.Random(1).randbytes(3 * width)
        for size in sizes:
            out.write(row * (size // len(row)))


if __name__ == "__main__":
    main()
