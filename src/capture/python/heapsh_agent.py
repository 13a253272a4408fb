#!/usr/bin/env python3
"""heapsh_agent - write every object of this Python process to a .heapsh file, and disturb nothing.

    import heapsh_agent; heapsh_agent.dump("out.heapsh")
    python heapsh_agent.py -o out.heapsh script.py args...        (or: -m module args...; see --help)

One file, standard library only, CPython 3.8 - 3.14. It may be imported, copied into a program, or exec'd in one.

What is recorded: each object the garbage collector knows and, from there, each object those refer to (also strings,
numbers and other leaves, and what is local to running functions): address, type, exact size, reference count, a preview
of text, numbers, and every reference by the name a programmer calls it: `.attribute`, `["key"]`, `[3]`, a local variable.
Also the stacks of all threads, sys.modules, the types, and facts about the process.

What is never done, because it could run the program's code or change its heap:
  * no repr, str, len, iter, hash, ==, isinstance, getattr or __sizeof__ of an object that is not ours:
    C functions of built-in types are called on it, by identity, and nothing is looked up in its class by name;
  * no object (not even a type, whose metaclass may have a __hash__) is put into a set or used as a key: its id() is;
  * no __dict__, f_locals or __annotations__ is made where there was none, no garbage collection is run;
  * no object of the dump itself is in the dump; no import once the work has begun; no recursion.
What may still run the program's code is what Python itself calls: audit hooks, os.register_at_fork handlers,
sys.monitoring tools and a SIGCHLD handler (a trace or profile function is switched off meanwhile).

On Linux the work is done by a forked child, so the program pauses for milliseconds only. The file has mode 0600, gets its
name when it is complete, and ends with a DONE chunk: a file without one is not whole.

With values=False (--no-values) no text, bytes or number of the program is written, nor the command line. These stay:
names of attributes in classes with slots or inline values, of local variables, functions, modules, types and threads,
file names and line numbers, and the sizes and lengths of everything. Keys of dictionaries, also of a __dict__, go.
"""
import atexit
import gc
import json
import os
import select
import signal
import stat
import struct
import sys
import time
import types
import warnings
import zlib
import _thread
import _weakref
from array import array
from collections import deque
from functools import _lru_cache_wrapper
from itertools import chain, filterfalse, islice, repeat, tee
from operator import add, and_, is_, rshift

try:
    import ctypes
except ImportError:     # Some builds lack it: names that need raw memory then come from slower or no sources.
    ctypes = None

__version__ = "0.1.0"
__all__ = ["dump"]

FORMAT = 1
PREVIEW = 96            # characters of a text, bytes of a bytes object
ROWS = 16384            # objects a chunk
EDGES = 1 << 18         # edges a chunk, about: more would need more memory for the copies
START = 30              # seconds a child may take to begin
NONE32 = 0xFFFFFFFF
NONE64 = 0xFFFFFFFFFFFFFFFF
IMMORTAL = 500_000_000  # a reference count from here on is not a count: 999,999,999 in 3.11, 2 ** 30 and more from 3.12 on
ROOT_KINDS = ["module", "builtins", "thread", "interpreter"]

# Edge kinds and layouts, as FORMAT.md numbers them.
ATTRIBUTE, ELEMENT, ENTRY, KEY, MEMBER, LOCAL, INTERNAL, WEAK = 0, 1, 2, 3, 4, 5, 6, 128
LEAF, SEQUENCE, DICT, SET, SHAPED, ANONYMOUS = range(6)
TRACKED, TYPED, RAW_TEXT = 1, 2, 4

# Flags of type objects.
HEAP_TYPE, HAS_GC = 1 << 9, 1 << 14
MANAGED_DICT = 1 << 4 if sys.version_info >= (3, 11) else 0
INLINE_VALUES = 1 << 2 if sys.version_info >= (3, 13) else 0
PRE_HEADER = MANAGED_DICT | (1 << 3 if sys.version_info >= (3, 12) else 0)
WORD = struct.calcsize("P")
SHIFT = 3 if WORD == 8 else 2
MODERN_FRAMES = sys.version_info >= (3, 11)     # frames live on the thread's own stack until they are finished

# ---------------------------------------------------------------------------------------------------------------------
# Looking at objects without asking them
#
# Each of these is a C function taken from a built-in type. It reads a field; it never asks the object's own class.

_referents = gc.get_referents
_type_dict = type.__dict__["__dict__"].__get__
_type_mro = type.__dict__["__mro__"].__get__
_type_bases = type.__dict__["__bases__"].__get__
_type_base = type.__dict__["__base__"].__get__
_type_name = type.__dict__["__name__"].__get__
_type_qualname = type.__dict__["__qualname__"].__get__
_type_module = type.__dict__["__module__"].__get__
_type_flags = type.__dict__["__flags__"].__get__
_type_basicsize = type.__dict__["__basicsize__"].__get__
_type_itemsize = type.__dict__["__itemsize__"].__get__
_type_dictoffset = type.__dict__["__dictoffset__"].__get__
_function_name = types.FunctionType.__dict__["__qualname__"].__get__
_builtin_name = types.BuiltinFunctionType.__dict__["__qualname__"].__get__
_module_dict = types.ModuleType.__dict__["__dict__"].__get__
_frame_line = types.FrameType.__dict__["f_lineno"].__get__
_traceback_line = types.TracebackType.__dict__["tb_lineno"].__get__
_code = {name: types.CodeType.__dict__[name].__get__
         for name in ("co_consts", "co_names", "co_filename", "co_name", "co_firstlineno")}
_code_parts = [_code[name] for name in ("co_consts", "co_names", "co_filename", "co_name")]
_code_qualname = types.CodeType.__dict__.get("co_qualname", types.CodeType.__dict__["co_name"]).__get__
_weak_target = _weakref.ref.__call__
_MEMBER = types.MemberDescriptorType
_GETSET = types.GetSetDescriptorType


def _namespace(tp):
    """The entries of a type's dict that have proper names. Walked, not looked up: a look-up may compare with hostile keys."""
    proxy = _type_dict(tp)
    if proxy is None:       # a static type that was never readied
        return {}
    return {key: value for key, value in dict.items(_referents(proxy)[0]) if type(key) is str}


def _mro(tp):
    return _type_mro(tp) or (tp, object)


def _text(value):
    """The value if it is exactly a string: a subclass could answer anything."""
    return value if type(value) is str else None


def _preview(text):
    return text[:PREVIEW].encode("utf-8", "surrogatepass")


# ---------------------------------------------------------------------------------------------------------------------
# The process's own memory, read as words
#
# A few facts are in no API that leaves the object as it is: which locals of a frame are set, the attributes of an object
# whose __dict__ was not made yet, which optional fields a function has. They are read from the object's own words, at
# places that are learned from probes, and every name found so is used only if the collector reports the same reference.


def _open_memory():
    """All memory as an array of words; an index that is not inside a live object must never be used."""
    if ctypes is None:
        return None
    try:
        return (ctypes.c_size_t * (1 << (8 * WORD - SHIFT - 2))).from_address(0)
    except Exception:       # an audit hook may forbid it
        return None


_memory = _open_memory()


def _prototype(name, *arguments):
    """A function of Python's C interface that answers an address, or None. Made once: ctypes keeps what it makes."""
    try:
        return ctypes.PYFUNCTYPE(ctypes.c_void_p, *arguments)((name, ctypes.pythonapi))
    except Exception:
        return None


_ADDRESS = (ctypes.c_void_p,) if ctypes else ()
_interpreter, _this_thread, _this_dict = map(_prototype, ("PyInterpreterState_Head", "PyThreadState_Get", "PyThreadState_GetDict"))
_next_interpreter, _thread_head, _thread_next, _new_reference = [_prototype(name, *_ADDRESS) for name in (
    "PyInterpreterState_Next", "PyInterpreterState_ThreadHead", "PyThreadState_Next", "Py_NewRef")]
if _new_reference is not None:
    _new_reference.restype = ctypes.py_object


def _words(address, count):
    start = address >> SHIFT
    return _memory[start:start + count]


def _object_at(address):
    """The object at an address that is known to be one."""
    return ctypes.cast(address, ctypes.py_object).value


class _InlineProbe:
    pass


def _type_field_after_qualname(tp):
    """The address of a class's shared keys: its words hold __name__, slots, __qualname__, keys in this order."""
    words = _words(id(tp), _type_basicsize(type) >> SHIFT)
    name, qualname = id(_type_name(tp)), id(_type_qualname(tp))
    for at in range(len(words) - 3):
        if words[at] == name and words[at + 2] == qualname:
            return words[at + 3]
    return 0


def _shared_keys(tp):
    """Names of the inline attributes of a class's instances (3.11+), in the order of their values."""
    keys = _type_field_after_qualname(tp)
    if not keys:
        return []
    _, header, _, count = _words(keys, 4)
    split, index_bytes = header >> 16 & 0xFF, header >> 8 & 0xFF
    if split != 2 or count > 64 or index_bytes > 8:
        return []
    entries = _words(keys + 4 * WORD + (1 << index_bytes), 2 * count)
    return [_text(_object_at(key)) for key in entries[::2]]


def _inline_values(o, count, basicsize, flags):
    """(address of its dict or 0, words of its inline values or none) of an object with a managed dict (3.11+)."""
    at = id(o) >> SHIFT
    held = _memory[at - 3]
    if sys.version_info >= (3, 13):
        if flags & INLINE_VALUES:
            values = at + (basicsize >> SHIFT)
            if _memory[values] >> 24 & 0xFF:        # valid
                return held, _memory[values + 1:values + 1 + count]
        return held, ()
    if sys.version_info >= (3, 12):
        return (0, _words(held + 1, count)) if held & 1 else (held, ())
    values = _memory[at - 4]
    return held, _words(values, count) if values else ()


def _inline_values_work():
    """Whether the two functions above are right about an object that we know."""
    try:
        probe = _InlineProbe()
        probe.alpha, probe.beta, probe.gamma = _InlineProbe, _inline_values, _shared_keys
        del probe.beta
        names = _shared_keys(_InlineProbe)
        held, values = _inline_values(probe, 3, _type_basicsize(_InlineProbe), _type_flags(_InlineProbe))
        return names == ["alpha", "beta", "gamma"] and held == 0 and list(values) == [id(_InlineProbe), 0, id(_shared_keys)]
    except Exception:
        return False


