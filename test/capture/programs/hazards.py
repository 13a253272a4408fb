"""Heaps that have broken dumpers: frozen objects, long lists and chains, no ctypes, other interpreters, handled exceptions,
objects that die meanwhile, a trace of every kind of call."""
import gc
import sys
import time

import harness
from harness import WAYS, agent, dumped, expect

BIG = 2000


class Node:
    __slots__ = ("next",)


class Dying:
    pass


def many():
    """A list, a dict and a set that need more than one chunk (of a smaller size than usual), and a long chain."""
    usual, agent.EDGES = agent.EDGES, 1000
    long_list = [None] * (2 * BIG + 5)
    long_list[-1] = last = ["last of a long list"]
    wide = {n: None for n in range(BIG + 5)}
    wide["end"] = last
    crowd = set(range(BIG + 5))
    first = node = Node()
    for _ in range(50000):
        node.next = Node()
        node = node.next
    node.next = last
    expected = len(long_list), len(wide), len(crowd)
    agent.dump(harness.path, fork=WAYS[0])
    agent.EDGES = usual
    places = id(long_list), id(wide), id(crowd), id(first), id(last)
    del long_list, wide, crowd
    while first is not node:
        first = first.next      # a recursive release of the chain would end Python itself
    return places, expected, last


def check_many():
    (long_list, wide, crowd, first, last), expected, kept = many()
    heap = harness.read_heapsh.load(harness.path)
    expect(tuple(heap.objects[a].length for a in (long_list, wide, crowd)), expected, "lengths")
    expect([e[1] for e in heap.objects[long_list].edges] == list(range(expected[0])), True, "indexes of a long list")
    expect(heap.objects[long_list].edges[-1], ("element", expected[0] - 1, last, False), "the end of a long list")
    expect(len(heap.objects[wide].edges), 2 * expected[1], "entries of a wide dict")
    expect(heap.objects[wide].edges[-1][2], last, "the last entry of a wide dict")
    expect(len(heap.objects[crowd].edges), expected[2], "members of a crowd")
    length, at = 0, first
    while at != last:
        at, length = heap.objects[at].named("next")[0], length + 1
    expect(length, 50001, "the length of a chain")


def check_very_long():
    long_list = [None] * ((1 << 20) + 5)
    heap = dumped(fork=WAYS[0])
    expect((heap.objects[id(long_list)].length, len(heap.objects[id(long_list)].edges)), (len(long_list),) * 2, "a very long list")


def check_frozen(fork):
    extra = [[n] for n in range(20000)]
    inner = [["frozen"]]
    extra.append(inner)
    gc.freeze()
    heap = dumped(fork=fork)
    gc.unfreeze()
    expect([heap.objects[id(inner)].tracked, id(extra) in heap.objects], [True, True], "frozen objects")


def check_in_handler(fork):
    try:
        raise KeyError("being handled")
    except KeyError as error:
        address = id(error)
        heap = dumped(fork=fork)
        expect(sys.exc_info()[1] is error, True, "the exception that is handled")
    expect(heap.objects[address].type["name"], "KeyError", "the exception that was handled")


def check_generator_that_dumps(fork):
    def generator():
        held = ["in a running generator"]
        yield dumped(fork=fork), id(held)
    heap, address = next(generator())
    holders = [o for o in heap.of("frame") if ("local", "held", address, False) in o.edges]
    expect(len(holders), 1, "the frame of a running generator")


def check_without_ctypes(fork):
    with open(harness.AGENT) as file:
        text = file.read()
    ctypes, sys.modules["ctypes"] = sys.modules.get("ctypes"), None
    namespace = {}
    try:
        exec(text, namespace)
    finally:
        sys.modules["ctypes"] = ctypes
    thing = Dying()
    thing.first, thing.second = ["one"], ["two"]
    namespace["dump"](harness.path, fork=fork)
    heap = harness.read_heapsh.load(harness.path)
    edges = heap.objects[id(thing)].edges
    expect([e[:2] for e in edges if e[2] == id(thing.first)] in ([], [("attribute", "first")], [("internal", 0)]), True, "an attribute")
    expect(len(edges), 1 if sys.version_info < (3, 11) else 2, "attributes without ctypes")
    expect(len(heap.done["errors"]), 1, "what is said of a missing ctypes")
    for o in heap.of("traceback"):
        expect([e[1] for e in o.edges if e[0] == "internal"], [], "tracebacks without ctypes")


def check_other_interpreter(fork):
    try:
        import _xxsubinterpreters as interpreters
    except ImportError:
        try:
            import _interpreters as interpreters
        except ImportError:
            return
    other = interpreters.create()
    try:
        interpreters.run_string(other, "x = ['in another interpreter']")
        heap = dumped(fork=fork)
        expect(len(heap.done["errors"]), 1, "what is said of other interpreters")
    finally:
        interpreters.destroy(other)


def check_changing(fork):
    """Objects are made, changed and die while the dump is taken."""
    import threading
    stop, shared = threading.Event(), {"set": set(), "dict": {}, "list": []}

    def change():
        n = 0
        while not stop.is_set():
            n += 1
            shared["set"].add(n)
            shared["dict"][n] = [n]
            shared["list"].append(Dying())
            if n % 100 == 0:
                time.sleep(0.001)
                for each in shared.values():
                    each.clear()
    threads = [threading.Thread(target=change, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(1 if "--small" in sys.argv else 2):
        dumped(fork=fork)
    stop.set()
    for thread in threads:
        thread.join()


for fork in WAYS:
    check_frozen(fork)
    check_in_handler(fork)
    check_generator_that_dumps(fork)
    check_without_ctypes(fork)
    check_other_interpreter(fork)
    check_changing(fork)
if "--small" not in sys.argv:
    check_many()
    check_very_long()
print("ok")
