"""What the capture programs share: the agent, a dump of this process in either way, and the reader."""
import importlib.util
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
AGENT = os.path.join(HERE, "../../../src/capture/python/heapsh_agent.py")
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, ".."))
import read_heapsh     # noqa: E402

CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"
WAYS = ([True] if CAN_FORK else []) + [False]


def load_agent():
    spec = importlib.util.spec_from_file_location("heapsh_agent", AGENT)
    agent = importlib.util.module_from_spec(spec)
    sys.modules["heapsh_agent"] = agent
    spec.loader.exec_module(agent)
    return agent


agent = load_agent()
folder = tempfile.TemporaryDirectory(prefix="heapsh-capture-")
path = os.path.join(folder.name, "dump.heapsh")


def dumped(**options):
    """Dump this process and read it back."""
    agent.dump(path, **options)
    return read_heapsh.load(path)


def each_way(check, **options):
    """Run check(heap) on a dump by a forked child and on one by the process itself."""
    for fork in WAYS:
        check(dumped(fork=fork, **options))


def edges_of(heap, o):
    return heap.objects[id(o)].edges


def expect(found, wanted, what):
    if found != wanted:
        sys.exit("%s\n  is   %r\n  want %r" % (what, found, wanted))
