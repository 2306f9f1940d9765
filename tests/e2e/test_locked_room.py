from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import CancelledError as FutureCancelled
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e import jobs
from tests.environment import UNMEASURED
from toolkit.errors import CancelledError, DamagedError, ParasolError, WorkerError
from toolkit.metadata import limits, wire, worker_process
from toolkit.metadata.confinement import Layer, Permitted, landlock, seccomp
from toolkit.metadata.model import Finding, Harm
from toolkit.metadata.wire import LENGTH
from toolkit.metadata.worker import LockedRoom

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parents[2]

needs_landlock = pytest.mark.skipif(landlock.abi() == 0, reason="this kernel has no Landlock")


@pytest.fixture
def room() -> LockedRoom:
    return LockedRoom(workers=1)


def failure(code: str) -> str:
    return f"^\\('{code}'"


def gone(pid: int) -> bool:
    """Whether a process ends within a few seconds."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_job_gives_back_what_it_made(room: LockedRoom) -> None:
    with room:
        assert [room.submit(jobs.add, n, n).result() for n in range(20)] == list(range(0, 40, 2))


def test_one_process_does_many_jobs(room: LockedRoom) -> None:
    with room:
        first = room.submit(jobs.process).result()
        assert first == room.submit(jobs.process).result()
        assert first != os.getpid()


def test_an_error_of_ours_comes_through_with_its_facts(room: LockedRoom) -> None:
    with room, pytest.raises(DamagedError) as caught:
        room.submit(jobs.fail_as_promised).result()
    assert (caught.value.code, caught.value.facts) == ("truncated", {"offset": 17})


def test_another_exception_says_its_kind_and_nothing_of_the_file(room: LockedRoom) -> None:
    with room, pytest.raises(WorkerError) as caught:
        room.submit(jobs.fail_unexpectedly).result()
    assert caught.value.args == ("worker-failed", {"reason": "KeyError"})


@pytest.mark.parametrize("accident", [jobs.die, jobs.crash])
def test_a_process_that_dies_costs_its_job_alone(
    room: LockedRoom, accident: Callable[[], None]
) -> None:
    with room:
        before = room.submit(jobs.add, 1, 1)
        broken = room.submit(accident)
        after = room.submit(jobs.add, 2, 2)
        assert before.result() == 2
        with pytest.raises(WorkerError, match=failure("worker-died")):
            broken.result()
        assert after.result() == 4


def test_a_process_that_hangs_is_ended_and_replaced() -> None:
    with LockedRoom(workers=1, seconds=1) as room:
        hanging = room.submit(jobs.sleep, 60)
        after = room.submit(jobs.add, 2, 2)
        with pytest.raises(WorkerError, match=failure("worker-timed-out")):
            hanging.result()
        assert after.result() == 4


def test_a_job_may_use_so_much_processor_time_and_no_more() -> None:
    with LockedRoom(workers=1, cpu_seconds=1) as room:
        began = time.monotonic()
        with pytest.raises(WorkerError, match=failure("worker-died")):
            room.submit(jobs.spin).result()
        assert time.monotonic() - began < 20


def test_processor_time_is_counted_for_each_job_anew() -> None:
    with LockedRoom(workers=1, cpu_seconds=1) as room:
        first = room.submit(jobs.process).result()
        for _ in range(6):
            room.submit(jobs.burn, 0.4).result()
        assert room.submit(jobs.process).result() == first


def test_memory_is_bounded(room: LockedRoom) -> None:
    with room, pytest.raises(WorkerError, match="MemoryError"):
        room.submit(jobs.take_memory, 4 << 30).result()


def test_an_answer_of_any_length_is_not_taken(
    room: LockedRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ANSWER_BYTES", 100_000)
    with room:
        with pytest.raises(WorkerError, match=failure("worker-died")):
            room.submit(jobs.answer_at_length, 200_000).result()
        assert len(room.submit(jobs.answer_at_length, 90_000).result()) == 90_000


def test_arguments_larger_than_a_pipe_arrive_whole(room: LockedRoom) -> None:
    with room:
        assert room.submit(len, b"x" * 5_000_000).result() == 5_000_000


PICKLE_THAT_ACTS = b"cos\nsystem\n(S'touch /tmp/parasol-was-here'\ntR."


@pytest.mark.parametrize(
    "said",
    [
        PICKLE_THAT_ACTS,
        b"",
        b"null null",
        b'{"!Report": []}',
        b'{"!Finding": ["place", "a", "b", "c", 0, 0, "keep", {}]}',
        b'{"!Path": 3}',
        b'{"!os.system": ["true"]}',
        b'{"!ParasolError": ["code", {"code": "twice"}]}',
        b'{"!ParasolError": ["code", [1]]}',
        b'{"!Harm": "unheard of"}',
        b"NaN",
        b"[" * 100_000,
        b"9" * 100_000,
        b"\xff\xfe",
    ],
    ids=lambda said: repr(said[:24]),
)
def test_a_process_that_was_taken_over_cannot_make_us_act(room: LockedRoom, said: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.decode(said)
    with room:
        forged = LENGTH.pack(len(said)) + said
        with pytest.raises(WorkerError, match=failure("worker-died")):
            room.submit(jobs.write_to_descriptors, forged).result()
        assert room.submit(jobs.add, 1, 2).result() == 3
    assert not Path("/tmp/parasol-was-here").exists()  # noqa: S108 - what the attack would make


@pytest.mark.parametrize("said", [LENGTH.pack(1 << 60), LENGTH.pack(1) + b"null", b"x" * 1000])
def test_a_length_that_lies_is_no_answer(room: LockedRoom, said: bytes) -> None:
    with room, pytest.raises(WorkerError, match=failure("worker-died")):
        room.submit(jobs.write_to_descriptors, said).result()


def test_what_goes_over_the_wire_comes_back_the_same() -> None:
    finding = Finding(Harm.PLACE, "x", "tag", "raw \U0001f600 \udcff", 1, 2, facts={"a": "b"})
    value = (finding, b"\x00\xff", Path("/x/\udcfe"), None, True, 1.5, {"a": 1})
    assert wire.decode(wire.encode(value)) == value


def test_a_word_of_an_unknown_kind_is_not_even_sent() -> None:
    with pytest.raises(TypeError):
        wire.encode(object())


# The walls


@pytest.fixture
def walls() -> frozenset[Layer]:
    with LockedRoom(workers=1) as room:
        return frozenset(room.layers())


def test_limits_and_privileges_are_always_there(walls: frozenset[Layer]) -> None:
    assert {Layer.LIMITS, Layer.PRIVILEGES} <= walls


def test_every_wall_stands_that_this_system_has(walls: frozenset[Layer]) -> None:
    assert (Layer.FILES in walls) == (landlock.abi() > 0)
    known = os.uname().machine in seccomp.ARCHITECTURES
    has_filters = "Seccomp_filters:" in Path("/proc/self/status").read_text()
    assert (Layer.CALLS in walls) == (Layer.NETWORK in walls) == (known and has_filters)


def test_nothing_can_be_reached_but_what_was_permitted(
    tmp_path: Path, walls: frozenset[Layer]
) -> None:
    if not {Layer.FILES, Layer.CALLS} <= walls:
        pytest.skip(f"this system has {sorted(layer.value for layer in walls)} alone")
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    for folder in (outside, inside):
        folder.mkdir()
        (folder / "file").write_bytes(b"precious")
    with LockedRoom(Permitted(creates=(str(inside),)), workers=1) as room:
        endings = room.submit(
            jobs.attempts, str(outside / "file"), str(inside), str(inside / "file")
        ).result()
    assert set(endings.values()) == {"PermissionError"}, endings
    assert (outside / "file").read_bytes() == (inside / "file").read_bytes() == b"precious"


def test_without_leave_no_thread_is_started(room: LockedRoom) -> None:
    with room, pytest.raises(WorkerError, match="RuntimeError"):
        room.submit(jobs.think_aside, 20).result()


def test_where_threads_may_be_started_nothing_else_may(
    tmp_path: Path, walls: frozenset[Layer]
) -> None:
    if Layer.CALLS not in walls:
        pytest.skip("this system has no filter that tells threads from processes")
    existing = tmp_path / "file"
    existing.write_bytes(b"precious")
    with LockedRoom(Permitted(threads=True), workers=1) as room:
        assert room.submit(jobs.think_aside, 20).result() == 42
        endings = room.submit(jobs.attempts, str(existing), str(tmp_path), str(existing)).result()
    if Layer.FILES in walls:
        assert set(endings.values()) == {"PermissionError"}, endings
    assert "done" not in {endings[name] for name in ("fork", "run", "signal", "name space")}


def test_where_no_filter_stands_there_are_no_threads_either() -> None:
    script = """
        from tests.e2e import jobs
        from toolkit.metadata.confinement import Permitted, seccomp
        from toolkit.metadata.confinement.walls import confine
        seccomp.restrict = lambda **_: False
        confine(Permitted(reads=("/",), threads=True))
        try:
            jobs.think_aside(20)
        except RuntimeError:
            raise SystemExit(7)
    """
    if os.geteuid() == 0:
        pytest.skip("for the system's administrator no such limit holds")
    command = [sys.executable, "-c", textwrap.dedent(script)]
    assert subprocess.run(command, cwd=HERE, env=UNMEASURED, check=False).returncode == 7


def test_what_may_be_read_may_not_be_written(tmp_path: Path, walls: frozenset[Layer]) -> None:
    if not {Layer.FILES, Layer.CALLS} & walls:
        pytest.skip("this system has neither Landlock nor a filter for system calls")
    original = tmp_path / "original"
    original.write_bytes(b"precious")
    with LockedRoom(Permitted(reads=(str(tmp_path),)), workers=1) as room:
        assert room.submit(jobs.read, str(original)).result() == b"precious"
        endings = room.submit(jobs.attempts, str(original), str(tmp_path), str(original)).result()
    assert "done" not in {
        ending for name, ending in endings.items() if "read" not in name and "list" not in name
    }
    assert original.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [original]


WITHOUT_LANDLOCK = """
    import sys
    from tests.e2e import jobs
    from toolkit.metadata.confinement import Layer, Permitted, landlock
    from toolkit.metadata.confinement.walls import confine
    landlock.abi = lambda: 0
    layers = confine(Permitted())
    assert Layer.FILES not in layers
    if Layer.CALLS in layers:
        endings = jobs.attempts(sys.argv[1], sys.argv[2], sys.argv[3])
        done = {name for name, ending in endings.items() if ending == "done"}
        assert done <= {"read outside", "list outside", "read the system", "list processes"}, done