def _learn_function():
    """{word of a function object: name of what it holds}."""
    cell = _InlineProbe

    def probe(first=(), *, second=None) -> int:
        "A function with everything that a function may have."
        return cell, first, second
    probe.extra, probe.__defaults__, probe.__module__ = 1, (cell,), "".join(("heapsh", "-probe"))
    fields = ["__code__", "__globals__", "__builtins__", "__module__", "__defaults__", "__kwdefaults__", "__doc__", "__name__",
              "__qualname__", "__dict__", "__closure__", "__annotations__", "__type_params__", "__annotate__"]
    if sys.version_info >= (3, 12):
        probe.__type_params__ = (cell, cell)
    held = {id(getattr(probe, name)): name for name in reversed(fields) if getattr(probe, name, None) is not None}
    learned = {at: held[word] for at, word in enumerate(_words(id(probe), _type_basicsize(type(probe)) >> SHIFT)) if word in held}
    return learned if len(learned) >= 10 else {}


def _learn_frame():
    """(bytes from a frame's data to its slots, word of its function) for 3.11+; (bytes from the frame itself, None) before."""
    def probe():
        first, second = _InlineProbe, _learn_frame
        return first, second, sys._getframe()
    frame = probe()[2]
    data = _memory[(id(frame) >> SHIFT) + 3] if MODERN_FRAMES else id(frame)
    start = _type_basicsize(types.FrameType) - (data - id(frame) if MODERN_FRAMES else WORD)
    specials = _words(data, start >> SHIFT)
    slots = [word & -8 for word in _words(data + start, 2)]
    function = [at for at, word in enumerate(specials) if word & -8 == id(probe)]
    if slots != [id(_InlineProbe), id(_learn_frame)]:
        return None
    return start, function[0] if function else None


def _learn_thread():
    """Words of a thread's state that hold what dies with it: its dict and, from 3.13 on, what guards its thread-local values."""
    probe = _thread._local()
    probe.made = True
    held = [_this_dict()]
    for table in _referents(probe):
        if type(table) is dict or type(table) is set:
            held += [id(key()) for key in table if type(key) is _weakref.ref]
    words = _words(_this_thread(), 80 if sys.version_info >= (3, 13) else 24)
    return [at for at, word in enumerate(words) if word in held]


def _learn(lesson):
    try:
        return lesson() if _memory is not None else None
    except Exception:
        return None


_function_fields = _learn(_learn_function)
_frame_layout = _learn(_learn_frame)
_thread_fields = _learn(_learn_thread)
_inline_known = bool(_memory is not None and MANAGED_DICT and _inline_values_work())
# The type's slot that reports references: two types with the same one are walked the same way.
_TRAVERSE = 23
_python_traverse = _memory[(id(_InlineProbe) >> SHIFT) + _TRAVERSE] if _memory is not None else 0


def _slot_names(code):
    """Names of a code object's local, cell and free variables, in the order of a frame's slots; None if unknown."""
    if not MODERN_FRAMES:       # plain members there; in 3.11+ the getters would leave caches in the code object
        return code.co_varnames + code.co_cellvars + code.co_freevars
    if _memory is None:
        return None
    words = _words(id(code), _type_basicsize(types.CodeType) >> SHIFT)
    file, name = id(_code["co_filename"](code)), id(_code["co_name"](code))
    for at in range(2, len(words) - 1):
        if words[at] == file and words[at + 1] == name:
            names = _object_at(words[at - 2])
            return names if type(names) is tuple else None
    return None


def _running_slots(frames, counts):
    """For each running frame (3.11+) the words of its slots, and strong references to the objects in them.

    One chain of C functions from the frame to the references, so that no other thread can run in between: a frame that
    another thread leaves meanwhile would take its slots with it."""
    data = map(_memory.__getitem__, [(id(frame) >> SHIFT) + 3 for frame in frames])
    starts, again = tee(map(add, map(rshift, data, repeat(SHIFT)), repeat(_frame_layout[0] >> SHIFT)))
    slots = map(_memory.__getitem__, map(slice, starts, map(add, again, counts)))
    untagged, again = tee(map(list, map(map, repeat(and_), slots, repeat(repeat(-8)))))     # 3.14 marks pointers
    objects = map(list, map(map, repeat(_new_reference), map(filter, repeat(None), again)))
    return list(zip(untagged, objects))


# ---------------------------------------------------------------------------------------------------------------------
# Types

_KINDS = {id(tp): kind for tp, kind in (
    (dict, "dict"), (list, "list"), (deque, "list"), (tuple, "tuple"), (set, "set"), (frozenset, "set"), (str, "string"),
    (bytes, "bytes"), (bytearray, "bytes"), (bool, "boolean"), (int, "integer"), (float, "float"), (type(None), "null"),
    (types.CodeType, "code"), (types.FrameType, "frame"), (types.TracebackType, "traceback"),
    (types.FunctionType, "function"), (types.BuiltinFunctionType, "function"), (types.MethodType, "method"),
    (types.ModuleType, "module"), (type, "type"), (types.CellType, "cell"), (_weakref.ref, "weakref"),
    (_weakref.ProxyType, "weakref"), (_weakref.CallableProxyType, "weakref"), (types.GeneratorType, "generator"),
    (types.CoroutineType, "generator"), (types.AsyncGeneratorType, "generator"), (BaseException, "exception"),
    (property, "opaque"), (_lru_cache_wrapper, "opaque"))}
_LEAVES = {"string", "bytes", "integer", "float", "boolean", "null"}
_EXCEPTION_FIELDS = ("args", "__traceback__", "__context__", "__cause__")
# Getters that only read a field, of C types whose fields are no members.
_FIELDS = {id(BaseException): _EXCEPTION_FIELDS, id(types.BuiltinFunctionType): ("__self__",),
           id(types.GeneratorType): ("__name__", "__qualname__"), id(types.CoroutineType): ("__name__", "__qualname__"),
           id(types.AsyncGeneratorType): ("__name__", "__qualname__"), id(types.MethodWrapperType): ("__self__",)}


class _Type:
    """What is said of a type. Holds addresses, not objects: a reference held would be a reference counted."""
    __slots__ = ("index", "address", "kind", "base", "name", "module", "qualname", "flags", "basicsize", "itemsize",
                 "dictoffset", "bases", "mro")

    def __init__(self, index, tp):
        mro = _mro(tp)
        self.index, self.address = index, id(tp)
        self.flags, self.dictoffset = _type_flags(tp), _type_dictoffset(tp)
        self.basicsize, self.itemsize = _type_basicsize(tp), _type_itemsize(tp)
        self.name, self.qualname = _text(_type_name(tp)) or "?", _text(_type_qualname(tp)) or "?"
        module = _namespace(tp).get("__module__") if self.flags & HEAP_TYPE else _type_module(tp)
        self.module = _text(module) or "builtins"
        self.mro = [id(base) for base in mro]
        self.bases = [id(base) for base in _type_bases(tp)] if _type_mro(tp) else []
        self.base = next((at for at in self.mro if at in _KINDS), 0)
        self.kind = _KINDS.get(self.base) or self.guess()

    def guess(self):
        if "iterator" in self.name and not self.flags & HEAP_TYPE or self.module == "itertools":
            return "iterator"
        return "instance" if self.flags & HEAP_TYPE else "opaque"

    def full_name(self):
        return self.qualname if self.module == "builtins" else self.module + "." + self.qualname

    def row(self):
        return {"address": hex(self.address), "name": self.name, "qualname": self.qualname, "module": self.module,
                "kind": self.kind, "heap": bool(self.flags & HEAP_TYPE),
                "bases": [hex(at) for at in self.bases], "mro": [hex(at) for at in self.mro]}


# ---------------------------------------------------------------------------------------------------------------------
# The file


# Not struct.pack(): that leaves its formats in the program's struct module.
_BLOCK, _ENTRY, _OBJECTS = struct.Struct("<IHH"), struct.Struct("<BBBBIII"), struct.Struct("<IBBH")


def _u32(*numbers):
    words = array("I", numbers)
    if sys.byteorder == "big":
        words.byteswap()
    return words.tobytes()


def _encode(values, per_row, widths):
    """(width, codec, count, stored bytes) of a column: an array of 8-byte values, or bytes."""
    if isinstance(values, bytes):
        packed = zlib.compress(values, 1) if len(values) > 64 else values
        return (1, 1, len(values), packed) if len(packed) < len(values) else (1, 0, len(values), values)
    if sys.byteorder == "big":
        values.byteswap()
    raw, count = values.tobytes(), len(values)
    if per_row and count > 1 and raw == raw[:8] * count:
        raw, count = raw[:8], 1
    planes = [raw[at::8] for at in range(8)]
    width = next(w for w in widths if w == widths[-1] or all(plane.count(0) == count for plane in planes[w:]))
    if count * width <= 64:
        return width, 0, count, b"".join([raw[at:at + width] for at in range(0, 8 * count, 8)])
    return width, 2 if width > 1 else 1, count, zlib.compress(b"".join(planes[:width]), 1)


class _Columns:
    """A block of columns: what OBJS, EDGE and ROOT chunks hold."""
    WIDTHS = {1: (8,), 5: (8,), 6: (8,), 7: (1, 2, 4), 8: (8,), 10: (8,), 12: (1, 2, 4), 14: (1, 2, 4), 16: (1, 2, 4),
              17: (1, 2, 4), 18: (1,), 19: (4,), 20: (1,)}
    PER_EDGE = (5, 6)

    def __init__(self, rows):
        self.rows, self.columns = rows, []

    def add(self, number, values):
        encoded = _encode(values, number not in self.PER_EDGE, self.WIDTHS.get(number, (1, 2, 4, 8)))
        self.columns.append((number,) + encoded)

    def bytes(self):
        parts = [_BLOCK.pack(self.rows, len(self.columns), 0)]
        parts += [_ENTRY.pack(number, width, codec, 0, count, len(data), 0)
                  for number, width, codec, count, data in self.columns]
        for column in self.columns:
            parts += [column[4], bytes(-len(column[4]) % 8)]
        return parts


