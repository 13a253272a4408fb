"""Stands in for the agent in run_pylint.py: dumps, then asks objgraph the same questions in the live process.

run_pylint.py --agent live_peer.py --dump OUT calls dump(OUT) at the stop. Times go to OUT.json, in seconds. A second
dump, after the fix (--after), only dumps.
HEAPSH_AGENT names the agent's file. Needs objgraph (Debian: python3-objgraph).
"""
import gc
import importlib.util
import io
import json
import os
import sys
import time


def timed(work):
    started = time.perf_counter()
    value = work()
    return time.perf_counter() - started, value


def load_agent():
    spec = importlib.util.spec_from_file_location("heapsh_agent", os.environ["HEAPSH_AGENT"])
    agent = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(agent)
    return agent


def head_of_longest_chain(tracebacks):
    following = {id(t): id(t.tb_next) for t in tracebacks if t.tb_next is not None}
    inner = set(following.values())
    lengths = {}
    for head in (t for t in tracebacks if id(t) not in inner):
        length, at = 1, id(head)
        while at in following:
            length, at = length + 1, following[at]
        lengths[id(head)] = length
    longest = max(lengths, key=lengths.get)
    return next(t for t in tracebacks if id(t) == longest)


def pauses_of(seconds, stop):
    """The longest gaps that a thread which only sleeps a millisecond at a time sees: what the program feels."""
    gaps, last = [], time.perf_counter()
    while not stop.is_set():
        time.sleep(0.001)
        now = time.perf_counter()
        gaps.append(now - last)
        last = now
    seconds.append(max(gaps))


class TooLong(Exception):
    pass


def within(seconds, work):
    """(how long it took, what it gave); what it gave is None when it was stopped after that many seconds."""
    import signal

    def stop(number, frame):
        raise TooLong

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    started = time.perf_counter()
    try:
        value = work()
    except TooLong:
        value = None
    signal.alarm(0)
    return time.perf_counter() - started, value


was_asked = False


def dump(path):
    global was_asked
    import threading
    times = {}
    agent = load_agent()
    if was_asked:
        agent.dump(path)
        return
    was_asked = True
    stop, longest = threading.Event(), []
    watcher = threading.Thread(target=pauses_of, args=(longest, stop))
    watcher.start()
    times["dump_seconds"], _ = timed(lambda: agent.dump(path))
    stop.set()
    watcher.join()
    times["pause_seconds"] = longest[0]

    import objgraph
    sys.setrecursionlimit(20000)
    times["most_common_types"], _ = timed(lambda: objgraph.most_common_types(limit=10))
    times["by_type"], tracebacks = timed(lambda: objgraph.by_type("traceback"))
    head = head_of_longest_chain(tracebacks)
    times["chains_in_python"], _ = timed(lambda: head_of_longest_chain(objgraph.by_type("traceback")))
    del tracebacks
    gc.collect()
    times["get_referrers"], _ = timed(lambda: gc.get_referrers(head))
    times["show_backrefs_depth_4"], _ = timed(lambda: objgraph.show_backrefs([head], max_depth=4, output=io.StringIO()))
    times["show_backrefs_depth_7"], _ = timed(lambda: objgraph.show_backrefs([head], max_depth=7, output=io.StringIO()))
    times["find_backref_chain"], chain = within(60, lambda: objgraph.find_backref_chain(head, objgraph.is_proper_module))
    times["find_backref_chain_done"] = chain is not None
    with open(path + ".json", "w") as out:
        json.dump(times, out, indent=1)