"""


def test_without_landlock_no_file_that_exists_can_be_changed_still(tmp_path: Path) -> None:
    existing = tmp_path / "file"
    existing.write_bytes(b"precious")
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(WITHOUT_LANDLOCK), existing, tmp_path, existing],
        cwd=HERE,
        check=True,
    )
    assert existing.read_bytes() == b"precious"


@needs_landlock
def test_the_folder_the_person_stands_in_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"precious")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    with LockedRoom(workers=1) as room, pytest.raises(WorkerError, match="PermissionError"):
        room.submit(jobs.read, str(tmp_path / "file")).result()


def test_nothing_of_the_environment_gets_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    monkeypatch.setenv("SECRET", "x")
    with LockedRoom(workers=1) as room:
        inside = set(room.submit(_environment_names).result())
    assert inside == {"LC_ALL", "PATH", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"}


def _environment_names() -> list[str]:
    return list(os.environ)


# Ends


def test_shutting_at_once_kills_what_runs_and_cancels_what_waits() -> None:
    room = LockedRoom(workers=1)
    running = room.submit(jobs.sleep, 60)
    waiting = room.submit(jobs.add, 1, 1)
    while not running.running():
        time.sleep(0.01)
    began = time.monotonic()
    room.shutdown(cancel_futures=True)
    assert time.monotonic() - began < 5
    with pytest.raises(CancelledError):
        running.result()
    with pytest.raises(FutureCancelled):
        waiting.result()
    with pytest.raises(RuntimeError):
        room.submit(jobs.add, 1, 1)


@pytest.mark.parametrize("delay", [0.0, 0.001, 0.01, 0.03, 0.06, 0.09])
def test_shutting_at_any_moment_of_the_start_is_shutting_at_once(delay: float) -> None:
    began = time.monotonic()
    before = threading.active_count()
    room = LockedRoom(workers=2)
    futures = [room.submit(jobs.sleep, 60) for _ in range(3)]
    time.sleep(delay)
    room.shutdown(cancel_futures=True)
    assert time.monotonic() - began < 5
    assert all(future.done() for future in futures)
    assert threading.active_count() == before


def test_shutting_before_anything_was_started_starts_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[object] = []
    gate = threading.Event()
    monkeypatch.setattr(worker_process, "module_paths", lambda: [str(gate.wait(0.3))])
    monkeypatch.setattr(os, "posix_spawn", lambda *words, **_: started.append(words))
    room = LockedRoom(workers=1)
    future = room.submit(jobs.sleep, 60)
    time.sleep(0.1)
    room.shutdown(cancel_futures=True)
    assert future.cancelled()
    assert not started


def test_a_worker_holds_no_pipe_but_its_own_two() -> None:
    with LockedRoom(workers=3) as room:
        for count in [room.submit(jobs.pipes) for _ in range(9)]:
            assert count.result() == 2


def test_what_takes_the_place_of_the_dead_has_its_memory_laid_out_anew() -> None:
    with LockedRoom(workers=4) as room:
        before = room.submit(jobs.place).result()
        with pytest.raises(WorkerError, match=failure("worker-died")):
            room.submit(jobs.die).result()
        assert room.submit(jobs.place).result() != before


def test_who_worked_beside_the_dead_is_replaced_too() -> None:
    with LockedRoom(workers=2) as room:
        before = {future.result() for future in [room.submit(jobs.process, 0.3) for _ in range(4)]}
        assert len(before) == 2
        with pytest.raises(WorkerError, match=failure("worker-died")):
            room.submit(jobs.die).result()
        after = {future.result() for future in [room.submit(jobs.process, 0.3) for _ in range(4)]}
        assert before.isdisjoint(after)


def test_many_deaths_leave_no_process_behind() -> None:
    with LockedRoom(workers=2) as room:
        for _ in range(5):
            for future in [room.submit(jobs.die) for _ in range(2)]:
                with pytest.raises(WorkerError):
                    future.result()
        children = Path("/proc/self/task").glob("*/children")
        assert sum(len(path.read_text().split()) for path in children) <= 2
        assert room.submit(jobs.add, 1, 1).result() == 2


def test_leaving_the_room_lets_work_be_finished_and_no_process_stay() -> None:
    with LockedRoom(workers=2) as room:
        pids = {room.submit(jobs.process) for _ in range(4)}
        late = room.submit(jobs.sleep, 0.2)
    assert late.done()
    assert all(gone(future.result()) for future in pids)


def test_an_exception_inside_the_room_ends_it_at_once() -> None:
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        _interrupted()
    assert time.monotonic() - began < 5


def _interrupted() -> None:
    with LockedRoom(workers=1) as room:
        room.submit(jobs.sleep, 60)
        raise KeyboardInterrupt


PARENT = """
    import signal, sys, time
    # Whoever runs the tests in the background has told them to ignore Ctrl+C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from tests.e2e import jobs
    from toolkit.metadata.worker import LockedRoom
    room = LockedRoom(workers=2)
    pids = [room.submit(jobs.process), room.submit(jobs.process)]
    print(*(pid.result() for pid in pids), flush=True)
    if sys.argv[1] == "busy":
        room.submit(jobs.sleep, 60), room.submit(jobs.sleep, 60)
    time.sleep(60)