class _File:
    """The container: chunks, and the tables of strings and shapes that are written before their use."""

    def __init__(self, descriptor):
        self.descriptor, self.sequence, self.bytes = descriptor, 0, 0
        self.strings, self.shapes = {}, {}
        self.new_strings, self.new_shapes = [], []
        self.objects = self.edges = self.roots = 0
        self.errors = []
        self.write(b"\x89HSH\r\n\x1a\n")

    def write(self, data):
        view = memoryview(data)
        while view:
            view = view[os.write(self.descriptor, view):]
        self.bytes += len(data)

    def chunk(self, tag, payload):
        head, tail = tag + _u32(len(payload)), _u32(self.sequence)
        checksum = zlib.crc32(payload, zlib.crc32(head + tail))
        self.write(b"".join((head, _u32(checksum), tail, payload, bytes(-len(payload) % 8))))
        self.sequence += 1

    def json(self, tag, value):
        self.chunk(tag, json.dumps(value, separators=(",", ":")).encode("ascii"))

    def block(self, tag, prefix, columns):
        """Alignment is counted from the beginning of the payload, and each prefix is a multiple of 8 long."""
        self.tables()
        self.chunk(tag, b"".join([prefix] + columns.bytes()))

    def string(self, text):
        """The id of a string; `text` is exactly a str."""
        known = self.strings.get(text)
        if known is None:
            known = self.strings[text] = len(self.strings)
            self.new_strings.append(text)
        return known

    def shape(self, items):
        """The id of a shape: a tuple of (edge kind, name or index)."""
        known = self.shapes.get(items)
        if known is None:
            known = self.shapes[items] = len(self.shapes)
            self.new_shapes.append([(kind, self.string(name) if type(name) is str else name) for kind, name in items])
        return known

    def tables(self):
        """Write what strings and shapes are new."""
        if self.new_strings:
            encoded = [text.encode("utf-8", "surrogatepass") for text in self.new_strings]
            self.table(b"STRS", len(self.strings), encoded, b"".join(encoded))
            self.new_strings = []
        if self.new_shapes:
            items = chain.from_iterable(chain.from_iterable(self.new_shapes))
            self.table(b"SHAP", len(self.shapes), self.new_shapes, _u32(*items))
            self.new_shapes = []

    def table(self, tag, known, rows, data):
        self.chunk(tag, _u32(len(rows), known - len(rows), *map(len, rows)) + data)


class _Edges:
    """Edges of objects that are declared elsewhere, gathered until they fill an EDGE chunk."""

    def __init__(self, file):
        self.file, self.rows = file, []

    def add(self, source, kind, name, target):
        """`name`: a string, or the index for elements and internals."""
        self.rows.append((source, kind, self.file.string(name) if type(name) is str else name, target))
        if len(self.rows) >= 1 << 17:
            self.flush()

    def flush(self):
        if self.rows:
            columns = _Columns(len(self.rows))
            for number, values in zip((1, 18, 19, 5), zip(*self.rows)):
                columns.add(number, array("Q", values))
            self.file.block(b"EDGE", b"", columns)
            self.file.edges += len(self.rows)
            self.rows = []

    def rest(self, source, kind, first, targets, keys=None):
        """What of one long container did not fit into its OBJS chunk."""
        for at in range(0, len(targets), EDGES):
            part = targets[at:at + EDGES]
            columns = _Columns(len(part))
            columns.add(1, array("Q", [source]))
            columns.add(18, array("Q", [kind]))
            columns.add(19, self.positions(kind, first + at, len(part)))
            columns.add(5, part)
            if keys is not None:
                columns.add(6, keys[at:at + EDGES])
            self.file.block(b"EDGE", b"", columns)
            self.file.edges += len(part) * (1 if keys is None else 2)


    @staticmethod
    def positions(kind, first, count):
        """Elements are named by their index, entries by their key, members by nothing."""
        if kind == ELEMENT:
            return array("Q", range(first, first + count))
        return array("Q", [0 if kind == ENTRY else NONE32])


# ---------------------------------------------------------------------------------------------------------------------
# Naming: what an object of some type refers to, and by which names


class _Plan:
    """How to name the references of one type's objects. Lives while objects of this type are written."""

    def __init__(self, info, tp, forked):
        self.info, self.forked, self.shapes = info, forked, {}
        spaces = [(base, _namespace(base)) for base in _mro(tp)]
        self.members = [(name, member.__get__, "__slots__" in space or base is slice) for base, space in spaces for name, member in space.items()
                        if type(member) is _MEMBER and member.__objclass__ is base]
        self.fields = [(name, space[name].__get__) for base, space in spaces for name in _FIELDS.get(id(base), ())]
        self.dict_getters = [space["__dict__"].__get__ for base, space in spaces if type(space.get("__dict__")) is _GETSET]
        self.inline = bool(info.flags & MANAGED_DICT)
        self.keys = _shared_keys(tp) if self.inline and _inline_known else []
        self.has_dict = self.inline or info.dictoffset != 0
        self.named = bool(self.members or self.fields or self.has_dict or info.kind in _NAMED or info.base in _SPECIAL_PAIRS or
                          info.base in _NAMERS)
        self.typed = TYPED if info.flags & HEAP_TYPE else 0
        self.plain = _memory is not None and self.typed and all(
            base is object or _memory[(id(base) >> SHIFT) + _TRAVERSE] == _python_traverse for base in _mro(tp))
        self.size_of, self.constant_size = self.sizer(spaces)

    def sizer(self, spaces):
        """A function that tells an object's size as sys.getsizeof does, without a __sizeof__ of the program's."""
        found = [(base, space["__sizeof__"]) for base, space in spaces if "__sizeof__" in space]
        native = next(i for i, (_, method) in enumerate(found) if type(method) is types.MethodDescriptorType)
        constant = found[native][0] is object and not self.info.itemsize
        if native == 0:
            return sys.getsizeof, constant
        header = 2 * WORD * (bool(self.info.flags & HAS_GC) + bool(self.info.flags & PRE_HEADER))
        size = found[native][1]
        return lambda o: size(o) + header, constant

    def sizes(self, part):
        if self.constant_size:
            return array("Q", [self.size_of(part[0])])
        try:
            return array("Q", map(self.size_of, part))
        except Exception:       # a broken C type: say what its type says
            return array("Q", [self.info.basicsize])

    def dict_and_values(self, o):
        """(address of an object's __dict__ or 0, [(name, address) of its inline values]); makes no dict."""
        info = self.info
        if not self.has_dict:
            return 0, ()
        if self.inline and _inline_known:
            held, words = _inline_values(o, len(self.keys), info.basicsize, info.flags)
            return held, [(name, word) for name, word in zip(self.keys, words) if word and name]
        if not self.inline and _memory is not None:
            return self.dict_at_offset(o), ()
        if self.forked and self.dict_getters:       # this makes a dict, but in a process that nobody else will see
            made = self.dict_getters[0](o)
            if type(made) is dict:
                return id(made), [(_text(key), id(value)) for key, value in dict.items(made) if type(key) is str]
        return 0, ()

    def dict_at_offset(self, o):
        offset = self.info.dictoffset
        if offset < 0:      # counted from the end of an object of variable size
            size = _memory[(id(o) >> SHIFT) + 2]
            if self.info.kind == "integer" and sys.version_info >= (3, 12):
                size >>= 3
            elif size >> 8 * WORD - 1:      # of a negative number
                size = (1 << 8 * WORD) - size
            offset += (self.info.basicsize + size * self.info.itemsize + WORD - 1) // WORD * WORD
        return _memory[(id(o) + offset) >> SHIFT]

    def pairs(self, o, row):
        """[(edge kind, name or None, address)]: what the object may refer to; None: known, and not an edge to be written."""
        result = [(ATTRIBUTE, None, self.info.address)] if self.typed else []
        for name, get, slot in self.members:
            try:
                value = get(o)
            except AttributeError:
                continue
            if slot or type(value) is not int and type(value) is not bool:      # a C number is made anew at each look
                result.append((ATTRIBUTE, name, id(value)))
        result += [(ATTRIBUTE, name, id(get(o))) for name, get in self.fields]
        held, values = self.dict_and_values(o)
        if held and not _inline_known and all(id(referent) != held for referent in row):
            held = 0        # made just now
        if held:
            result.append((ATTRIBUTE, "__dict__", held))
        # 3.13 and later report the inline values even when there is a dict that has them too.
        result += [(ATTRIBUTE, None if held and sys.version_info >= (3, 13) else name, word) for name, word in values]
        special = _SPECIAL_PAIRS.get(self.info.base)
        return result + special(o, row, self) if special else result

    def name(self, o, row):
        """(shape items, targets, addresses of references whose names nobody knows).

        Names are matched by identity with what the collector reports: a reference that it does not report is no edge."""
        waiting = {}
        for kind, name, address in self.pairs(o, row):
            waiting.setdefault(address, []).append((kind, name))
        items, targets, rest = [], [], []
        for referent in row:
            names = waiting.get(id(referent))
            if not names:
                rest.append(id(referent))
                continue
            item = names.pop(0)
            if item[1] is not None:
                items.append(item)
                targets.append(id(referent))
        if INLINE_VALUES:       # ... and some of them leave out the dict then
            for address, names in waiting.items():
                if (ATTRIBUTE, "__dict__") in names and self.inline and _inline_known:
                    items.append((ATTRIBUTE, "__dict__"))
                    targets.append(address)
        return tuple(items), targets, rest


def _code_in(row):
    return next((r for r in row if type(r) is types.CodeType), None)


def _generator_pairs(o, row, plan):
    code, pairs = _code_in(row), []
    for referent in row:
        if type(referent) is types.FrameType:
            pairs.append((ATTRIBUTE, "gi_frame", id(referent)))
            break
    if code is None:
        return pairs
    pairs.append((ATTRIBUTE, "gi_code", id(code)))
    names = _slot_names(code) if MODERN_FRAMES and _memory is not None else None
    if names:       # its frame is a part of the generator, and the slots are behind everything else
        slots = _words(id(o) + plan.info.basicsize, len(names))
        pairs += [(LOCAL, name, word & -8) for name, word in zip(names, slots)]
    return pairs


def _function_pairs(o, row, plan):
    if _function_fields:
        words = _words(id(o), plan.info.basicsize >> SHIFT)
        return [(ATTRIBUTE, name, words[at]) for at, name in _function_fields.items()]
    return [(ATTRIBUTE, "__code__", id(o.__code__)), (ATTRIBUTE, "__qualname__", id(_function_name(o)))] if plan.forked else []


