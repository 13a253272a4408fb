"""A dump leaves no trace: in the program's objects, in its settings, in its folder, in itself."""
import cProfile
import gc
import os
import stat
import sys
import threading

from harness import CAN_FORK, WAYS, agent, dumped, expect, folder, path, read_heapsh


class Plain:
    def __init__(self, n):
        self.first, self.second = n, [n]


def function(a: int) -> int:
    return a


def leave():
    local = ["in a frame"]
    raise ValueError(local)


instances = [Plain(n) for n in range(1000)]
try:
    leave()
except ValueError as error:
    kept = error
os.chdir(folder.name)
dumped(fork=False)      # what is made once, at the first dump, is not to be counted


def state():
    """What a dump could change, seen without changing it."""
    made = [[type(r) is dict for r in gc.get_referents(o)] for o in instances]
    names = [sys.getsizeof(o) for o in (Plain, function, function.__code__, kept.__traceback__.tb_next.tb_frame, instances[0])]
    functions = sorted(type(r).__name__ for r in gc.get_referents(function))
    settings = gc.isenabled(), sys.gettrace(), sys.getprofile(), gc.get_threshold(), gc.get_freeze_count(), threading.active_count()
    files = sorted(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else None
    warned = list(sys.modules["warnings"].filters) if "warnings" in sys.modules else None
    counts = [sys.getrefcount(o) for o in instances] + [sys.getrefcount(kept), sys.getrefcount(instances)]
    return made, names, functions, settings, files, warned, counts


def objects_of_ours():
    """Types of the agent's own of which there is an object, other than its probes."""
    return sorted({type(o).__name__ for o in gc.get_objects() if type(o).__module__ == "heapsh_agent" and o is not agent._memory})


def tracer(*_):
    return None


for options in [{"fork": fork, "wait": wait} for fork in WAYS for wait in ([True, False] if fork else [True])]:
    before = state()
    agent.dump(path, **options)
    expect(state(), before, "the program after a dump with %r" % options)
    expect(objects_of_ours(), [], "objects that a dump left behind")
for fork in WAYS:
    profiler = cProfile.Profile()
    profiler.enable()
    agent.dump(path, fork=fork)
    len("after the dump")
    profiler.disable()
    expect(any("len" in str(line.code) for line in profiler.getstats()), True, "cProfile goes on after a dump")
    sys.setprofile(tracer)
    agent.dump(path, fork=fork)
    expect(sys.getprofile() is tracer, True, "the profile function after a dump")
    sys.setprofile(None)
    gc.disable()
    agent.dump(path, fork=fork)
    expect(gc.isenabled(), False, "the collector after a dump, if it was off")
    gc.enable()
    heap = read_heapsh.load(path)
    own = [o.type["name"] for o in heap.objects.values() if o.type["module"] == "heapsh_agent" and o.address != id(agent._memory)]
    expect(own, [], "objects of the dump in the dump")
    frames = [o for o in heap.of("frame") if (o.named("f_code") and (heap.objects[o.named("f_code")[0]].file or "").endswith("heapsh_agent.py"))]
    expect(len(frames), 0, "frames of the dump in the dump")
    unheld = [o for o in heap.objects.values() if o.type["name"] in ("list", "dict", "set") and o.refcount == 0]
    expect(unheld, [], "containers that nobody holds")
    expect(stat.S_IMODE(os.stat(path).st_mode) if os.name == "posix" else 0o600, 0o600, "the file's mode")
    expect(os.listdir(folder.name), ["dump.heapsh"], "the folder")
    del heap, own, frames, unheld       # or they would be in the next dump
if CAN_FORK:
    try:
        os.waitpid(-1, os.WNOHANG)
        sys.exit("a child is left")
    except ChildProcessError:
        pass
    expect(dumped(fork=True).head["method"], "fork", "the method")

# An interrupted dump leaves nothing under the final name, and what was there stays.
with open(path, "rb") as file:
    earlier = file.read()
record = agent._write


def die(*_):
    os.kill(os.getpid(), 9)


def fail(*_):
    raise MemoryError("no memory")


for fork, trouble in [(fork, trouble) for fork in WAYS for trouble in (die, fail) if fork or trouble is fail]:
    agent._write = trouble
    try:
        agent.dump(path, fork=fork)
        sys.exit("a dump that failed did not say so")
    except (RuntimeError, MemoryError) as error:
        expect("died" in str(error) if trouble is die else "no memory" in str(error), True, "what is said: %s" % error)
    agent._write = record
    expect(os.listdir(folder.name), ["dump.heapsh"], "the folder after a dump that failed")
    with open(path, "rb") as file:
        expect(file.read() == earlier, True, "the earlier file")
for bad in os.path.join(folder.name, "missing", "x.heapsh"), folder.name, os.devnull:
    try:
        agent.dump(bad)
        sys.exit("no error for %s" % bad)
    except OSError:
        pass
os.chdir("/")
print("ok")
