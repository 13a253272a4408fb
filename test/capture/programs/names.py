"""Every edge has its name: one object of each kind, compared with what we know of it."""
import asyncio
import collections
import functools
import gc
import sys
import types
import weakref

from harness import CAN_FORK, each_way, edges_of, expect


class Plain:
    def __init__(self, **attributes):
        self.__dict__.update(attributes) if "made" in attributes else [setattr(self, k, v) for k, v in attributes.items()]

    def method(self):
        return self


class Slotted:
    __slots__ = ("beta", "alpha", "__private", "unset")

    def __init__(self, alpha, beta):
        self.alpha, self.beta, self.__private = alpha, beta, alpha


class SlotsAndDict(Slotted):
    __slots__ = ("gamma", "__dict__", "__weakref__")


class Listed(list):
    pass


class Mapped(dict):
    __slots__ = ("extra",)


class Texted(str):
    pass


class Numbered(int):
    pass


class Named(collections.namedtuple("Named", "x y")):
    pass


class Failed(Exception):
    pass


class Sized(tuple):
    def __sizeof__(self):
        raise AssertionError("__sizeof__ was run")


def attributes(heap, o):
    """{name: target} of an object, seen through its __dict__ where it has one."""
    found = {}
    for kind, name, target, weak in edges_of(heap, o):
        if kind != "attribute" or weak:
            continue
        if name == "__dict__" and heap.objects[target].type["kind"] == "dict":
            entries = heap.objects[target].edges
            for i in range(0, len(entries), 2):
                found[heap.objects[entries[i][2]].value] = entries[i + 1][2]
        else:
            found[name] = target
    return found


def ids(mapping):
    return {key: id(value) for key, value in mapping.items()}


def leaf(o):
    return [("element", i, id(x), False) for i, x in enumerate(o)]


class Sibling(tuple):
    pass


one, two, three = ["one"], ["two"], ["three"]
plain = Plain(first=one, second=two)
partial = Plain(first=one)
gap = Plain(first=one, second=two, third=three)
del gap.second
own_dict = Plain(attribute={"a": one})
materialised = Plain(first=one, second=two)
materialised_dict = materialised.__dict__
many = Plain(**{"a%d" % i: [i] for i in range(50)})
type_inside = Plain(cls=Plain, other=two)
slotted, both = Slotted(one, two), SlotsAndDict(one, two)
both.gamma, both.delta = three, one
listed, mapped, texted, numbered, negative, named = Listed([one, two]), Mapped(k=one), Texted("text"), Numbered(7), Numbered(-1 << 70), Named(one, two)
listed.note, mapped.extra, texted.note, numbered.note, negative.note, named.note = one, two, one, two, three, one
default, ordered, queue = collections.defaultdict(list, k=one), collections.OrderedDict(k=one), collections.deque([one, two])
bound = plain.method
weak, proxy = weakref.ref(plain), weakref.proxy(plain)
simple = types.SimpleNamespace(first=one)
part = functools.partial(print, one, key=two)
prop = property(lambda self: one, doc="documented")
piece = slice(one, two)


@functools.lru_cache(8)
def cached(key):
    return [key]


cached(("some", "key"))


def function(a, b=one, *, c=two) -> int:
    "documented"
    return a, outer_cell


def make_closure():
    outer = ["outer"]
    unset = None
    del unset

    def inner(arg=one, *, kw: str = "kw"):
        return outer, unset
    inner.extra = one
    return inner


outer_cell = None
closure = make_closure()


def generate(argument):
    first = ["in generator"]
    if argument is None:
        never = 1
    yield first
    yield never


generator = generate(one)
next(generator)
fresh_generator = generate(two)
spent_generator = (x for x in ())
list(spent_generator)


async def coroutine_function(argument):
    inside = ["in coroutine"]
    await asyncio.sleep(0)
    return inside

coroutine = coroutine_function(three)
coroutine.send(None)


def fail(depth, label):
    unset_here = label
    here = ["local", depth]
    del unset_here
    if not depth:
        raise Failed("at the end", here)
    try:
        fail(depth - 1, label)
    except Failed as error:
        raise Failed("at", depth) from error


try:
    fail(2, one)
except Failed as error:
    failure = error


def check_plain(heap):
    expect(attributes(heap, plain), ids({"first": one, "second": two}), "an instance")
    expect(attributes(heap, partial), ids({"first": one}), "an instance without some attributes")
    expect(attributes(heap, gap), ids({"first": one, "third": three}), "an instance with a gap")
    expect(attributes(heap, type_inside), ids({"cls": Plain, "other": two}), "an instance that holds its class")
    expect(attributes(heap, own_dict), ids({"attribute": own_dict.attribute}), "an instance with a dict as its only attribute")
    expect(attributes(heap, materialised), ids({"first": one, "second": two}), "an instance whose __dict__ was made")
    expect(heap.objects[id(materialised)].named("__dict__"), [id(materialised_dict)], "its __dict__")
    expect(attributes(heap, many), {"a%d" % i: id(many.__dict__["a%d" % i]) for i in range(50)}, "an instance with many attributes")
    expect(attributes(heap, slotted), ids({"alpha": one, "beta": two, "_Slotted__private": one}), "slots")
    expect(attributes(heap, both), ids({"alpha": one, "beta": two, "_Slotted__private": one, "gamma": three, "delta": one}), "slots and a dict")
    expect(attributes(heap, simple), ids({"first": one}), "a namespace")