"""


@pytest.mark.parametrize("doing", ["busy", "idle"])
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_workers_end_with_their_parent_however_it_ends(doing: str, end: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PARENT), doing],
        cwd=HERE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as parent:
        assert parent.stdout
        pids = [int(word) for word in parent.stdout.readline().split()]
        assert len(pids) == 2
        time.sleep(0.1)
        parent.send_signal(end)
        parent.wait(10)
    assert all(gone(pid) for pid in pids)


def test_ctrl_c_in_the_terminal_is_not_for_the_workers() -> None:
    with LockedRoom(workers=1) as room:
        pid = room.submit(jobs.process).result()
        assert os.getsid(pid) != os.getsid(0)
        os.kill(pid, signal.SIGINT)
        assert room.submit(jobs.process).result() == pid


def test_no_socket_is_needed_and_none_is_loaded() -> None:
    script = """
        import sys
        sys.modules["socket"] = None
        from toolkit.metadata import batch, destinations, worker
        from toolkit.metadata.worker_main import layers
        with worker.LockedRoom(workers=1) as room:
            assert room.layers()
        assert not {"_socket", "multiprocessing", "asyncio", "ssl"} & set(sys.modules)
    """
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=HERE, env=UNMEASURED, check=True
    )


def test_no_format_and_no_explanation_loads_a_network_library() -> None:
    script = """
        import pkgutil, sys
        from importlib import import_module
        from toolkit import metadata
        for module in pkgutil.walk_packages(metadata.__path__, "toolkit.metadata."):
            import_module(module.name)
            assert not {"socket", "_socket", "ssl", "http"} & set(sys.modules), module.name
    """
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=HERE, env=UNMEASURED, check=True
    )


def test_who_hands_files_over_loads_no_format() -> None:
    script = """
        import sys
        from toolkit.metadata import batch, destinations, worker
        assert not [name for name in sys.modules if name.startswith("toolkit.metadata.formats")]
    """
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=HERE, env=UNMEASURED, check=True
    )


def test_every_error_can_cross_the_wire() -> None:
    def tree(kind: type[ParasolError]) -> set[type[ParasolError]]:
        return {kind}.union(*(tree(child) for child in kind.__subclasses__()))

    assert set(wire.ERRORS) == tree(ParasolError)
