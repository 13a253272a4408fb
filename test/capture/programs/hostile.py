"""No code of the program's runs during a dump, whatever hooks its classes have: each of them would be remembered here."""
import sys

from harness import each_way, expect

ran = []


def trap(name, result=None):
    def hook(self, *args, **kwargs):
        ran.append((name, type(self).__name__))
        raise RuntimeError("%s was run" % name)
    return hook


HOOKS = ("eq ne lt hash len iter next getattribute getattr repr str bool sizeof del contains getitem call index int float "
         "instancecheck subclasscheck dir get set reduce reduce_ex format bytes fspath enter exit missing reversed "
         "length_hint abs await aiter copy deepcopy").split()
METHODS = {"__%s__" % name: trap(name) for name in HOOKS}
ARMED = []


def arm(base, metaclass=type, **more):
    """A subclass of `base` that is made harmlessly, and armed afterwards."""
    answer = property(trap("class"))
    cls = metaclass("Hostile" + base.__name__.title(), (base,), {"__class__": answer, "__doc__": answer, **more})
    ARMED.append(cls)
    return cls


class Meta(type):
    pass


bases = [object, list, tuple, dict, set, frozenset, str, bytes, bytearray, int, float, complex, Exception, type(sys)]
classes = {base: arm(base, Meta) for base in bases}
o = [classes[object](), classes[list]([1, 2]), classes[tuple]((3, 4)), classes[dict](a=1), classes[set]((5,)),
     classes[frozenset]((6,)), classes[str]("hostile text"), classes[bytes](b"hostile bytes"), classes[bytearray](b"x"),
     classes[int](7), classes[float](1.5), classes[complex](1j), classes[Exception]("argument"), classes[type(sys)]("hostile_module")]
for each in o:
    try:
        each.attribute = ["of", type(each).__name__]
    except AttributeError:
        pass
HostileKey = arm(object, Meta)
HostileKey.__hash__ = lambda self: 42
keyed = {HostileKey(): 1, "name": 2}
Strung = arm(str)
namespace_key = Strung("__name__")
o[0].__dict__[namespace_key] = 3
sys.modules["hostile"] = o[0]


def setter(cls, name, hook):
    type.__setattr__(cls, name, hook)


def disarm():
    for cls in ARMED:
        type.__delattr__(cls, "__del__")


ADDRESSES = [id(each) for each in o]
for cls in ARMED:
    for name, hook in METHODS.items():
        setter(cls, name, hook)
for name, hook in METHODS.items():
    if name not in ("__del__", "__getattribute__"):
        setter(Meta, name, hook)


def check(heap):
    expect(ran, [], "code of the program's that was run")
    for address, base in zip(ADDRESSES, bases):
        found = heap.objects[address]
        expect(found.type["name"], "Hostile" + base.__name__.title(), "its type")
        if base is str:
            expect((found.value, found.length), ("hostile text", 12), "its text")
        if base is list:
            expect([e[0] for e in found.edges].count("element"), 2, "its elements")


each_way(check)
print("ok")
sys.stdout.flush()
import os     # noqa: E402
os._exit(0)
