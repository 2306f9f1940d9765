from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.e2e.pictures import SAID, fill, picture
from toolkit.errors import OutputError
from toolkit.metadata import batch, jobs
from toolkit.metadata.batch import clean_all, inspect_all
from toolkit.metadata.cleaning import clean
from toolkit.metadata.destinations import Options, permitted
from toolkit.metadata.worker import LockedRoom

HERE = Path(__file__).parents[2]


@pytest.fixture(params=["locked", "threads", "processes"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def executor(kind: str, paths: list[Path], options: Options | None = None) -> Executor:
    if kind == "locked":
        return LockedRoom(permitted(paths, options), workers=2)
    return ThreadPoolExecutor(2) if kind == "threads" else ProcessPoolExecutor(2)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Whatever carries out the work


@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
def test_every_file_is_told_in_the_order_given_and_a_bad_one_stops_nothing(
    tmp_path: Path, kind: str
) -> None:
    good = fill(tmp_path / "in", 40)
    bad = tmp_path / "in" / "IMG_0007.png"
    bad.write_bytes(b"no picture")
    options = Options(to=tmp_path / "out")
    (tmp_path / "out").mkdir()
    with executor(kind, good, options) as pool:
        results = list(clean_all(good, options, pool))
        told = list(inspect_all(good, pool))
    assert [r.path for r in results] == [r.path for r in told] == [str(p) for p in good]
    assert [r.path for r in results if r.error] == [str(bad)]
    assert results[7].error is not None
    assert results[7].error.code == "unknown-format"
    for result, path in zip(results, good, strict=True):
        if result.value is not None:
            assert result.value.path is not None
            assert result.value.path.read_bytes() == clean(path.read_bytes())
    assert len(names(tmp_path / "out")) == 39
    assert all(name.startswith("photo-") for name in names(tmp_path / "out"))
    assert all(SAID.encode() in path.read_bytes() for path in good if path != bad)


def test_reading_says_what_is_hidden_and_ships_nothing_to_clean_with(tmp_path: Path) -> None:
    (path,) = fill(tmp_path, 1)
    with executor("locked", [path]) as pool:
        (result,) = inspect_all([path], pool)
    assert result.value is not None
    assert any(SAID in finding.raw for finding in result.value.findings)
    assert result.value.walk.pieces == ()
    assert result.value.walk.segments[-1].stop == result.value.size == path.stat().st_size


def test_a_file_of_very_many_parts_is_told_in_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = fill(tmp_path, 1)
    with ThreadPoolExecutor(1) as pool:
        (whole,) = inspect_all([path], pool)
        monkeypatch.setattr(jobs, "SEGMENTS_TOLD", 2)
        (joined,) = inspect_all([path], pool)
    assert whole.value is not None
    assert joined.value is not None
    assert len(joined.value.walk.segments) < len(whole.value.walk.segments)
    for segment in whole.value.walk.segments:
        (around,) = (
            s
            for s in joined.value.walk.segments
            if s.start <= segment.start and segment.stop <= s.stop
        )
        assert around.verdict is segment.verdict


def test_never_more_than_a_few_files_are_in_flight(tmp_path: Path) -> None:
    path = fill(tmp_path, 1)[0]
    taken = 0

    def paths() -> object:
        nonlocal taken
        for _ in range(10_000):
            taken += 1
            yield path

    with ThreadPoolExecutor(2) as pool:
        results = inspect_all(paths(), pool)  # type: ignore[arg-type] # a generator is iterable
        for _ in range(10):
            next(results)
        assert taken <= 10 + batch.IN_FLIGHT + 1
        results.close()  # type: ignore[attr-defined] # it is a generator


# Stopping


def test_closing_the_iterator_leaves_whole_copies_and_the_rest_alone(
    tmp_path: Path, kind: str
) -> None:
    paths = fill(tmp_path / "in", 60)
    options = Options(to=tmp_path / "out")
    (tmp_path / "out").mkdir()
    with executor(kind, paths, options) as pool:
        results = clean_all(paths, options, pool)
        for _ in range(5):
            next(results)
        results.close()  # type: ignore[attr-defined] # it is a generator
    whole = {clean(path.read_bytes()) for path in paths}
    copies = [(tmp_path / "out" / name).read_bytes() for name in names(tmp_path / "out")]
    assert 5 <= len(copies) <= 5 + batch.IN_FLIGHT
    assert set(copies) <= whole


def test_an_event_stops_the_batch_and_what_was_done_is_told(tmp_path: Path) -> None:
    paths = fill(tmp_path / "in", 60)
    options = Options(to=tmp_path / "out")
    (tmp_path / "out").mkdir()
    stop = threading.Event()
    done = []
    with LockedRoom(permitted(paths, options), workers=1) as room:
        for result in clean_all(paths, options, room, stop=stop):
            done.append(result)
            stop.set()
    assert 1 <= len(done) < 60
    assert all(result.error is None for result in done)
    told = {result.value.path.name for result in done if result.value}
    assert set(names(tmp_path / "out")) == told


PARENT = """
    import sys
    from pathlib import Path
    from toolkit.metadata.batch import clean_all
    from toolkit.metadata.destinations import Options, permitted
    from toolkit.metadata.worker import LockedRoom
    folder, out, in_place = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "in place"
    options = Options(in_place=True) if in_place else Options(to=out)
    with LockedRoom(permitted([folder], options), workers=2) as room:
        print("ready", flush=True)
        for result in clean_all([folder], options, room, recursive=True):
            if result.error:
                print(result.path, result.error, flush=True)
"""


@pytest.mark.parametrize("where", ["elsewhere", "in place"])
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_batch_that_is_killed_at_any_moment_leaves_only_whole_files(
    tmp_path: Path, end: signal.Signals, where: str
) -> None:
    originals = {path.name: path.read_bytes() for path in fill(tmp_path / "in", 60, side=200)}
    copies = {clean(content) for content in originals.values()}
    out = tmp_path / "out"
    out.mkdir()
    chance = random.Random(f"{end}{where}")
    for _ in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(PARENT), tmp_path / "in", out, where],
            cwd=HERE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as parent:
            assert parent.stdout
            parent.stdout.readline()
            time.sleep(chance.uniform(0.05, 0.6))
            parent.send_signal(end)
            parent.wait(10)
        time.sleep(0.1)
        for path in out.iterdir():
            assert path.read_bytes() in copies
            path.unlink()
        left = set(names(tmp_path / "in"))
        assert left >= set(originals)
        for name in left & set(originals):
            content = (tmp_path / "in" / name).read_bytes()
            assert content == originals[name] or (where == "in place" and content in copies)
        # Between giving a draft its name and renaming it over the original there is a moment; what
        # a kill leaves then is whole, hidden, and cleared away by the next run on such disks.
        for name in left - set(originals):
            assert name.endswith(".part")
            assert (tmp_path / "in" / name).read_bytes() in copies
            (tmp_path / "in" / name).unlink()


def test_workers_that_are_killed_at_random_cost_only_their_files(tmp_path: Path) -> None:
    paths = fill(tmp_path / "in", 60, side=200)
    copies = {path: clean(path.read_bytes()) for path in paths}
    options = Options(to=tmp_path / "out")
    (tmp_path / "out").mkdir()
    chance = random.Random(3)
    over = threading.Event()

    def kill_now_and_then() -> None:
        while not over.wait(chance.uniform(0.02, 0.1)):
            for seat in room._seats:
                process = seat._process
                if process is not None and chance.random() < 0.5:
                    process.strike()

    with LockedRoom(permitted(paths, options), workers=2) as room:
        killer = threading.Thread(target=kill_now_and_then)
        killer.start()
        results = list(clean_all(paths, options, room))
        over.set()
        killer.join()
    assert len(results) == len(paths)
    failed = [result for result in results if result.error is not None]
    assert failed
    assert {str(result.error) for result in failed} == {"('worker-died', {})"}
    for result, path in zip(results, paths, strict=True):
        if result.value is not None:
            assert result.value.path is not None
            assert result.value.path.read_bytes() == copies[path]
    contents = [(tmp_path / "out" / name).read_bytes() for name in names(tmp_path / "out")]
    assert set(contents) <= set(copies.values())
    assert len(contents) >= len(paths) - len(failed)


# Disks


LIMITED = """
    import resource, sys
    from pathlib import Path
    from toolkit.errors import OutputError
    from toolkit.metadata.cleaning import clean_file
    from toolkit.metadata.output import Target
    import signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    original, out = Path(sys.argv[1]), Path(sys.argv[2])
    for size in range(0, int(sys.argv[3]), int(sys.argv[4])):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        try:
            clean_file(original, Target(out))
        except OutputError as error:
            assert error.code == "file-too-big-here", error
            assert not list(out.iterdir())
        else:
            raise SystemExit(f"a copy of {sys.argv[3]} bytes went into {size}")
"""


def test_a_disk_that_is_full_after_any_byte_leaves_nothing(tmp_path: Path) -> None:
    (original,) = fill(tmp_path / "in", 1)
    (tmp_path / "out").mkdir()
    size = len(clean(original.read_bytes()))
    subprocess.run(
        [
            sys.executable,
            "-c",
            textwrap.dedent(LIMITED),
            original,
            tmp_path / "out",
            str(size),
            "97",
        ],
        cwd=HERE,
        check=True,
    )


SMALL_DISK = """
    import os, sys
    from pathlib import Path
    from toolkit.metadata.batch import clean_all
    from toolkit.metadata.destinations import Options, permitted
    from toolkit.metadata.worker import LockedRoom
    paths, out = sorted(Path(sys.argv[1]).iterdir()), Path(sys.argv[2])
    options = Options(to=out)
    with LockedRoom(permitted(paths, options), workers=1) as room:
        results = list(clean_all(paths, options, room))
    codes = [result.error.code if result.error else "done" for result in results]
    assert set(codes) == {"done", "disk-full"}, codes
    assert codes.count("done") == len(os.listdir(out))
    sizes = {result.value.size for result in results if result.value}
    assert {path.stat().st_size for path in out.iterdir()} == sizes
"""


def in_own_mounts(*steps: str) -> subprocess.CompletedProcess[bytes]:
    """Run shell steps as somebody who may mount, without anybody noticing."""
    return subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-ec", "\n".join(steps)],
        cwd=HERE,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def _may_mount(tmp_path: Path) -> None:
    try:
        tried = in_own_mounts(f"mount -t tmpfs none '{tmp_path}'")
    except FileNotFoundError:
        pytest.skip("there is no unshare")
    if tried.returncode:
        pytest.skip("this system lets us mount nothing")


@pytest.mark.usefixtures("_may_mount")
def test_a_full_disk_is_told_for_each_file_and_holds_whole_copies(tmp_path: Path) -> None:
    fill(tmp_path / "in", 12, side=200)
    (tmp_path / "out").mkdir()
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(SMALL_DISK))
    done = in_own_mounts(
        f"mount -t tmpfs -o size=500k none '{tmp_path}/out'",
        f"PYTHONPATH=. '{sys.executable}' '{script}' '{tmp_path}/in' '{tmp_path}/out'",
    )
    assert done.returncode == 0, done.stderr.decode()