def _type_pairs(o, row, plan):
    proxy = _type_dict(o)
    if proxy is None or _type_mro(o) is None:
        return []
    return [(ATTRIBUTE, "__dict__", id(_referents(proxy)[0])), (ATTRIBUTE, "__mro__", id(_type_mro(o))),
            (ATTRIBUTE, "__bases__", id(_type_bases(o))), (ATTRIBUTE, "__base__", id(_type_base(o)))]


def _module_pairs(o, row, plan):
    return [(ATTRIBUTE, "__dict__", id(_module_dict(o)))]


def _property_pairs(o, row, plan):
    if sys.version_info < (3, 13):      # it has a name, but nobody can ask for it
        return []
    return [(ATTRIBUTE, "__name__", id(referent)) for referent in row[-1:] if type(referent) is str]


_SPECIAL_PAIRS = {id(tp): pairs for tp, pairs in (
    (types.GeneratorType, _generator_pairs), (types.CoroutineType, _generator_pairs), (types.AsyncGeneratorType, _generator_pairs),
    (types.FunctionType, _function_pairs), (type, _type_pairs), (types.ModuleType, _module_pairs), (property, _property_pairs))}
# Types whose references are told apart by how many there are: their names, from the last.
_BY_NUMBER = {"traceback": ("tb_next", "tb_frame"), "cell": ("cell_contents",), "method": ("__func__", "__self__")}
_NAMED = set(_BY_NUMBER) | {"frame", "code", "weakref"}


class _Slots:
    """Names of frames' slots, kept by code object, and the words in them."""

    def __init__(self):
        self.names = {}

    def of(self, code):
        known = self.names.get(id(code))
        if known is None:
            known = self.names[id(code)] = _slot_names(code) or ()
        return known

    def finished(self, frame, count):
        """Words of the slots of a frame that does not run: set or 0."""
        data = _memory[(id(frame) >> SHIFT) + 3] if MODERN_FRAMES else id(frame)
        return _words(data + _frame_layout[0], count)


# ---------------------------------------------------------------------------------------------------------------------
# Threads and running functions


class _Stacks:
    """The running frames of all threads, but for our own; in 3.11+ the collector knows nothing of what they refer to."""

    def __init__(self, tops):
        """`tops`: {thread: its innermost frame}. Made before a fork, walked after it: the other threads' stacks are
        still in the child's memory, and there nobody runs on them."""
        self.tops, self.threads, self.frames, self.ours = tops, [], [], set()
        self.edges, self.seeds = [], []

    def walk(self, slots):
        for thread, frame in self.tops.items():
            theirs, some_ours = [], False
            while frame is not None:
                if frame.f_globals is globals():
                    self.ours.add(id(frame))
                    some_ours = True
                else:
                    theirs.append(frame)
                frame = frame.f_back
            if theirs or not some_ours:
                self.threads.append((thread, [id(f) for f in theirs]))
                self.frames += theirs
        for frame, pairs in zip(self.frames, self.look(slots)):
            back = frame.f_back
            if back is not None and id(back) not in self.ours:
                pairs.insert(0, (ATTRIBUTE, "f_back", id(back)))
            self.edges.append(pairs)

    def look(self, slots):
        if not MODERN_FRAMES:
            return [self.reported(frame, slots) for frame in self.frames]
        if _memory is None or _frame_layout is None:
            return [[(ATTRIBUTE, "f_code", id(frame.f_code))] for frame in self.frames]
        codes = [frame.f_code for frame in self.frames]
        names = [slots.of(code) for code in codes]
        found = _running_slots(self.frames, list(map(len, names)))
        self.seeds = [objects for _, objects in found]
        return [[(ATTRIBUTE, "f_code", id(code))] + [(LOCAL, n, word) for n, word in zip(names_, words) if word]
                for code, names_, (words, _) in zip(codes, names, found)]

    def reported(self, frame, slots):
        """Up to 3.10 the collector reports what a running frame refers to. In the process itself its thread may run on
        between that report and the look at the slots, which then say something else: both are asked again."""
        for _ in range(5):
            row = _referents(frame)
            items, targets, unnamed = _frame_items(frame, row, slots)
            if not unnamed or any(kind == LOCAL for kind, _ in items):
                break
        self.seeds.append(row)
        return [(kind, name, target) for (kind, name), target in zip(items, targets) if name != "f_back"]


def _frame_items(frame, row, slots):
    """(shape items, targets, unnamed addresses) of a frame by what the collector reports of it, which is in this order:
    f_back, f_trace, f_locals, f_func, f_code, slots, stack; until 3.10 f_back, f_code, f_builtins, f_globals, f_locals, f_trace, ..."""
    ids = list(map(id, row))
    at = next((i for i, r in enumerate(row) if type(r) is types.CodeType), None)
    if at is None:      # finished and cleared, or running
        return tuple((ATTRIBUTE, "f_back" if type(r) is types.FrameType else "f_trace") for r in row), ids, []
    items = [(ATTRIBUTE, _lead_name(row, i, at)) for i in range(at)] + [(ATTRIBUTE, "f_code")]
    start = at + 1
    if not MODERN_FRAMES:
        items += [(ATTRIBUTE, "f_builtins"), (ATTRIBUTE, "f_globals")]
        start += 2
    names = slots.of(row[at])
    words = [word & -8 for word in slots.finished(frame, len(names))] if _memory is not None and _frame_layout else ()
    values = [word for word in words if word]
    if not MODERN_FRAMES:       # up to two things stand between
        for extra in range(min(2, len(ids) - start) + 1):
            if ids[start + extra:start + extra + len(values)] == values:
                items += [(ATTRIBUTE, "f_locals" if type(r) is dict else "f_trace") for r in row[start:start + extra]]
                start += extra
                break
    if ids[start:start + len(values)] != values:
        return tuple(items), ids[:start], ids[start:]
    items += [(LOCAL, name) for name, word in zip(names, words) if word]
    return tuple(items), ids[:start + len(values)], ids[start + len(values):]


def _lead_name(row, i, code):
    kind = type(row[i])
    if i == 0 and kind is types.FrameType:
        return "f_back"
    if MODERN_FRAMES and i == code - 1:
        return "f_func"
    return "f_locals" if i == code - 2 and kind is not types.FunctionType else "f_trace"


# ---------------------------------------------------------------------------------------------------------------------
# Which objects there are


class _Heap:
    """All objects, in buckets by the id of their type: `tracked` by the collector, and `leaves`, which only others know."""

    def __init__(self):
        self.tracked, self.leaves, self.types = {}, {}, {}

    def type_of(self, tp):
        key = id(tp)
        if key not in self.types:
            self.types[key] = _Type(len(self.types), tp)
        return self.types[key]

    def sort(self, objects, buckets):
        for o in objects:
            key = id(type(o))
            try:
                buckets[key].append(o)
            except KeyError:
                buckets[key] = [o]
                self.type_of(type(o))

    def remove(self, unwanted):
        """Take objects with these addresses out: {address: id of its type}."""
        for buckets in self.tracked, self.leaves:
            for key in set(unwanted.values()):
                if key in buckets:
                    buckets[key] = [o for o in buckets[key] if id(o) not in unwanted]
                    if not buckets[key]:
                        del buckets[key]

    def close(self, seeds, unwanted, frozen):
        """Find what the collector does not track, but what others refer to: in rounds, until nothing new turns up.

        After gc.freeze() there are also tracked objects that gc.get_objects() leaves out; then all are looked at.
        (3.12 itself freezes a few hundred tuples of static types at its start: not worth the memory.)"""
        found = {}
        if frozen > 10000:
            known = set(map(id, chain.from_iterable(self.tracked.values())))
            skip = lambda o: id(o) in known
        else:
            skip = gc.is_tracked
        self.look(seeds, skip, found)
        for bucket in self.tracked.values():
            self.look(self.references(bucket), skip, found)
        fresh = found
        while fresh:
            buckets, seen = {}, {}
            self.sort([o for address, o in fresh.items() if address not in unwanted], buckets)
            for key, bucket in buckets.items():
                if self.types[key].kind not in _LEAVES:
                    self.look(self.references(bucket), lambda o: id(o) in found or skip(o), seen)
            found.update(seen)
            fresh = seen
        for address in unwanted:
            found.pop(address, None)
        self.sort([o for o in found.values() if not gc.is_tracked(o)], self.leaves)
        if frozen > 10000:
            self.sort(filter(gc.is_tracked, found.values()), self.tracked)

    def references(self, bucket):
        """The references of many objects, part by part: those that the collector reports, and those that it passes over."""
        kind = self.types[id(type(bucket[0]))].kind
        for at in range(0, len(bucket), ROWS):
            part = bucket[at:at + ROWS]
            yield chain.from_iterable(map(_referents, part))
            if kind == "dict":
                yield chain.from_iterable(map(dict.keys, part))
            elif kind == "code":
                for get in _code_parts:
                    yield map(get, part)

    @staticmethod
    def look(looks, skip, seen):
        """Add what is not to be skipped to `seen`: {address: object}."""
        for look in looks:
            some = list(filterfalse(skip, look))
            seen.update(zip(map(id, some), some))

    def histogram(self):
        counts = {}
        for key, bucket in chain(self.tracked.items(), self.leaves.items()):
            name = self.types[key].full_name()
            counts[name] = counts.get(name, 0) + len(bucket)
        return sorted(counts.items(), key=lambda entry: -entry[1])


# ---------------------------------------------------------------------------------------------------------------------
# Writing objects


def _count_baseline():
    """How many references an object has while it is counted, that are the dump's: measured on an object nobody holds."""
    bucket = [object()]
    part = bucket[0:1]
    return list(map(sys.getrefcount, part))[0]


