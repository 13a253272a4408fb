"""Read a .heapsh file, as FORMAT.md says, into plain Python: the tests' own reader, which shares no code with either side.

    heap = read_heapsh.load(path)
    heap.objects[address] -> Object(type, kind, size, refcount, length, value, line, name, file, tracked, edges)
    an edge is (kind, name, target, weak); the kind by its name; an entry's name is the address of its key
"""
import gc
import gzip
import json
import struct
import sys
import zlib

KINDS = ["attribute", "element", "entry", "key", "member", "local", "internal"]
NONE = {3: 0xFFFFFFFFFFFFFFFF, 16: 0xFFFFFFFF, 17: 0xFFFFFFFF}


class Object:
    __slots__ = ("address", "type", "size", "refcount", "length", "value", "line", "name", "file", "tracked", "edges")

    def __init__(self, address, size, refcount, length, line, name, file, value, edges):
        self.address, self.size, self.refcount, self.length, self.line = address, size, refcount, length, line
        self.name, self.file, self.value, self.edges = name, file, value, edges

    def named(self, name):
        """Targets of the edges with this name."""
        return [edge[2] for edge in self.edges if edge[1] == name]


class Heap:
    def __init__(self):
        self.head = self.hist = self.done = None
        self.types, self.strings, self.shapes, self.objects, self.roots = [], [], [], {}, []

    def of(self, name):
        return [o for o in self.objects.values() if o.type["name"] == name]

    def texts(self):
        return {o.value: o for o in self.objects.values() if o.type["name"] == "str"}


def load(path):
    with open(path, "rb") as file:
        data = file.read()
    collects = gc.isenabled()
    gc.disable()    # it would look again and again for cycles among all that is made here
    try:
        return _read(data)
    finally:
        if collects:
            gc.enable()


def _read(data):
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    assert data[:8] == b"\x89HSH\r\n\x1a\n", "magic"
    heap, at, extra = Heap(), 8, []
    for number in range(1 << 30):
        tag, length, crc, sequence = struct.unpack_from("<4sIII", data, at)
        payload = data[at + 16:at + 16 + length]
        assert len(payload) == length, "cut short"
        assert sequence == number, "sequence"
        assert crc == zlib.crc32(data[at:at + 8] + data[at + 12:at + 16] + payload), "checksum"
        padding = data[at + 16 + length:at + 16 + length + -length % 8]
        assert padding == bytes(-length % 8), "padding"
        at += 16 + length + -length % 8
        getattr(sys.modules[__name__], "_" + tag.decode().lower())(heap, payload, extra)
        if tag == b"DONE":
            break
    assert at == len(data), "something follows DONE"
    for source, edges in extra:
        heap.objects[source].edges += edges
    assert heap.done["objects"] == len(heap.objects), "count of objects"
    assert heap.done["edges"] == sum(len(o.edges) for o in heap.objects.values()), "count of edges"
    assert heap.done["roots"] == len(heap.roots), "count of roots"
    return heap


def _head(heap, payload, extra):
    heap.head = json.loads(payload.decode("utf-8"))


def _hist(heap, payload, extra):
    heap.hist = dict(json.loads(payload.decode("utf-8"))["types"])


def _done(heap, payload, extra):
    heap.done = json.loads(payload.decode("utf-8"))


def _type(heap, payload, extra):
    rows = json.loads(payload.decode("utf-8"))
    assert rows["firstId"] == len(heap.types)
    for row in rows["rows"]:
        row["address"] = int(row["address"], 16)
        heap.types.append(row)


def _strs(heap, payload, extra):
    count, first = struct.unpack_from("<II", payload)
    assert first == len(heap.strings)
    lengths = struct.unpack_from("<%dI" % count, payload, 8)
    at = 8 + 4 * count
    for length in lengths:
        heap.strings.append(payload[at:at + length].decode("utf-8", "surrogatepass"))
        at += length
    assert at == len(payload)


def _shap(heap, payload, extra):
    count, first = struct.unpack_from("<II", payload)
    assert first == len(heap.shapes)
    lengths = struct.unpack_from("<%dI" % count, payload, 8)
    at = 8 + 4 * count
    for length in lengths:
        flat = struct.unpack_from("<%dI" % (2 * length), payload, at)
        heap.shapes.append([(KINDS[kind & 127], heap.strings[name] if kind & 127 in (0, 5) else name, bool(kind & 128))
                            for kind, name in zip(flat[::2], flat[1::2])])
        at += 8 * length
    assert at == len(payload)


