"""The real ExifTool, asked in the way the product asks it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.pictures import SAID, fill, picture
from tests.samples import SAMPLES
from toolkit.errors import NotCleanError, WorkerError
from toolkit.metadata import exiftool
from toolkit.metadata.batch import clean_all, inspect_all
from toolkit.metadata.cleaning import clean, clean_file
from toolkit.metadata.destinations import Options, permitted
from toolkit.metadata.exiftool import SecondOpinion, process
from toolkit.metadata.inspection import inspect
from toolkit.metadata.output import Target
from toolkit.metadata.worker import LockedRoom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.samples.base import Sample

HERE = Path(__file__).parents[2]
CORPUS = HERE.parent / "shared" / "corpus"

needs_exiftool = pytest.mark.skipif(
    SecondOpinion.find() is None, reason="no ExifTool of 12.24 or later is installed"
)


@pytest.fixture(scope="module")
def opinion() -> Iterator[SecondOpinion]:
    found = SecondOpinion.find()
    assert found is not None
    with found:
        yield found


@pytest.fixture
def held() -> Iterator[int]:
    fd = os.memfd_create("held")
    yield fd
    os.close(fd)


def put(fd: int, content: bytes) -> int:
    os.ftruncate(fd, 0)
    os.pwrite(fd, content, 0)
    return fd


@needs_exiftool
@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_it_finds_nothing_in_a_clean_copy(
    sample: Sample, opinion: SecondOpinion, held: int
) -> None:
    opinion.refute(put(held, clean(sample.content)))


@needs_exiftool
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no real files are here")
def test_it_finds_nothing_in_clean_copies_of_real_files(opinion: SecondOpinion, held: int) -> None:
    from toolkit.errors import InputError  # noqa: PLC0415

    tried = 0
    for path in sorted(CORPUS.iterdir()):
        try:
            copy = clean(path)
        except InputError:
            continue
        opinion.refute(put(held, copy))
        tried += 1
    assert tried


@needs_exiftool
@pytest.mark.parametrize("suffix", [b"", b"\x00" * 8])
def test_it_refutes_a_picture_that_still_says_something(
    opinion: SecondOpinion, held: int, suffix: bytes
) -> None:
    with pytest.raises(NotCleanError) as caught:
        opinion.refute(put(held, picture() + suffix))
    assert caught.value.code == "refuted"
    assert SAID not in str(caught.value)


@needs_exiftool
def test_a_copy_it_refutes_never_appears(
    tmp_path: Path, opinion: SecondOpinion, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = fill(tmp_path / "in", 1)
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(
        exiftool, "surplus", lambda found: [tag for tag in found if tag.name == "ImageWidth"]
    )
    with pytest.raises(NotCleanError, match="ImageWidth"):
        clean_file(path, Target(tmp_path / "out"), opinion)
    assert list((tmp_path / "out").iterdir()) == []


@needs_exiftool
def test_what_it_alone_finds_is_added_once_and_marked_as_checked_twice(
    opinion: SecondOpinion, held: int
) -> None:
    content = picture()
    report = inspect(content)
    both = opinion.add(put(held, content), report)
    assert both.checked_by == ("parasol", opinion.name)
    assert sum(SAID in finding.raw for finding in both.findings) == 1

    blind = opinion.add(held, type(report)(report.walk, report.size, ()))
    assert [finding.raw for finding in blind.findings if SAID in finding.raw] == [SAID]
    assert [finding.code for finding in blind.findings if SAID in finding.raw] == ["author"]


# Nothing of the person's gets to it, and nothing beside the pictures


EVIL_CONFIG = """
open(my $out, '>', '{mark}');
%Image::ExifTool::UserDefined::Options = (Verbose => 5);
1;
"""


@needs_exiftool
def test_no_configuration_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    mark = tmp_path / "was-run"
    (tmp_path / ".ExifTool_config").write_text(EVIL_CONFIG.format(mark=mark))
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "EXIFTOOL_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    # The trap works: asked without care, it runs.
    subprocess.run(["exiftool", "-ver"], check=True, capture_output=True)
    assert mark.exists()
    mark.unlink()
    with SecondOpinion(str(shutil.which("exiftool"))) as careful:
        careful.refute(put(held, clean(picture())))
    assert not mark.exists()


@needs_exiftool
def test_no_perl_library_of_the_environment_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    mark = tmp_path / "was-run"
    (tmp_path / "Evil.pm").write_text(f"package Evil; open(my $o, '>', '{mark}'); 1;")
    monkeypatch.setenv("PERL5LIB", str(tmp_path))
    monkeypatch.setenv("PERL5OPT", "-MEvil")
    with SecondOpinion(str(shutil.which("exiftool"))) as careful:
        careful.refute(put(held, clean(picture())))
    assert not mark.exists()


@needs_exiftool
@pytest.mark.parametrize(
    "name",
    [
        "-ver",
        "-all=",
        "a\n-o\n{mark}\n-all=\nb.png",
        "a\n-if\nsystem('touch {flat}')\nb.png",
        "touch {flat} |",
        "| touch {flat}",
        "%d%f.png",
        "-execute",
        "\udcff\udcfe.png",
    ],
)
def test_the_name_of_a_file_can_do_nothing(tmp_path: Path, name: str) -> None:
    mark = tmp_path / "was-run"
    folder = tmp_path / "in"
    path = folder / name.format(mark="was-run", flat="was-run").replace("/", "_")
    folder.mkdir()
    path.write_bytes(picture())
    options = Options(to=tmp_path / "out", second_opinion=True)
    (tmp_path / "out").mkdir()
    with LockedRoom(permitted([path], options), workers=1) as room:
        (told,) = inspect_all([path], room, second_opinion=True)
        (cleaned,) = clean_all([path], options, room)
    assert told.value is not None
    assert cleaned.value is not None
    assert len(told.value.checked_by) == len(cleaned.value.checked_by) == 2
    assert not mark.exists()
    assert list(folder.iterdir()) == [path]


@needs_exiftool
def test_it_is_told_the_name_of_no_file(
    opinion: SecondOpinion, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = process._ExifTool.execute

    def execute(self: process._ExifTool, *words: str) -> str:
        asked.extend(words)
        return str(real(self, *words))

    monkeypatch.setattr(process._ExifTool, "execute", execute)
    opinion.refute(put(held, clean(picture())))
    # A large file is read where it is, by a process of its own.
    monkeypatch.setattr(process, "HELD_BYTES", 0)
    opinion.refute(held)
    paths = [word for word in asked if not word.startswith("-")]
    assert len(paths) == 2
    assert all(path.removeprefix("/proc/self/fd/").isdecimal() for path in paths)


@needs_exiftool
def test_it_works_in_the_locked_room_and_can_do_no_more_than_its_walls_allow(
    tmp_path: Path,
) -> None:
    paths = fill(tmp_path / "in", 5)
    options = Options(to=tmp_path / "out", second_opinion=True)
    (tmp_path / "out").mkdir()
    with LockedRoom(permitted(paths, options), workers=2) as room:
        results = list(clean_all(paths, options, room))
    assert [result.error for result in results] == [None] * 5
    assert all(result.value and len(result.value.checked_by) == 2 for result in results)


# When it is not there, or breaks


def fake(folder: Path, script: str) -> str:
    path = folder / "exiftool"
    path.write_text(f"#!{sys.executable}\n{textwrap.dedent(script)}")
    path.chmod(0o755)
    return str(path)


FAKE = """
    import sys
    words = []
    for line in sys.stdin:
        word = line.rstrip()
        if not word.startswith("-execute"):
            words.append(word)
            continue
        ready = "{ready" + word.removeprefix("-execute") + "}"
        print("%s" if "-ver" in words else %s, ready, sep="\\n", flush=True)
        words.clear()