def check_containers(heap):
    expect(edges_of(heap, one), leaf(one), "a list")
    expect([e for e in edges_of(heap, listed) if e[0] == "element"], leaf(listed), "a list subclass")
    expect([e for e in edges_of(heap, named) if e[0] == "element"], leaf(named), "a named tuple")
    expect(edges_of(heap, queue), leaf(queue), "a deque")
    for o, name in (listed, "note"), (texted, "note"), (numbered, "note"), (negative, "note"), (named, "note"), (mapped, "extra"):
        wanted = o.note if name == "note" else o.extra
        expect(attributes(heap, o), {name: id(wanted)}, "attributes of a %s" % type(o).__name__)
    key = next(iter(mapped))
    for o in mapped, default, ordered:
        expect([e for e in edges_of(heap, o) if e[0] in ("key", "entry")],
               [("key", None, id(key), False), ("entry", id(key), id(one), False)], type(o).__name__)
    expect(attributes(heap, default), ids({"default_factory": list}), "a defaultdict")
    expect(sorted(e[2] for e in edges_of(heap, frozen)), sorted(map(id, frozen)), "a frozenset")


frozen = frozenset([1 << 80, "member of a frozenset"])


def check_functions(heap):
    wanted = {"__code__": closure.__code__, "__globals__": globals(), "__defaults__": closure.__defaults__,
              "__kwdefaults__": closure.__kwdefaults__, "__name__": closure.__name__, "__qualname__": closure.__qualname__,
              "__closure__": closure.__closure__, "__module__": closure.__module__, "extra": one}
    found = attributes(heap, closure)
    for name, value in wanted.items():
        expect(found.get(name), id(value), "a function's " + name)
    if "__annotations__" in found:
        expect(heap.objects[found["__annotations__"]].type["name"] in ("dict", "tuple"), True, "annotations")
    expect(heap.objects[id(closure)].name, "make_closure.<locals>.inner", "a function's name")
    cell = closure.__closure__[0]
    expect(edges_of(heap, cell), [("attribute", "cell_contents", id(cell.cell_contents), False)], "a cell")
    expect(edges_of(heap, closure.__closure__[1]), [], "an empty cell")
    expect(attributes(heap, bound), ids({"__func__": Plain.method, "__self__": plain}), "a bound method")
    code = heap.objects[id(fail.__code__)]
    expect((code.name, code.line, code.file.endswith("names.py")), ("fail", fail.__code__.co_firstlineno, True), "code")
    for name in ("co_consts", "co_names", "co_filename", "co_name"):
        expect(code.named(name), [id(getattr(fail.__code__, name))], name)
    found = attributes(heap, part)
    expect({k: found[k] for k in ("func", "args", "keywords")}, ids({"func": print, "args": part.args, "keywords": part.keywords}), "partial")
    expect(attributes(heap, prop)["fget"], id(prop.fget), "a property")
    expect(attributes(heap, piece), ids({"start": one, "stop": two, "step": None}) if gc.is_tracked(piece) else {}, "a slice")
    entries = [e for e in edges_of(heap, cached) if e[0] == "entry"]
    if sys.version_info >= (3, 10):
        expect([(heap.objects[e[1]].type["name"], e[2]) for e in entries], [("tuple", id(cached(("some", "key"))))], "lru_cache")
    expect([name for _, _, name in heap.roots if name == "functools"], ["functools"], "a module root")


def check_weak(heap):
    for o in weak, proxy_holder[0]:
        edges = heap.objects[id(weak) if o is weak else proxy_id].edges
        expect([e for e in edges if e[3]], [("attribute", "referent", id(plain), True)], "a weak reference")


proxy_holder, proxy_id = [proxy], None
for held in gc.get_referents(proxy_holder):
    proxy_id = id(held)


def locals_of(heap, address):
    return {name: target for kind, name, target, _ in heap.objects[address].edges if kind == "local"}