READ_ONLY = """
    import sys
    from pathlib import Path
    from toolkit.metadata.batch import clean_all
    from toolkit.metadata.destinations import Options, permitted
    from toolkit.metadata.worker import LockedRoom
    path = Path(sys.argv[1])
    cases = ((Options(), "folder-read-only"), (Options(in_place=True), "file-read-only"))
    for options, code in cases:
        with LockedRoom(permitted([path], options), workers=1) as room:
            (result,) = clean_all([path], options, room)
        assert result.error and result.error.code == code, result
"""


@pytest.mark.usefixtures("_may_mount")
def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (path,) = fill(tmp_path / "in", 1)
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(READ_ONLY))
    done = in_own_mounts(
        f"mount --bind '{tmp_path}/in' '{tmp_path}/in'",
        f"mount -o remount,bind,ro '{tmp_path}/in'",
        f"PYTHONPATH=. '{sys.executable}' '{script}' '{path}'",
    )
    assert done.returncode == 0, done.stderr.decode()


# Names and places


def test_a_name_can_be_any_bytes_that_a_disk_holds(tmp_path: Path, kind: str) -> None:
    strange = [
        b"-rf.png",
        b"new\nline.png",
        b"\xff\xfe.png",
        "\u202egnp.exe".encode(),
        b" ",
        b"'\";|&$(x)`.png",
        b"x" * 251 + b".png",
    ]
    folder = tmp_path / "in"
    folder.mkdir()
    for name in strange:
        (folder / os.fsdecode(name)).write_bytes(picture())
    options = Options(to=tmp_path / "out", keep_names=True)
    (tmp_path / "out").mkdir()
    with executor(kind, [folder], options) as pool:
        results = list(clean_all([folder], options, pool, recursive=True))
    assert [result.error for result in results] == [None] * len(strange)
    assert sorted(map(os.fsencode, names(tmp_path / "out"))) == sorted(strange)