"""


def test_without_it_everything_works_and_is_checked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert SecondOpinion.find() is None
    assert exiftool.programs() == ()
    (path,) = fill(tmp_path / "in", 1)
    options = Options(second_opinion=True)
    with LockedRoom(permitted([path], options), workers=1) as room:
        (told,) = inspect_all([path], room, second_opinion=True)
        (cleaned,) = clean_all([path], options, room)
    assert told.value is not None
    assert cleaned.value is not None
    assert told.value.checked_by == cleaned.value.checked_by == ("parasol",)


@pytest.mark.parametrize("version", ["12.23", "9.99", "12.2", "nonsense", ""])
def test_a_version_that_runs_code_out_of_pictures_is_never_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    executable = fake(tmp_path, FAKE % (version, "''"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert SecondOpinion.find() is None
    with pytest.raises(WorkerError):
        SecondOpinion(executable)


@pytest.mark.parametrize("version", ["12.24", "12.57", "13.58", "14.0"])
def test_a_later_version_is_asked(tmp_path: Path, version: str) -> None:
    with SecondOpinion(fake(tmp_path, FAKE % (version, "'[{}]'"))) as opinion:
        assert opinion.name == f"exiftool {version}"


BREAKS = {
    "dies": "sys.exit()",
    "says nothing": "''",
    "says no JSON": "'[{'",
    "says another thing": "'[1, 2]'",
    "complains for ever": "[print('x' * 80, file=sys.stderr) for _ in range(9999)] and '['",
    "says too much": "'x' * 200_000",
    "hangs": "__import__('time').sleep(60)",
}


@pytest.mark.parametrize("how", BREAKS)
def test_a_second_reader_that_breaks_takes_the_copy_not_with_it(
    tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "SECONDS", 1)
    monkeypatch.setattr(process, "PRINTED_BYTES", 100_000)
    (path,) = fill(tmp_path / "in", 1)
    (tmp_path / "out").mkdir()
    with SecondOpinion(fake(tmp_path, FAKE % ("13.58", BREAKS[how]))) as opinion:
        for _ in range(2):
            cleaned = clean_file(path, Target(tmp_path / "out"), opinion)
            assert cleaned.checked_by == ("parasol",)
    assert len(list((tmp_path / "out").iterdir())) == 2


@needs_exiftool
def test_one_that_was_killed_is_started_again(held: int) -> None:
    put(held, clean(picture()))
    with SecondOpinion(str(shutil.which("exiftool"))) as opinion:
        opinion.refute(held)
        assert opinion._process._running is not None
        os.kill(opinion._process._running._process.pid, signal.SIGKILL)
        with pytest.raises(WorkerError):
            opinion.refute(held)
        opinion.refute(held)


@needs_exiftool
def test_it_ends_with_the_one_who_started_it() -> None:
    script = """
        import os
        from toolkit.metadata.exiftool import SecondOpinion
        opinion = SecondOpinion.find()
        print(opinion._process._running._process.pid, flush=True)
        os.kill(os.getpid(), 9)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=HERE, capture_output=True, check=False
    )
    pid = int(done.stdout)
    for _ in range(100):
        stat = Path(f"/proc/{pid}/stat")
        if not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        signal.sigtimedwait([], 0.05)
    pytest.fail("it lives on")


def test_nothing_is_warned_of_when_it_is_found() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = SecondOpinion.find()
        if found is not None:
            found.close()