def check_frames(heap):
    trace, depth = failure.__traceback__.tb_next, 2
    while trace is not None:
        frame = trace.tb_frame
        expect(locals_of(heap, id(trace)), {}, "a traceback")
        expect(heap.objects[id(trace)].line, trace.tb_lineno, "a traceback's line")
        expect(heap.objects[id(trace)].named("tb_frame"), [id(frame)], "tb_frame")
        expect(heap.objects[id(trace)].named("tb_next"), [id(trace.tb_next)] if trace.tb_next else [], "tb_next")
        expect(heap.objects[id(frame)].named("f_code"), [id(fail.__code__)], "f_code")
        expect(heap.objects[id(frame)].line, frame.f_lineno, "a frame's line")
        found = locals_of(heap, id(frame))
        expect(sorted(found), ["depth", "here", "label"], "names of locals")
        expect(found["label"], id(one), "a local")
        expect(heap.objects[found["depth"]].value, depth, "the local depth")
        expect([heap.objects[e[2]].value for e in heap.objects[found["here"]].edges], ["local", depth], "the local here")
        trace, depth = trace.tb_next, depth - 1
    found = attributes(heap, failure)
    for name in ("args", "__traceback__", "__cause__", "__context__"):
        expect(found[name], id(getattr(failure, name)), "an exception's " + name)


def frame_locals(heap, o):
    """Locals of a suspended generator: its own (3.11+) or its frame's."""
    found = locals_of(heap, id(o))
    for frame in heap.objects[id(o)].named("gi_frame") + heap.objects[id(o)].named("cr_frame"):
        found.update(locals_of(heap, frame))
    return found


def check_generators(heap):
    found = frame_locals(heap, generator)
    expect(sorted(found), ["argument", "first"], "locals of a generator")
    expect(found["argument"], id(one), "a generator's argument")
    expect(heap.objects[heap.objects[found["first"]].edges[0][2]].value, "in generator", "a generator's local")
    expect(frame_locals(heap, fresh_generator), {"argument": id(two)}, "a generator that has not begun")
    expect(frame_locals(heap, spent_generator), {}, "a generator at its end")
    expect({k: v for k, v in frame_locals(heap, coroutine).items() if k == "argument"}, {"argument": id(three)}, "a coroutine")


def running(argument, unset=None):
    """The frames that run, with their locals, and a cell."""
    celled = ["a cell variable"]
    only_here = "leaf that only a running frame holds %d" % len(celled)
    del unset
    ours = sys._getframe()

    def check_running(heap, ours=ours, argument=argument, only_here=only_here, celled_too=id(celled)):
        stack = [thread for thread in heap.head["threads"] if thread["name"] == "MainThread"][0]["frames"]
        expect(hex(id(ours)) in stack, True, "the caller's frame is on the stack")
        names = [heap.objects[heap.objects[int(f, 16)].named("f_code")[0]].name.split(".")[-1] for f in stack]
        expect([n for n in names if n != "<module>"], ["dumped", "each_way", "running"], "the stack")
        found = locals_of(heap, id(ours))
        wanted = {"argument": id(argument), "only_here": id(only_here), "ours": id(ours)}
        expect({k: v for k, v in found.items() if k not in ("celled", "check_running", "check_both", "a_cell")}, wanted, "locals of a running function")
        expect(heap.objects[found["celled"]].named("cell_contents"), [celled_too], "a cell variable")
        expect(heap.objects[id(only_here)].value, only_here, "a leaf that only a running frame holds")
        expect(heap.objects[id(ours)].named("f_back"), [id(ours.f_back)], "f_back")
    a_cell = lambda: celled

    def check_both(heap):
        check(heap)
        check_running(heap)
    each_way(check_both)


def check_types(heap):
    found = attributes(heap, Slotted)
    expect(heap.objects[id(Slotted)].name, "__main__.Slotted", "a class's name")
    edges = {name: target for kind, name, target, _ in edges_of(heap, Slotted) if kind == "attribute"}
    expect((edges["__mro__"], edges["__base__"]), (id(Slotted.__mro__), id(object)), "a class")
    row = [t for t in heap.types if t["address"] == id(Slotted)][0]
    expect((row["name"], row["module"], row["kind"], row["heap"]), ("Slotted", "__main__", "instance", True), "a type row")
    expect([int(a, 16) for a in row["mro"]], [id(Slotted), id(object)], "mro")
    expect(found["__slots__"], id(Slotted.__slots__), "an entry of a class's dict")
    expect([t["kind"] for t in heap.types if t["address"] == id(Mapped)], ["dict"], "a dict subclass's kind")
    expect(edges_of(heap, sys)[0][:3], ("attribute", "__dict__", id(sys.__dict__)), "a module")
    expect(heap.objects[id(Sized.instance)].size, sys.getsizeof(Sibling((one,))), "size in spite of a __sizeof__")


Sized.instance = Sized((one,))


def check(heap):
    for part_of_it in check_plain, check_containers, check_functions, check_weak, check_frames, check_generators, check_types:
        part_of_it(heap)
    expect(heap.done["errors"], [], "errors")
    nowhere = [e for o in heap.objects.values() for e in o.edges if e[2] and e[2] not in heap.objects]
    expect(len(nowhere) <= 2, True, "edges to nowhere: %r" % nowhere[:5])


running(one)
coroutine.close()
print("ok")