class _Writer:
    def __init__(self, file, heap, slots, values, forked, frozen):
        self.file, self.heap, self.slots, self.values, self.forked, self.frozen = file, heap, slots, values, forked, frozen
        self.edges = _Edges(file)
        self.baseline = _count_baseline()

    def bucket(self, objects, tracked):
        info = self.heap.types[id(type(objects[0]))]
        plan = _Plan(info, type(objects[0]), self.forked)
        write = _LAYOUTS.get(info.kind, _Writer.shaped if plan.named else _Writer.anonymous)
        if write is _Writer.leaf and (plan.members or plan.has_dict):
            write = _Writer.shaped
        length = _LENGTHS.get(info.base)
        objects.sort(key=id)        # addresses in order take a third of the room
        for part in self.parts(objects, length):
            write(self, plan, part, TRACKED if tracked else 0)

    def parts(self, objects, length):
        """Slices of at most ROWS objects and, where they are containers, about EDGES elements."""
        if length is None:
            for at in range(0, len(objects), ROWS):
                yield objects[at:at + ROWS]
            return
        first = edges = 0
        for at, count in enumerate(map(length, objects)):
            if at > first and (edges + count > EDGES or at - first == ROWS):
                yield objects[first:at]
                first, edges = at, 0
            edges += count
        yield objects[first:]

    def objects(self, plan, part, flags, layout, edges, counted):
        """Write one OBJS chunk. `edges`: the columns that hold the edges; `counted`: how many they are."""
        columns = _Columns(len(part))
        columns.add(1, array("Q", map(id, part)))
        columns.add(2, plan.sizes(part))
        columns.add(3, self.counts(part))
        for number, values in edges:
            columns.add(number, values)
        for number, values in self.value_columns(plan.info, part):
            columns.add(number, values)
        self.chunk(plan.info, flags | plan.typed | (RAW_TEXT if plan.info.kind == "bytes" else 0), layout, columns, counted)

    def chunk(self, info, flags, layout, columns, counted):
        self.file.block(b"OBJS", _OBJECTS.pack(info.index, layout, flags, 0), columns)
        self.file.objects += columns.rows
        self.file.edges += counted

    def counts(self, part):
        base = self.baseline
        counts = list(map(sys.getrefcount, part))
        if max(counts) < IMMORTAL:
            return array("Q", [count - base for count in counts])
        return array("Q", [count - base if count < IMMORTAL else NONE64 for count in counts])

    # Values

    def value_columns(self, info, part):
        reader = _VALUES.get(info.kind)
        return reader(self, info, part) if reader else []

    def string_values(self, info, part):
        columns = [(11, array("Q", map(str.__len__, part)))]
        if self.values:
            previews = list(map(str.__getitem__, part, repeat(slice(0, PREVIEW))))
            joined = "".join(previews)
            if joined.isascii():
                columns += [(12, array("Q", map(len, previews))), (13, joined.encode("ascii"))]
            else:
                encoded = list(map(_preview, previews))
                columns += [(12, array("Q", map(len, encoded))), (13, b"".join(encoded))]
        return columns

    def bytes_values(self, info, part):
        kind = bytes if info.base == id(bytes) else bytearray
        columns = [(11, array("Q", map(kind.__len__, part)))]
        if self.values:
            previews = list(map(kind.__getitem__, part, repeat(slice(0, PREVIEW))))
            columns += [(12, array("Q", map(len, previews))), (13, b"".join(previews))]
        return columns

    def integer_values(self, info, part):
        if not self.values:
            return []
        try:
            return [(8, array("q", map(int.__index__, part)))]
        except OverflowError:
            numbers = list(map(int.__index__, part))
            fits = [-1 << 63 <= number < 1 << 63 for number in numbers]
            exact = [number if fit else 1 if number > 0 else -1 for number, fit in zip(numbers, fits)]
            return [(8, array("q", exact)),
                    (9, array("Q", [0 if fit else number.bit_length() for number, fit in zip(numbers, fits)]))]

    def float_values(self, info, part):
        return [(10, array("d", map(float.__float__, part)))] if self.values else []

    def code_values(self, info, part):
        return [(14, self.lines(map(_code["co_firstlineno"], part))), (16, self.names(map(_code_qualname, part))),
                (17, self.names(map(_code["co_filename"], part)))]

    def frame_values(self, info, part):
        return [(14, self.lines(map(_frame_line, part)))]

    def traceback_values(self, info, part):
        return [(14, self.lines(map(_traceback_line, part)))]

    def function_values(self, info, part):
        get = _function_name if info.base == id(types.FunctionType) else _builtin_name
        if get is _builtin_name:        # its qualified name may ask the object that it is bound to; its name does not
            get = types.BuiltinFunctionType.__dict__["__name__"].__get__
        return [(16, self.names(map(get, part)))]

    def module_values(self, info, part):
        return [(16, self.names(map(_module_name, part)))]

    def type_values(self, info, part):
        return [(16, self.names(map(_full_type_name, part)))]

    def lines(self, lines):
        return array("Q", [line if line and line > 0 else 0 for line in lines])

    def names(self, names):
        string = self.file.string
        return array("Q", [string(name) if type(name) is str else NONE32 for name in names])

    # Layouts

    def leaf(self, plan, part, flags):
        self.objects(plan, part, flags, LEAF, [], 0)

    def sequence(self, plan, part, flags):
        copies = list(map(list, map(_ITERATORS[plan.info.base], part)))
        layout = SET if plan.info.kind == "set" else SEQUENCE
        kind = MEMBER if layout == SET else ELEMENT
        counts, targets = array("Q", map(len, copies)), array("Q", map(id, chain.from_iterable(copies)))
        del copies
        rest = targets[EDGES:] if len(part) == 1 else ()
        edges = [(4, counts), (5, targets)]
        if rest:
            del targets[EDGES:]
            edges = [(4, array("Q", [len(targets)])), (5, targets), (11, counts)]
        self.objects(plan, part, flags, layout, edges, len(targets))
        if rest:
            self.edges.rest(id(part[0]), kind, EDGES, rest)
        self.attributes(plan, part)

    def dict(self, plan, part, flags):
        copies = list(map(list, map(dict.items, part)))
        counts = array("Q", map(len, copies))
        both = array("Q", map(id, chain.from_iterable(chain.from_iterable(copies))))
        del copies
        keys, targets = both[0::2], both[1::2]
        more = (keys[EDGES:], targets[EDGES:]) if len(part) == 1 else ((), ())
        edges = [(4, counts), (5, targets), (6, keys)]
        if more[0]:
            del keys[EDGES:], targets[EDGES:]
            edges = [(4, array("Q", [len(targets)])), (5, targets), (6, keys), (11, counts)]
        self.objects(plan, part, flags, DICT, edges, 2 * len(targets))
        if more[0]:
            self.edges.rest(id(part[0]), ENTRY, EDGES, more[1], more[0])
        self.attributes(plan, part)

    def attributes(self, plan, part):
        """What objects of a container's subclass hold beside the container's contents."""
        if not (plan.members or plan.has_dict):
            return
        for o in part if plan.members else [o for o in part if any(plan.dict_and_values(o))]:
            items, targets, _ = plan.name(o, _referents(o))
            for (kind, name), target in zip(items, targets):
                self.edges.add(id(o), kind, name, target)

    def anonymous(self, plan, part, flags):
        rows = list(map(_referents, part))
        if plan.typed:
            for row in rows:
                _remove_one(row, plan.info.address)
        counts = array("Q", map(len, rows))
        targets = array("Q", map(id, chain.from_iterable(rows)))
        rows = row = None       # they are references to what is counted next
        if not targets:
            return self.objects(plan, part, flags, LEAF, [], 0)
        self.objects(plan, part, flags, ANONYMOUS, [(4, counts), (5, targets)], len(targets))

    def shaped(self, plan, part, flags):
        rows = list(map(_referents, part))
        ready = self.alike(plan, part, rows)
        if ready:
            shapes, targets = ready
        else:
            shapes, targets = [], array("Q")
            name = _NAMERS.get(plan.info.base, _Writer.named)
            if name is _Writer.named and plan.plain and plan.inline and _inline_known:
                name = _Writer.inline_named
            for o, row in zip(part, rows):
                items, addresses, rest = name(self, plan, o, row)
                shapes.append(self.file.shape(items))
                targets.extend(addresses)
                for at, address in enumerate(rest):
                    self.edges.add(id(o), INTERNAL, at, address)
            shapes = array("Q", shapes)
        rows = row = o = None   # they are references to what is counted next
        self.objects(plan, part, flags, SHAPED, [(7, shapes), (5, targets)], len(targets))

    def alike(self, plan, part, rows):
        """Shapes and targets of objects that need not be looked at one by one: types whose references are told apart by
        how many there are, and instances of a Python class that have all their slots and attributes."""
        fixed = _BY_NUMBER.get(plan.info.kind)
        if fixed:
            shapes = [self.file.shape(tuple((ATTRIBUTE, name) for name in fixed[at:])) for at in range(len(fixed), -1, -1)]
            return array("Q", map(shapes.__getitem__, map(len, rows))), array("Q", map(id, chain.from_iterable(rows)))
        if not plan.plain or plan.fields or plan.info.kind != "instance":
            return None
        slots = [(ATTRIBUTE, name) for name, _, _ in plan.members]
        if plan.inline:
            names = slots + [(ATTRIBUTE, name) for name in plan.keys]
        else:
            names = slots + [(ATTRIBUTE, "__dict__")] * plan.has_dict
        width = len(names) + 1
        if not all(map(int(width).__eq__, map(len, rows))) or plan.inline and not _inline_known:
            return None
        if plan.inline and plan.keys and any(map(is_, [type(row[-2]) for row in rows], repeat(dict))):
            return None         # the last may be its __dict__
        items, _, rest = plan.name(part[0], rows[0])
        if rest or list(items) != names:        # the order is not what we think
            return None
        targets = array("Q", map(id, chain.from_iterable(rows)))
        del targets[width - 1::width]           # the type
        return array("Q", repeat(self.file.shape(tuple(names)), len(part))), targets

    def named(self, plan, o, row):
        return plan.name(o, row)

    def inline_named(self, plan, o, row):
        """An instance of a Python class: slots, inline values in the order of their keys, type. Others take the long way."""
        held, words = _inline_values(o, len(plan.keys), plan.info.basicsize, plan.info.flags)
        values, slots = list(filter(None, words)), len(plan.members)
        ids = list(map(id, row))
        if held or len(ids) != slots + len(values) + 1 or ids[slots:-1] != values or None in plan.keys:
            return plan.name(o, row)
        del ids[-1]
        items = plan.shapes.get(key := tuple(map(bool, words)))
        if items is None:
            items = plan.shapes[key] = tuple([(ATTRIBUTE, name) for name, _, _ in plan.members] +
                                             [(ATTRIBUTE, name) for name, word in zip(plan.keys, words) if word])
        return items, ids, ()

    def function_named(self, plan, o, row):
        if _function_fields:
            words = _words(id(o), plan.info.basicsize >> SHIFT)
            found = [(name, words[at]) for at, name in _function_fields.items() if words[at]]
            targets = [word for _, word in found]
            if sorted(targets) == sorted(map(id, row)):
                return tuple([(ATTRIBUTE, name) for name, _ in found]), targets, ()
        return plan.name(o, row)

    def frame_named(self, plan, o, row):
        return _frame_items(o, row, self.slots)

    def code_named(self, plan, o, row):
        return _CODE_ITEMS, [id(get(o)) for get in _code_parts], ()

    def weakref_named(self, plan, o, row):
        items, targets, rest = plan.name(o, row)
        if plan.info.base == id(_weakref.ref):
            target = _weak_target(o)
            address = id(target) if gc.is_tracked(target) else 0     # not None, and no static type, which nobody tells of
        else:       # anything that is done with a proxy is done with its target
            address = _memory[(id(o) >> SHIFT) + 2] if _memory is not None else 0
            address = 0 if address == id(None) else address
        if rest:
            items, targets, rest = items + ((ATTRIBUTE, "__callback__"),), targets + rest[:1], rest[1:]
        return items + ((ATTRIBUTE | WEAK, "referent"),), targets + [address], rest

    def cache_named(self, plan, o, row):
        """A bounded lru_cache reports, from 3.10 on, the key, the value and the type of each entry, then all else."""
        first = end = 1 if row and id(row[0]) == plan.info.address else 0
        while end + 2 < len(row) and type(row[end + 2]) is type and _type_name(row[end + 2]) == "_lru_list_elem":
            end += 3
        values, keys = array("Q", map(id, row[first + 1:end:3])), array("Q", map(id, row[first:end:3]))
        self.edges.rest(id(o), ENTRY, 0, values, keys)
        return plan.name(o, row[:first] + row[end:])

    def type_named(self, plan, o, row):
        if row:
            return plan.name(o, row)
        # A static type: the collector reports nothing of it. What it refers to is told if the collector knows that.
        known = [pair for pair, thing in zip(_type_pairs(o, row, plan), _type_parts(o))
                 if gc.is_tracked(thing) and not (self.frozen and type(thing) is tuple)]
        return tuple(pair[:2] for pair in known), [pair[2] for pair in known], ()

    def running(self, stacks):
        """The frames that run: what they refer to is known already."""
        if not stacks.frames:
            return
        info = self.heap.type_of(types.FrameType)
        plan = _Plan(info, types.FrameType, self.forked)
        for tracked in (True, False):
            chosen = [(frame, pairs) for frame, pairs in zip(stacks.frames, stacks.edges) if gc.is_tracked(frame) is tracked]
            if not chosen:
                continue
            part = [frame for frame, _ in chosen]
            pairs = [pairs for _, pairs in chosen]
            shapes = array("Q", [self.file.shape(tuple(pair[:2] for pair in some)) for some in pairs])
            targets = array("Q", [pair[2] for some in pairs for pair in some])
            del chosen
            self.objects(plan, part, TRACKED if tracked else 0, SHAPED, [(7, shapes), (5, targets)], len(targets))