def _block(payload, at):
    """(rows, {column: values}); text stays bytes."""
    rows, count, zero = struct.unpack_from("<IHH", payload, at)
    assert zero == 0
    entries = [struct.unpack_from("<BBBBIII", payload, at + 8 + 16 * i) for i in range(count)]
    place, columns = at + 8 + 16 * count, {}
    for column, width, codec, zero, values, stored, zero2 in entries:
        assert zero == zero2 == 0 and column not in columns and place % 8 == 0
        raw = payload[place:place + stored]
        place += stored + -stored % 8
        if codec:
            raw = zlib.decompress(raw)
        assert len(raw) == values * width, (column, width, codec, values, len(raw))
        if codec == 2:
            planes, raw = raw, bytearray(len(raw))
            for i in range(width):
                raw[i::width] = planes[i * values:(i + 1) * values]
        if column == 13:
            columns[column] = bytes(raw)
            continue
        form = {1: "B", 2: "H", 4: "I", 8: "q" if column == 8 else "d" if column == 10 else "Q"}[width]
        found, none = struct.unpack("<%d%s" % (values, form), raw), NONE.get(column)
        columns[column] = list(found) if none is None else [None if v == none else v for v in found]
        if values == 1 and rows > 1 and column not in (5, 6):
            columns[column] *= rows
    assert place == len(payload)
    return rows, columns


def _objs(heap, payload, extra):
    type_id, layout, flags, zero = struct.unpack_from("<IBBH", payload)
    rows, columns = _block(payload, 8)
    assert rows <= 16384 and zero == 0
    missing = [None] * rows
    kind = heap.types[type_id]
    names, files = [[None if v is None else heap.strings[v] for v in columns.get(c, missing)] for c in (16, 17)]
    lengths = columns.get(11, columns[4] if layout in (1, 2, 3) else missing)
    each = (columns[1], columns[2], columns.get(3, missing), lengths, columns.get(14, missing), names, files,
            _values(columns, kind["kind"], flags, missing), _own_edges(heap, columns, layout, rows))
    assert all(len(column) == rows for column in each)
    for o in map(Object, *each):
        o.type, o.tracked = kind, bool(flags & 1)
        assert o.address not in heap.objects, "an object twice: %x" % o.address
        heap.objects[o.address] = o


def _values(columns, kind, flags, missing):
    """What texts and numbers are."""
    if 13 in columns:
        values, at = [], 0
        for length in columns[12]:
            raw = columns[13][at:at + length]
            values.append(raw if flags & 4 else raw.decode("utf-8", "surrogatepass"))
            at += length
        return values
    if 8 in columns:
        bits = columns.get(9, missing)
        return [("big", b * v) if b else bool(v) if kind == "boolean" else v for b, v in zip(bits, columns[8])]
    return columns.get(10, missing)


def _own_edges(heap, columns, layout, rows):
    """The edges of each object."""
    targets, at, edges = columns.get(5, ()), 0, []
    counts = [len(heap.shapes[shape]) for shape in columns[7]] if layout == 4 else columns[4] if layout else [0] * rows
    for row, count in enumerate(counts):
        there = targets[at:at + count]
        assert len(there) == count
        if layout == 2:
            edges.append([edge for key, value in zip(columns[6][at:at + count], there)
                          for edge in (("key", None, key, False), ("entry", key, value, False))])
        elif layout == 4:
            edges.append([(kind, name, o, weak) for (kind, name, weak), o in zip(heap.shapes[columns[7][row]], there)])
        elif layout == 3:
            edges.append([("member", None, o, False) for o in there])
        else:
            kind = "element" if layout == 1 else "internal"
            edges.append([(kind, k, o, False) for k, o in enumerate(there)])
        at += count
    assert at == len(targets) and layout in (0, 1, 2, 3, 4, 5)
    return edges


def _edge(heap, payload, extra):
    rows, columns = _block(payload, 0)
    for i in range(rows):
        number = columns[18][i]
        kind, name = KINDS[number & 127], columns[19][i]
        if kind == "entry":
            edges = [("key", None, columns[6][i], False), ("entry", columns[6][i], columns[5][i], False)]
        else:
            if kind in ("attribute", "local"):
                name = heap.strings[name]
            edges = [(kind, None if kind == "member" else name, columns[5][i], bool(number & 128))]
        extra.append((columns[1][i], edges))


def _root(heap, payload, extra):
    rows, columns = _block(payload, 0)
    for i in range(rows):
        name = columns[16][i]
        heap.roots.append((heap.head["rootKinds"][columns[20][i]], columns[1][i], None if name is None else heap.strings[name]))


if __name__ == "__main__":
    found = load(sys.argv[1])
    print(json.dumps(found.head, indent=1))
    print(json.dumps(found.done))
    unknown = sum(1 for o in found.objects.values() for e in o.edges if e[0] == "internal")
    nowhere = sum(1 for o in found.objects.values() for e in o.edges if e[2] and e[2] not in found.objects)
    print("edges without a name: %d, to nowhere: %d" % (unknown, nowhere))