def test_a_name_that_begins_with_a_dash_can_be_given_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "-all.png").write_bytes(picture())
    monkeypatch.chdir(tmp_path)
    options = Options(output=Path("-o.png"))
    with LockedRoom(permitted(["-all.png"], options), workers=1) as room:
        (result,) = clean_all(["-all.png"], options, room)
    assert result.error is None
    assert names(tmp_path) == ["-all.png", "-o.png"]


def test_beside_the_original_is_the_default_and_keeps_it(tmp_path: Path, kind: str) -> None:
    (path,) = fill(tmp_path, 1)
    before = path.read_bytes()
    with executor(kind, [path], Options()) as pool:
        (result,) = clean_all([path], Options(), pool)
    assert result.value is not None
    assert path.read_bytes() == before
    assert result.value.path is not None
    assert sorted([path.name, result.value.path.name]) == names(tmp_path)


def test_cleaning_in_place_leaves_one_clean_file(tmp_path: Path, kind: str) -> None:
    paths = fill(tmp_path, 3)
    copies = [clean(path.read_bytes()) for path in paths]
    options = Options(in_place=True)
    with executor(kind, paths, options) as pool:
        assert [result.error for result in clean_all(paths, options, pool)] == [None] * 3
    assert [path.read_bytes() for path in paths] == copies
    assert names(tmp_path) == [path.name for path in paths]