def _remove_one(row, address):
    for at, referent in enumerate(row):
        if id(referent) == address:
            del row[at]
            return


def _type_parts(tp):
    proxy = _type_dict(tp)
    return (_referents(proxy)[0], _type_mro(tp), _type_bases(tp), _type_base(tp)) if proxy is not None else ()


def _module_name(module):
    names = _module_dict(module)
    if type(names) is not dict:
        return None
    return next((value for key, value in dict.items(names) if type(key) is str and key == "__name__"), None)


def _full_type_name(tp):
    name = _text(_type_qualname(tp)) or "?"
    module = _namespace(tp).get("__module__") if _type_flags(tp) & HEAP_TYPE else _type_module(tp)
    return name if type(module) is not str or module == "builtins" else module + "." + name


_CODE_ITEMS = tuple((ATTRIBUTE, name) for name in ("co_consts", "co_names", "co_filename", "co_name"))
_ITERATORS = {id(tp): tp.__iter__ for tp in (list, tuple, set, frozenset, deque)}
_LENGTHS = {id(tp): tp.__len__ for tp in (list, tuple, set, frozenset, deque, dict)}
_LAYOUTS = {"list": _Writer.sequence, "tuple": _Writer.sequence, "set": _Writer.sequence, "dict": _Writer.dict}
_LAYOUTS.update((kind, _Writer.leaf) for kind in _LEAVES)
_VALUES = {"string": _Writer.string_values, "bytes": _Writer.bytes_values, "integer": _Writer.integer_values,
           "boolean": _Writer.integer_values, "float": _Writer.float_values, "code": _Writer.code_values,
           "frame": _Writer.frame_values, "traceback": _Writer.traceback_values, "function": _Writer.function_values,
           "module": _Writer.module_values, "type": _Writer.type_values}
_NAMERS = {id(types.FrameType): _Writer.frame_named, id(types.FunctionType): _Writer.function_named,
           id(types.CodeType): _Writer.code_named, id(type): _Writer.type_named,
           id(_weakref.ref): _Writer.weakref_named, id(_weakref.ProxyType): _Writer.weakref_named,
           id(_weakref.CallableProxyType): _Writer.weakref_named, id(_lru_cache_wrapper): _Writer.cache_named}

# ---------------------------------------------------------------------------------------------------------------------
# The dump


class _Job:
    """One dump. Whatever it holds when the objects are listed is the dump's own."""
    __slots__ = ("path", "temporary", "descriptor", "values", "series", "method", "head", "tops", "names", "raised", "pinned",
                 "signals", "errors")

    def own(self):
        """{address: id of its type} of everything here that the collector may track."""
        mine = [self] + [getattr(self, name) for name in ("series", "head", "tops", "names", "raised", "pinned", "signals", "errors")]
        mine += [entry for entry in self.raised.values() if type(entry) is tuple]       # made by sys._current_exceptions
        return {id(o): id(type(o)) for o in mine if gc.is_tracked(o)}


def dump(path, *, values=True, fork=None, wait=True, collect=False, series=None):
    """Write this process's heap to `path`. Returns what was written (a dict of counts; with wait=False only the pause).

    values   False: leave out every text, bytes and number (see above for what stays)
    fork     True: in a forked child, False: in this process (which stands still meanwhile), None: a child where that is
             safe (Linux, other Unix but macOS) and memory allows it
    wait     False: return at once and let the child write the file
    collect  True: run a full garbage collection first
    series   (id, number) of this dump among several"""
    if not _busy.acquire(False):
        raise RuntimeError("another dump is just being taken")
    try:
        job = _Job()
        job.path, job.values, job.series, job.errors = os.fspath(path), bool(values), series, []
        if collect:
            gc.collect()
        return _without_interference(job, fork, wait)
    finally:
        _busy.release()


_busy = _thread.allocate_lock()


def _without_interference(job, fork, wait):
    """No collection, trace or profile function of the program while we look."""
    collecting, trace, profile = gc.isenabled(), sys.gettrace(), sys.getprofile()
    # Up to 3.11 cProfile is no function: it calls nothing of the program, and could not be put back.
    replaces_profile = profile is None or callable(profile)
    gc.disable()
    sys.settrace(None)
    if replaces_profile:
        sys.setprofile(None)
    try:
        _open_temporary(job)
        try:
            return _take(job, fork, wait)
        except BaseException:
            _discard(job)
            raise
        finally:
            os.close(job.descriptor)
    finally:
        if replaces_profile:
            sys.setprofile(profile)
        sys.settrace(trace)
        if collecting:
            gc.enable()


def _take(job, fork, wait):
    began = time.perf_counter()
    job.head, job.names, job.raised, job.pinned, job.signals = _head(job), _thread_names(), {}, [], ()
    result = None
    if fork and not hasattr(os, "fork"):
        raise RuntimeError("this system has no fork")
    if (fork or fork is None and _fork_is_wise(job.head.get("rss"))) and _alone():
        result = _in_child(job, wait, began)
    if result is None:
        job.method, job.tops = "in-process", _top_frames(job.errors)
        result = _record(job, False)
        result["pause"] = time.perf_counter() - began
    return result


def _open_temporary(job):
    """A file beside the final place; only a whole one gets the name."""
    try:
        if not stat.S_ISREG(os.stat(job.path).st_mode):
            raise OSError(22, "not a regular file", job.path)
    except FileNotFoundError:
        pass
    job.temporary = "%s.%d-%d.part" % (os.fsdecode(job.path), os.getpid(), time.time_ns())
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        job.descriptor = os.open(job.temporary, flags, 0o600)
    except OSError as error:
        raise _naming(job, error) from None


def _naming(job, error):
    """The same error of the file that was asked for: nobody knows the unfinished one."""
    return OSError(error.errno, error.strerror, job.path)


def _discard(job):
    try:
        os.unlink(job.temporary)
    except OSError:
        pass


