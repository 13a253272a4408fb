"""Stacks and locals of all threads, inside except blocks, locks and generators; thread-local values."""
import sys
import threading
import time

from harness import WAYS, dumped, expect

ready, go = [], threading.Event()
lock = threading.Lock()
local = threading.local()


class Thread(threading.Thread):
    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, value):
        pass


def in_except(label):
    inner = ["inner", label]
    local.value = ["thread-local", label]
    try:
        raise ValueError("in thread", label)
    except ValueError as error:
        ready.append(label)
        go.wait()
        return error, inner


def generate(label):
    held = ["in a generator", label]
    ready.append(label)
    go.wait()
    yield held


def in_generator(label):
    for value in generate(label):
        return value


def in_lock(label):
    with lock:
        ready.append(label)
        go.wait()


def waiting_for_lock(label):
    ready.append(label)
    with lock:
        pass


def busy(label):
    ready.append(label)
    n = 0
    while not go.is_set():
        n += 1
        text = "number %d" % n
        pair = [n, text, label]
        deeper(pair)
        if n % 50 == 0:
            time.sleep(0.001)


def deeper(pair):
    copy = list(pair)
    return copy


targets = [in_except, in_generator, in_lock, waiting_for_lock, busy, busy]
threads = [threading.Thread(target=target, args=("label %d" % i,), name="worker %d" % i, daemon=True) for i, target in enumerate(targets)]
for thread in threads:
    thread.start()
while len(ready) < len(threads):
    time.sleep(0.01)
time.sleep(0.05)


def locals_of(heap, address):
    return {name: heap.objects.get(target) for kind, name, target, _ in heap.objects[address].edges if kind == "local"}


def check(heap):
    stacks = {thread["name"]: [int(f, 16) for f in thread["frames"]] for thread in heap.head["threads"]}
    expect(sorted(stacks), sorted(["MainThread"] + [t.name for t in threads]), "threads")
    for i, target in enumerate(targets):
        frames = {heap.objects[heap.objects[f].named("f_code")[0]].name.split(".")[-1]: f for f in stacks["worker %d" % i]}
        found = locals_of(heap, frames[target.__name__])
        expect(found["label"].value, "label %d" % i, "the label of a thread's function")
        for frame in stacks["worker %d" % i]:
            expect(("thread", frame, "worker %d" % i) in heap.roots, True, "the frame as a root")
        if target is in_except:
            expect(heap.objects[found["inner"].edges[0][2]].value, "inner", "a local in an except block")
            expect(found["error"].type["name"], "ValueError", "the exception")
        if target is in_generator:
            expect(locals_of(heap, frames["generate"])["held"].type["name"], "list", "a local of a running generator")
    values = [o.address for o in heap.of("str") if o.value == "thread-local"]
    held = [o for o in heap.of("list") if len(o.edges) == 2 and o.edges[0][2] in values]
    expect(len(held), 1, "a thread-local value")
    nowhere = [(o.type["name"], e) for o in heap.objects.values() for e in o.edges if e[2] and e[2] not in heap.objects]
    if heap.head["method"] == "fork":
        expect(len(nowhere) <= 2, True, "edges to nowhere: %r" % nowhere[:5])
        expect(heap.done["errors"], [], "errors")


for fork in WAYS:
    for _ in range(1 if "--small" in sys.argv else 4 if fork else 2):
        check(dumped(fork=fork))
go.set()
print("ok")