def test_cleaning_in_place_touches_no_symlink(tmp_path: Path) -> None:
    (path,) = fill(tmp_path / "in", 1)
    before = path.read_bytes()
    link = tmp_path / "link.png"
    link.symlink_to(path)
    options = Options(in_place=True)
    with executor("locked", [link], options) as pool:
        (result,) = clean_all([link], options, pool)
    assert isinstance(result.error, OutputError)
    assert result.error.code == "symlink"
    assert link.is_symlink()
    assert path.read_bytes() == before


def test_a_symlink_that_is_given_is_read_where_it_points_and_nothing_else(tmp_path: Path) -> None:
    (path,) = fill(tmp_path / "in", 1)
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "link.png"
    link.symlink_to(path)
    with executor("locked", [link], Options()) as pool:
        (result,) = clean_all([link], Options(), pool)
    assert result.value is not None
    assert result.value.path is not None
    assert result.value.path.parent == link.parent


def test_folders_are_mirrored_where_names_are_kept(tmp_path: Path) -> None:
    fill(tmp_path / "in" / "a" / "b", 1)
    fill(tmp_path / "in", 1)
    options = Options(to=tmp_path / "out", keep_names=True)
    (tmp_path / "out").mkdir()
    with executor("locked", [tmp_path / "in"], options) as pool:
        results = list(clean_all([tmp_path / "in"], options, pool, recursive=True))
    assert [result.error for result in results] == [None, None]
    assert sorted(p.relative_to(tmp_path / "out") for p in (tmp_path / "out").rglob("*.png")) == [
        Path("IMG_0000.png"),
        Path("a/b/IMG_0000.png"),
    ]


def test_two_originals_of_one_name_never_share_a_copy(tmp_path: Path) -> None:
    paths = [*fill(tmp_path / "a", 1), *fill(tmp_path / "b", 1)]
    (tmp_path / "out").mkdir()
    for force in (False, True):
        options = Options(to=tmp_path / "out", keep_names=True, force=force)
        with executor("locked", paths, options) as pool:
            results = list(clean_all(paths, options, pool))
        (error,) = (result.error for result in results if result.error)
        assert error.code == "output-exists"


def test_the_folder_of_the_copies_is_not_cleaned_again(tmp_path: Path) -> None:
    fill(tmp_path / "in", 3)
    out = tmp_path / "in" / "zz-out"
    out.mkdir()
    options = Options(to=out)
    with executor("locked", [tmp_path / "in"], options) as pool:
        for _ in range(2):
            assert len(list(clean_all([tmp_path / "in"], options, pool, recursive=True))) == 3
    assert len(names(out)) == 6


def test_originals_can_be_replaced_from_the_locked_room_only_when_that_was_asked(
    tmp_path: Path,
) -> None:
    (path,) = fill(tmp_path, 1)
    assert permitted([path], Options()).replaces == ()
    assert permitted([path], Options(in_place=True)).replaces == (str(tmp_path),)
    assert permitted([path]).creates == permitted([path]).replaces == ()


def test_memory_does_not_grow_with_the_number_of_files(tmp_path: Path) -> None:
    (path,) = fill(tmp_path, 1, side=8)
    script = """
        import sys
        from itertools import repeat
        from pathlib import Path
        from toolkit.metadata.batch import inspect_all
        from toolkit.metadata.destinations import permitted
        from toolkit.metadata.worker import LockedRoom
        peaks = []
        with LockedRoom(permitted([sys.argv[1]])) as room:
            for count in (300, 3000):
                assert sum(1 for _ in inspect_all(repeat(sys.argv[1], count), room)) == count
                # Not getrusage(): its peak is inherited from whoever started us.
                status = Path("/proc/self/status").read_text()
                peaks.append(int(status.partition("VmHWM:")[2].split()[0]))
        assert peaks[1] < 60 * 1024 and peaks[1] - peaks[0] < 3 * 1024, peaks
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script), path], cwd=HERE, check=True)


def test_everything_works_without_any_network(tmp_path: Path) -> None:
    paths = fill(tmp_path / "in", 2)
    out = tmp_path / "out"
    out.mkdir()
    try:
        done = subprocess.run(
            [
                "unshare",
                "--net",
                "--map-root-user",
                sys.executable,
                "-c",
                textwrap.dedent(PARENT),
                paths[0].parent,
                out,
                "elsewhere",
            ],
            cwd=HERE,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("there is no unshare")
    if b"unshare" in done.stderr:
        pytest.skip("this system gives us no network name space")
    assert done.stdout == b"ready\n", done.stderr.decode()
    assert len(names(out)) == 2