def _publish(job):
    os.fsync(job.descriptor)
    try:
        os.replace(job.temporary, job.path)
    except OSError as error:
        raise _naming(job, error) from None
    try:
        directory = os.open(os.path.dirname(os.path.abspath(job.path)), os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
    except OSError:         # not every system can
        pass


def _fork_is_wise(rss):
    """Linux and its like; not macOS, whose libraries may not be used after a fork; and memory for a second copy."""
    if sys.platform == "darwin" or not hasattr(os, "fork"):
        return False
    free = _free_memory()
    return not rss or free is None or free > rss * 1.3 + (64 << 20)


def _free_memory():
    """Bytes that this process and a child may still use, as far as the system tells."""
    free = []
    for line in _read("/proc/meminfo").splitlines():
        if line.startswith("MemAvailable:"):
            free.append(int(line.split()[1]) << 10)
    for line in _read("/proc/self/cgroup").splitlines():
        _, controllers, group = line.split(":", 2)
        if not controllers:
            place, names = "/sys/fs/cgroup" + group, ("memory.max", "memory.current")
        elif "memory" in controllers.split(","):
            place, names = "/sys/fs/cgroup/memory" + group, ("memory.limit_in_bytes", "memory.usage_in_bytes")
        else:
            continue
        limit, used = [_read(os.path.join(place, name)).strip() for name in names]
        if limit.isdigit() and used.isdigit():
            free.append(int(limit) - int(used))
    return min(free) if free else None


def _read(path):
    """The text of a file of the system's, "" if there is none. Not by open(), which the program may have replaced."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            return os.read(descriptor, 1 << 16).decode("utf-8", "replace")
        finally:
            os.close(descriptor)
    except OSError:
        return ""


def _head(job):
    pages = _read("/proc/self/statm").split()
    names = os.uname() if hasattr(os, "uname") else None
    return {
        "format": FORMAT, "writer": "heapsh_agent " + __version__, "runtime": "cpython",
        "runtimeVersion": "%d.%d.%d" % sys.version_info[:3], "build": sys.version,
        "platform": "%s-%s" % (sys.platform, names.machine if names else "x86_64" if WORD == 8 else "x86"), "pointerSize": WORD,
        "argv": [arg for arg in sys.argv if type(arg) is str] if job.values and type(getattr(sys, "argv", 0)) is list else None,
        "pid": os.getpid(), "started": _started(), "captured": _iso(time.time()),
        "rss": int(pages[1]) * os.sysconf("SC_PAGE_SIZE") if len(pages) > 1 else None,
        "values": job.values, "previewLength": PREVIEW,
        "series": {"id": job.series[0], "number": job.series[1]} if job.series else None,
        "null": hex(id(None)), "rootKinds": ROOT_KINDS}


def _iso(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + ".%03dZ" % (seconds % 1 * 1000)


def _started():
    """When the process was started: boot time and ticks since then, on Linux."""
    ticks = _read("/proc/self/stat").rpartition(")")[2].split()
    boot = [line.split()[1] for line in _read("/proc/stat").splitlines() if line.startswith("btime ")]
    if not boot or len(ticks) < 20:
        return None
    return _iso(int(boot[0]) + int(ticks[19]) / os.sysconf("SC_CLK_TCK"))


def _alone():
    """Whether this is the process's only interpreter. Others' frames are not ours to touch, and a fork may hang on them."""
    if _interpreter is not None and _next_interpreter is not None:
        return not _next_interpreter(_interpreter())
    modules = [sys.modules.get(name) for name in ("_interpreters", "_xxsubinterpreters")]
    return all(module is None or len(module.list_all()) < 2 for module in modules)


def _top_frames(errors):
    """{thread: innermost frame}."""
    if _alone():
        return sys._current_frames()
    errors.append("other interpreters of this process, and the stacks of other threads")
    return {_thread.get_ident(): sys._getframe()}


def _pin_threads(job):
    """Hold what only other threads' states hold: os.fork clears these in the child, and so would drop what is to be shown,
    and run finalizers of the program's there."""
    if len(job.tops) < 2:
        return
    if hasattr(sys, "_current_exceptions"):
        job.raised = sys._current_exceptions()
    if not _thread_fields:
        job.errors.append("thread-local values of other threads")
        return
    state = _thread_head(_interpreter())
    while state:
        held = [_memory[(state >> SHIFT) + at] for at in _thread_fields]
        job.pinned += [_object_at(address) for address in held if address]
        state = _thread_next(state)


# In a child


def _in_child(job, wait, began):
    """Fork twice, so that nobody needs to wait for the child; None if this process cannot be forked."""
    job.method, job.tops = "fork", _top_frames(job.errors)
    _pin_threads(job)
    reader, writer = os.pipe()
    job.signals = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    quiet = ("ignore", None, DeprecationWarning, None, 0)       # 3.12 warns of forking with threads
    warnings.filters.insert(0, quiet)
    child = None
    try:
        child = os.fork()
        if child == 0:
            _be_child(job, reader, writer, quiet)
    except (OSError, RuntimeError) as error:
        os.close(reader)
        job.errors.append("fork failed, so the program stood still: %s" % error)
        job.raised, job.pinned = {}, []
        return None
    finally:
        if child != 0:
            _remove_filter(quiet)
            signal.pthread_sigmask(signal.SIG_SETMASK, job.signals)
            os.close(writer)
    job.tops, job.raised, job.pinned = {}, {}, []
    pause = time.perf_counter() - began
    try:
        return _outcome(child, reader, wait, pause)
    finally:
        os.close(reader)


def _wait_for_start(child, reader):
    """A child may hang in what a fork runs: locks that were held, the program's handlers. Then it is ended."""
    if select.select([reader], [], [], START)[0]:
        return
    for kill in os.kill, os.killpg:
        try:
            kill(child, signal.SIGKILL)
        except OSError:
            pass
    raise RuntimeError("the dumping process hung at its start; dump without a fork (fork=False, --no-fork)")


def _outcome(child, reader, wait, pause):
    _wait_for_start(child, reader)
    try:
        os.waitpid(child, 0)        # the first child, which is gone at once
    except ChildProcessError:       # the program ignores SIGCHLD or has waited itself
        pass
    if not wait:
        return {"pause": pause}
    answer = b""
    while True:
        part = os.read(reader, 65536)
        if not part:
            break
        answer += part
    result = json.loads(answer.decode()) if answer.strip() else {"error": "the dumping process died before the file was whole"}
    if "error" in result:
        raise RuntimeError(result["error"])
    result["pause"] = pause
    return result


def _remove_filter(quiet):
    warnings.filters[:] = [entry for entry in warnings.filters if entry is not quiet]


def _be_child(job, reader, writer, quiet):
    """Never returns, and never runs what a Python process runs at its end."""
    status = 1
    try:
        os.setpgid(0, 0)        # neither the terminal's signals nor the program's to its group are for us
        if os.fork():
            os._exit(0)
        os.write(writer, b"\n")         # begun
        _remove_filter(quiet)
        _be_harmless((job.descriptor, writer))
        try:
            answer = _record(job, True)
            status = 0
        except BaseException as error:
            answer = {"error": "%s: %s" % (type(error).__name__, error)}
            _discard(job)
        os.write(writer, json.dumps(answer).encode())
    finally:
        os._exit(status)


def _be_harmless(keep):
    """Let go of the program's files and sockets, so that the other ends see them close in time; die first if memory ends."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        if standard not in keep:
            os.dup2(null, standard)
    try:
        descriptors = [int(name) for name in os.listdir("/proc/self/fd")]
    except OSError:
        descriptors = range(3, 1024)
    for descriptor in descriptors:
        if descriptor > 2 and descriptor not in keep:
            try:
                os.close(descriptor)
            except OSError:
                pass
    try:
        descriptor = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
        os.write(descriptor, b"1000")
        os.close(descriptor)
    except OSError:
        pass


# The work itself


def _record(job, forked):
    """List all objects, find those that the collector does not know, write them, and give the file its name."""
    if forked and gc.get_freeze_count():
        gc.unfreeze()
    heap = _Heap.__new__(_Heap)
    everything = gc.get_objects()       # before anything else of ours is made
    frozen = gc.get_freeze_count()
    began = time.perf_counter()
    heap.__init__()
    heap.sort(everything, heap.tracked)
    del everything
    unwanted = dict(job.own())
    unwanted[id(heap)] = id(_Heap)
    slots, stacks = _Slots(), _Stacks(job.tops)
    stacks.walk(slots)
    job.tops.clear()
    unwanted.update((address, id(types.FrameType)) for address in stacks.ours)
    unwanted.update((id(frame), id(types.FrameType)) for frame in stacks.frames)
    heap.remove(unwanted)
    heap.close(stacks.seeds, unwanted, frozen)
    stacks.seeds = []
    file = _File(job.descriptor)
    file.errors += job.errors
    if _memory is None:
        file.errors.append("some names of attributes and locals: this Python has no ctypes, or may not use it")
    _write(job, file, heap, stacks, slots, forked, frozen)
    seconds = round(time.perf_counter() - began, 3)
    done = {"objects": file.objects, "edges": file.edges, "roots": file.roots, "bytes": file.bytes, "seconds": seconds,
            "errors": file.errors}
    file.json(b"DONE", done)
    _publish(job)
    return done


def _write(job, file, heap, stacks, slots, forked, frozen):
    heap.type_of(types.FrameType)
    threads = [{"id": thread, "name": job.names.get(thread) or str(thread), "frames": [hex(address) for address in frames]}
               for thread, frames in stacks.threads]
    file.json(b"HEAD", dict(job.head, method=job.method, threads=threads))
    file.json(b"HIST", {"types": heap.histogram()})
    file.json(b"TYPE", {"firstId": 0, "rows": [info.row() for info in heap.types.values()]})
    writer = _Writer(file, heap, slots, job.values, forked, frozen)
    for bucket in heap.tracked.values():
        writer.bucket(bucket, True)
    for bucket in heap.leaves.values():
        writer.bucket(bucket, False)
    writer.running(stacks)
    writer.edges.flush()
    _write_roots(job, file, stacks)


def _write_roots(job, file, stacks):
    rows = [(id(sys.modules), ROOT_KINDS.index("interpreter"), NONE32)]
    if isinstance(sys.modules, dict):
        for name, module in dict.items(sys.modules):
            if type(name) is str:
                kind = "builtins" if name == "builtins" else "module"
                rows.append((id(module), ROOT_KINDS.index(kind), file.string(name)))
    for thread, frames in stacks.threads:
        name = file.string(job.names.get(thread) or str(thread))
        rows += [(address, ROOT_KINDS.index("thread"), name) for address in frames]
    rows += [(id(held), ROOT_KINDS.index("thread"), NONE32) for held in job.pinned if type(held) is dict]
    columns = _Columns(len(rows))
    for number, values in zip((1, 20, 16), zip(*rows)):
        columns.add(number, array("Q", values))
    file.block(b"ROOT", b"", columns)
    file.roots = len(rows)


def _thread_names():
    """{thread: name}, read from the threading module's table. Before a fork: in the child that table is emptied."""
    module = sys.modules.get("threading")
    if type(module) is not types.ModuleType:
        return {}
    table = next((value for key, value in dict.items(_module_dict(module)) if type(key) is str and key == "_active"), None)
    if type(table) is not dict:
        return {}
    return {thread: _text(_attribute(o, "_name")) for thread, o in dict.items(table) if type(thread) is int}


def _attribute(o, name):
    """The value of an instance's own attribute, found among what the collector reports."""
    row = _referents(o)
    items, targets, _ = _Plan(_Type(0, type(o)), type(o), False).name(o, row)
    for (_, found), target in zip(items, targets):
        value = next((r for r in row if id(r) == target), None)
        if found == name:
            return value
        if found == "__dict__" and type(value) is dict:
            return next((v for key, v in dict.items(value) if type(key) is str and key == name), None)
    return None


# ---------------------------------------------------------------------------------------------------------------------
# The command


_USAGE = """usage: python heapsh_agent.py [options] script.py [args...]
       python heapsh_agent.py [options] -m module [args...]

Run a program as Python would, and write its heap to a .heapsh file, which `heapsh` opens.
Its end is a return, an exception, sys.exit, or a SIGTERM that it leaves at the default; not os._exit or SIGKILL.

  -o FILE         where to (default: out.heapsh); of several dumps the first is FILE with .001 before its last suffix
  --signal NAME   dump each time this signal comes, e.g. USR1 (instead of at the program's end);
                  a forked child that gets it dumps too, with its process id in the file's name
  --every N       dump every N seconds (instead of at the program's end)
  --at-end        dump at the end too
  --collect       run a full garbage collection before each dump
  --no-values     write no text, bytes or number of the program, nor its command line. What stays: names of attributes
                  (of slots and inline values), local variables, functions, modules, types and threads; file names,
                  line numbers, sizes and lengths. Keys of dictionaries go.
  --no-fork       dump in the program itself, which stands still meanwhile (needs less memory)
  --quiet, -q     do not say on stderr what was written
  --version       print the version
  --help          print this

The exit status is the program's; 2 if it could not be run."""


class _Stop(Exception):
    """A one-line message for the user."""


class _Session:
    """The dumps of one run."""

    def __init__(self, out, numbered, options, quiet):
        # The program may change its directory; the user's shell, which is told of the file, stays where it is.
        self.folder, (self.root, self.suffix) = os.path.dirname(os.path.abspath(out)), os.path.splitext(out)
        self.numbered, self.options, self.quiet = numbered, options, quiet
        self.id, self.number, self.process = os.urandom(8).hex(), 0, os.getpid()
        self.main, self.ended, self.terminated = self.process, False, False
        # Threads wait for each other's dumps. Not a plain lock: a signal may come while its own thread takes one.
        self.taking = _thread.RLock()

    def take(self, *_):
        if os.getpid() != self.process:
            self.begin_in_child()
        with self.taking:
            self.take_one()
        self.pass_on()

    def take_one(self):
        self.number += 1
        shown, series = self.root + self.suffix, None
        if self.numbered:
            shown, series = "%s.%03d%s" % (self.root, self.number, self.suffix), (self.id, self.number)
        try:
            done = dump(os.path.join(self.folder, os.path.basename(shown)), series=series, **self.options)
        except Exception as error:
            _say("cannot write %s: %s" % (shown, _reason(error)))
            return
        if not self.quiet:
            _say("wrote %s: %s objects, %.1f MB; open it with: heapsh %s"
                 % (shown, format(done["objects"], ","), done["bytes"] / 1e6, _shell_word(shown)))

    def begin_in_child(self):
        """A forked child of the program's that got the signal: it has files and a series of its own."""
        global _busy
        if not self.taking.acquire(False):      # held by a thread of the parent's, which is not here to let go
            _busy = _thread.allocate_lock()
        self.taking = _thread.RLock()
        self.process, self.terminated = os.getpid(), False
        self.root += ".%d" % self.process
        self.id, self.number = os.urandom(8).hex(), 0

    def end(self):
        if os.getpid() != self.main:        # a child that leaves by the parent's exit functions
            return
        with self.taking:
            self.ended = True
            self.take_one()
        if signal.getsignal(signal.SIGTERM) == self.terminate:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self.pass_on()

    def terminate(self, number, _):
        """The default of SIGTERM, after a dump."""
        if os.getpid() == self.process and self.taking._is_owned():
            self.terminated = True      # sent again when the file is whole
            return
        if not self.ended:
            self.end()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def pass_on(self):
        if self.terminated:
            os.kill(os.getpid(), signal.SIGTERM)

    def take_every(self, seconds):
        while True:
            time.sleep(seconds)
            self.take()


def _say(message):
    try:
        os.write(2, ("heapsh_agent: %s\n" % message).encode("utf-8", "replace"))
    except OSError:         # closed, or nobody reads it
        pass


def _shell_word(text):
    """Like shlex.quote, which would have to be imported into the program."""
    plain = all(c.isalnum() or c in "_-./+=:@%," for c in text)
    return text if plain else "'%s'" % text.replace("'", "'\"'\"'")


def _reason(error):
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _parse(args):
    """(options, whether a module is meant, what to run with its arguments)."""
    options = {"out": "out.heapsh", "signal": None, "every": None, "at_end": False, "quiet": False, "dump": {}}
    args = list(args)

    def value(option):
        if not args:
            raise _Stop("%s needs a value (see --help)" % option)
        return args.pop(0)
    while args and args[0].startswith("-") and args[0] != "-":
        option, equals, given = args.pop(0).partition("=")
        if option.startswith("-m") and option != "-m":
            return options, True, [option[2:]] + args
        if equals:
            args.insert(0, given)
        if option in ("-h", "--help"):
            print(_USAGE)
            sys.exit(0)
        elif option == "--version":
            print("heapsh_agent " + __version__)
            sys.exit(0)
        elif option == "-o":
            options["out"] = value(option)
        elif option == "--signal":
            options["signal"] = _signal_number(value(option))
        elif option == "--every":
            options["every"] = _seconds(value(option))
        elif option == "--at-end":
            options["at_end"] = True
        elif option == "--collect":
            options["dump"]["collect"] = True
        elif option == "--no-values":
            options["dump"]["values"] = False
        elif option == "--no-fork":
            options["dump"]["fork"] = False
        elif option in ("-q", "--quiet"):
            options["quiet"] = True
        elif option == "-m":
            return options, True, [value(option)] + args
        else:
            raise _Stop("no such option: %s (see --help)" % option)
    if not args:
        raise _Stop("what shall be run? Name a script, or -m and a module (see --help)")
    return options, False, args


def _signal_number(name):
    number = getattr(signal, "SIG" + name.upper().replace("SIG", "", 1), None)
    if not isinstance(number, signal.Signals):
        raise _Stop("no such signal here: %s" % name)
    return number


def _seconds(text):
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < float("inf"):
        raise _Stop("--every needs a number of seconds, not %s" % text)
    return seconds


def _arrange(options):
    """Have the dumps taken when they are wanted."""
    out = os.path.abspath(options["out"])
    if not os.access(os.path.dirname(out), os.W_OK) or os.path.exists(out) and not os.path.isfile(out):
        raise _Stop("cannot write %s: %s" % (options["out"], "not a file in a folder that can be written"))
    repeated = bool(options["signal"] or options["every"])
    session = _Session(options["out"], repeated, options["dump"], options["quiet"])
    if options["signal"]:
        try:
            signal.signal(options["signal"], session.take)
        except (OSError, ValueError) as error:
            raise _Stop("cannot wait for the signal %s: %s" % (options["signal"].name, _reason(error)))
    if options["every"]:
        _thread.start_new_thread(session.take_every, (options["every"],))
    if options["at_end"] or not repeated:
        atexit.register(session.end)        # the first to be registered, so the last to run; modules are still whole then
        if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
            signal.signal(signal.SIGTERM, session.terminate)


def _main_module(path):
    module = types.ModuleType("__main__")
    module.__dict__.update(__builtins__=__builtins__, __file__=path, __cached__=None)
    module.__dict__.setdefault("__annotations__", {})
    sys.modules["__main__"] = module
    return module.__dict__


def _run_script(path, args):
    if os.path.isdir(path) or path.endswith((".zip", ".pyz")):
        return _run_main_of(path, args)
    full = os.path.abspath(path) if sys.version_info >= (3, 9) else path
    try:
        with open(path, "rb") as script:
            source = script.read()
    except OSError as error:
        raise _Stop("cannot open %s: %s" % (path, _reason(error)))
    sys.argv[:] = [path] + args
    if not getattr(sys.flags, "safe_path", False):
        sys.path[0] = os.path.dirname(os.path.realpath(path))
    namespace = _main_module(full)
    from importlib.machinery import SourceFileLoader
    namespace["__loader__"] = SourceFileLoader("__main__", full)
    _as_usual(lambda: exec(compile(source, full, "exec", dont_inherit=True), namespace))


def _run_main_of(path, args):
    """A folder or archive with a __main__.py."""
    import runpy
    sys.argv[:], sys.path[0] = [path] + args, path
    _main_module(path)
    _as_usual(lambda: runpy._run_module_as_main("__main__", False))


def _run_module(name, args):
    import runpy
    sys.argv[:] = ["-m"] + args
    if not getattr(sys.flags, "safe_path", False):
        sys.path[0] = os.getcwd()
    _main_module(None)
    _as_usual(lambda: runpy._run_module_as_main(name))


def _as_usual(run):
    """Run the program; an exception ends it as it would without us: told by sys.excepthook, without our frames."""
    try:
        run()
    except SystemExit:
        raise
    except BaseException as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_globals is globals():
            trace = trace.tb_next
        error.__traceback__ = trace
        sys.last_type, sys.last_value, sys.last_traceback = type(error), error, trace
        if sys.version_info >= (3, 12):
            sys.last_exc = error
        sys.excepthook(type(error), error, trace)
        sys.exit(130 if isinstance(error, KeyboardInterrupt) else 1)


def _main():
    try:
        options, is_module, program = _parse(sys.argv[1:])
        sys.modules["heapsh_agent"] = sys.modules["__main__"]       # what the program gets if it imports us
        globals()["__name__"] = "heapsh_agent"
        _arrange(options)
        (_run_module if is_module else _run_script)(program[0], program[1:])
    except _Stop as stop:
        _say(str(stop))
        os._exit(2)


# Only as a program: not when this text is exec'd inside somebody's __main__.
if __name__ == "__main__" and _main.__code__.co_filename == globals().get("__file__"):
    _main()
