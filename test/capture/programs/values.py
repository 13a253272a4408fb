"""Values and sizes are exact, and --no-values leaves none in the file."""
import gc
import math
import sys
import zlib

from harness import WAYS, dumped, expect, path

SECRET = "".join(["se", "cret", "-text"])
texts = {name: value for name, value in {
    "ascii": "plain %d" % 1, "empty": "", "latin": "caf\xe9 %d" % 1, "wide": "\u65e5\u672c %d" % 1, "astral": "\U0001f600 %d" % 1,
    "surrogate": "\ud800 lone %d" % 1, "long": "x" * 5000, "long wide": "\u65e5" * 5000, "nul": "a\0b %d" % 1}.items()}
numbers = [0, 1, -1, 255, 1 << 31, (1 << 63) - 1, -(1 << 63), 1 << 63, -(1 << 63) - 1, 1 << 64, -(1 << 200), 1 << 5000]
floats = [0.0, -0.0, 1.5, math.inf, -math.inf, math.nan, 5e-324]
raw = [b"", b"\0\xff bytes %d" % 1, bytes(5000), bytearray(b"changeable"), bytearray()]
things = [True, False, None]
secrets = {SECRET: SECRET + "-value"}, 987654321012, 9876.54321, SECRET.encode()
sized = [[], [1, 2], (), (1, 2), {}, {1: 2}, set(), set(range(100)), frozenset((1,)), "s" * 100, 1 << 100, 1.5, b"b" * 100, type, object(),
         sys, len, expect, expect.__code__, range(3), slice(1), memoryview(b"x"), iter([]), Exception("x"), property(), type("Made", (), {}),
         type("Made", (), {})(), type("Made", (dict,), {})(a=1), type("Made", (int,), {})(5), type("Slots", (), {"__slots__": ("a", "b")})()]


def big(n):
    return n if -(1 << 63) <= n < 1 << 63 else ("big", n.bit_length() * (1 if n > 0 else -1))


def check(heap):
    for name, text in texts.items():
        found = heap.objects[id(text)]
        expect((found.value, found.length), (text[:96], len(text)), "a text: " + name)
    for number in numbers:
        expect(heap.objects[id(number)].value, big(number), "a number")
    for number in floats:
        expect(repr(heap.objects[id(number)].value), repr(number), "a float")
    for data in raw:
        expect((heap.objects[id(data)].value, heap.objects[id(data)].length), (bytes(data[:96]), len(data)), "bytes")
    for thing in things:
        expect(heap.objects[id(thing)].value, thing, "a constant")
    for o in sized:
        expect(heap.objects[id(o)].size, sys.getsizeof(o), "the size of a %s" % type(o).__name__)
    expect(heap.head["null"], hex(id(None)), "null")


def all_sizes():
    """The objects that the collector knows, which are kept alive so, and their addresses and sizes."""
    steady = [o for o in gc.get_objects() if type(o).__name__ not in ("frame", "type", "list", "dict", "set", "Object", "Heap")]
    return steady, [(id(o), sys.getsizeof(o)) for o in steady]


def check_all_sizes(heap, sizes):
    wrong = [heap.objects[address].type["name"] for address, size in sizes if address in heap.objects and heap.objects[address].size != size]
    expect(wrong[:5], [], "sizes of all objects (%d wrong)" % len(wrong))
    expect(sum(address not in heap.objects for address, _ in sizes) <= 1, True, "all objects that the collector knows are there")


def check_refcounts(heap):
    once, twice = heap.objects[id(held[0])].refcount, heap.objects[id(held[1])].refcount
    expect((once, twice), (1, 2), "reference counts")
    if sys.version_info >= (3, 12):
        expect(heap.objects[id(None)].refcount, None, "the count of an immortal object")


held = [["held once"], ["held twice"]]
held.append(held[1])


def inflated(data):
    """The file with all its compressed columns laid open: every zlib stream in it."""
    result, at = [data], data.find(b"\x78\x01")
    while at >= 0:
        try:
            result.append(zlib.decompressobj().decompress(data[at:]))
        except zlib.error:
            pass
        at = data.find(b"\x78\x01", at + 1)
    return b"".join(result)


def check_no_values():
    heap = dumped(values=False)
    with open(path, "rb") as file:
        data = inflated(file.read())
    expect(SECRET.encode() in data, False, "the text in a file without values")
    for o in secrets:
        for part in [o] + (list(o) + list(o.values()) if isinstance(o, dict) else []):
            expect(heap.objects[id(part)].value, None, "a value in a file without values")
    expect(heap.objects[id(SECRET)].length, len(SECRET), "lengths stay")
    expect((heap.head["values"], heap.head["argv"]), (False, None), "the head")


for fork in WAYS:
    steady, sizes = all_sizes()
    heap = dumped(fork=fork)
    check(heap)
    check_refcounts(heap)
    check_all_sizes(heap, sizes)
    del steady, sizes, heap
with open(path, "rb") as file:
    expect(SECRET.encode() in inflated(file.read()), True, "the text in a file with values, so that the next test can fail")
check_no_values()
print("ok")
