import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-files.ts';
import { findPythons, run } from './pythons.ts';

const agent = join(import.meta.dirname, '../../src/capture/python/heapsh_agent.py');
const reader = join(import.meta.dirname, 'read_heapsh.py');
const folder = temporaryFolder();

const script = `
import atexit, sys, os, threading, time
import neighbour
keep = ["kept by the script", neighbour.name]
def late():
    time.sleep(0.2)
    keep.append("added by a thread after the script's end %d" % 1)
threading.Thread(target=late).start()
atexit.register(lambda: keep.append("added at exit %d" % 1))
print(__name__, sys.argv[1:], os.path.basename(sys.path[0]), os.path.basename(__file__), sys.modules["__main__"].keep is keep)
`;
const files = {
  'app.py': script,
  'neighbour.py': 'name = "neighbour"\n',
  'fails.py':
    'def inner():\n    local = "in the frame that failed %d" % 1\n    raise ValueError(local)\ninner()\n',
  'exits.py': 'import sys\nsys.exit(7)\n',
  'says.py': 'import sys\nsys.exit("a last word")\n',
  'wrong.py': 'this is no Python\n',
  'waits.py':
    'import os, sys, time\nuntil = time.time() + 40\nwhile not os.path.exists(sys.argv[1]) and time.time() < until: time.sleep(0.05)\n',
  'signals.py':
    'import os, signal, time\nfor n in range(2): os.kill(os.getpid(), signal.SIGUSR1)\ntime.sleep(0.1)\n',
  'grows.py': 'import time\nheld = [[] for _ in range(100000)]\ntime.sleep(0.1)\n',
  'terminated.py': 'import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\nprint("not reached")\n',
  'handles.py':
    'import os, signal, sys\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(3))\nos.kill(os.getpid(), signal.SIGTERM)\n',
  'leaves_child.py':
    'import os, signal, sys\nchild = os.fork()\nif child == 0: os.kill(os.getpid(), signal.SIGTERM)\nprint(os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGTERM)\n',
  'forks.py':
    'import os, signal, sys, time\nchild = os.fork()\nif child == 0:\n    os.kill(os.getpid(), signal.SIGUSR1)\n    sys.exit()\nos.waitpid(child, 0)\nos.kill(os.getpid(), signal.SIGUSR1)\nprint(child)\n',
  'overrides.py':
    'import os, signal\nsignal.signal(signal.SIGUSR1, lambda *_: print("mine"))\nos.kill(os.getpid(), signal.SIGUSR1)\n',
};
mkdirSync(join(folder, 'package'));
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
writeFileSync(
  join(folder, 'package/__main__.py'),
  'import sys\nprint("module", sys.argv[1:], __package__)\n',
);

const pythons = findPythons();
if (pythons.length === 0) {
  test('NO PYTHON 3.8 - 3.14 WAS FOUND: the command line of the agent is not tested here', () => {
    expect(pythons).toEqual([]);
  });
}

for (const { command, version } of pythons) {
  const isAnEnd = version === pythons[0]?.version || version === pythons.at(-1)?.version;
  const work = join(folder, version);
  mkdirSync(work);
  const capture = (...args: string[]) => run(command, [agent, '--quiet', ...args], folder);
  const captureAloud = (...args: string[]) => run(command, [agent, ...args], folder);
  const plain = (...args: string[]) => run(command, args, folder);
  const texts = async (file: string) => {
    const code = `import sys; sys.path.insert(0, ${JSON.stringify(join(reader, '..'))}); import read_heapsh; print("\\n".join(read_heapsh.load(${JSON.stringify(file)}).texts()).encode("ascii", "replace").decode())`;
    const { stdout, stderr } = await run(command, ['-B', '-c', code]);
    expect(stderr).toBe('');
    return stdout;
  };

  describe.concurrent(`Python ${version}`, () => {
    test('a script runs as Python runs it, and its heap is dumped at its very end', async () => {
      const out = join(work, 'app.heapsh');
      expect(await capture('-o', out, 'app.py', 'a', '-b')).toEqual(await plain('app.py', 'a', '-b'));
      const found = await texts(out);
      for (const each of ['kept by the script', 'added by a thread after', 'added at exit 1']) {
        expect(found).toContain(each);
      }
    });

    test('status, exceptions and errors of the program pass through', async () => {
      for (const file of ['exits.py', 'says.py', 'wrong.py']) {
        const out = join(work, `${file}.heapsh`);
        expect(await capture('-o', out, file)).toEqual(await plain(file));
      }
      const out = join(work, 'fails.heapsh');
      expect(await capture('-o', out, 'fails.py')).toEqual(await plain('fails.py'));
      expect(await texts(out)).toContain('in the frame that failed 1');
    });

    // When it dumps, what it says and where it writes is the same in every Python.
    if (!isAnEnd) return;

    test('a series, by the clock and by a signal', async () => {
      const second = join(work, 'clock.002.heapsh');
      await capture('-o', join(work, 'clock.heapsh'), '--every', '0.2', 'waits.py', second);
      await capture('-o', join(work, 'signal.heapsh'), '--signal', 'USR1', '--at-end', 'signals.py');
      const written = readdirSync(work).sort();
      expect(written).toContain('clock.001.heapsh');
      expect(written).toContain('clock.002.heapsh');
      expect(written.filter((name) => name.startsWith('signal'))).toEqual(
        ['001', '002', '003'].map((number) => `signal.${number}.heapsh`),
      );
    });

    test('SIGTERM is an end, and as deadly as ever; a handler of the program wins', async () => {
      const out = join(work, 'terminated.heapsh');
      // run() gives no status for a death by signal.
      expect(await capture('-o', out, 'terminated.py')).toEqual({ status: null, stdout: '', stderr: '' });
      expect(existsSync(out)).toBe(true);
      expect((await capture('-o', out, 'handles.py')).status).toBe(3);
      expect((await capture('-o', out, 'leaves_child.py')).stdout).toBe('True\n');
    });

    test('a forked child dumps at the signal to a file of its own; a handler of the program wins', async () => {
      const { stdout, stderr } = await capture(
        '-o',
        join(work, 'forks.heapsh'),
        '--signal',
        'USR1',
        'forks.py',
      );
      expect(stderr).toBe('');
      expect(
        readdirSync(work)
          .filter((name) => name.startsWith('forks'))
          .sort(),
      ).toEqual(['forks.001.heapsh', `forks.${stdout.trim()}.001.heapsh`]);
      const own = await capture('-o', join(work, 'own.heapsh'), '--signal', 'USR1', 'overrides.py');
      expect(own).toEqual({ status: 0, stdout: 'mine\n', stderr: '' });
      expect(readdirSync(work).filter((name) => name.startsWith('own'))).toEqual([]);
    });

    test('a module runs too', async () => {
      const out = join(work, 'module.heapsh');
      expect(await capture('-o', out, '-m', 'package', 'x')).toEqual(await plain('-m', 'package', 'x'));
      expect(await capture('-o', out, 'package', 'x')).toEqual(await plain('package', 'x'));
      expect((await capture('-o', out, '-m', 'no_such_module')).status).toBe(1);
    });

    test('mistakes are told in one line', async () => {
      for (const args of [
        ['missing.py'],
        ['-o', join(work, 'no/such/folder.heapsh'), 'app.py'],
        ['-o', folder, 'app.py'],
        ['--nonsense', 'app.py'],
        ['--every', 'soon', 'app.py'],
        ['--signal', 'NONE', 'app.py'],
        ['-o'],
        [],
      ]) {
        const { status, stdout, stderr } = await capture(...args);
        expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
        expect(stderr).toMatch(/^heapsh_agent: .+\n$/);
      }
      expect((await capture('--version')).stdout).toMatch(/^heapsh_agent \d/);
      expect((await capture('--help')).stdout).toContain('--no-values');
    });

    test('each file that is whole is told in a line, and dump() says nothing', async () => {
      const out = join(work, 'told.heapsh');
      const size = String.raw`[\d,]+ objects, \d+\.\d MB`;
      expect((await captureAloud('-o', out, 'exits.py')).stderr).toMatch(
        new RegExp(`^heapsh_agent: wrote ${out}: ${size}; open it with: heapsh ${out}\n$`),
      );
      const spaced = join(work, "it's told.heapsh");
      const { stderr } = await captureAloud('-o', spaced, '--signal', 'USR1', 'signals.py');
      expect(
        stderr.match(new RegExp(`wrote .*\\.00[12]\\.heapsh: ${size}; open it with: heapsh '/.*'\n`, 'g')),
      ).toHaveLength(2);
      const code = `import sys; sys.path.insert(0, ${JSON.stringify(dirname(agent))}); import heapsh_agent; heapsh_agent.dump(${JSON.stringify(out)})`;
      expect(await plain('-B', '-c', code)).toEqual({ status: 0, stdout: '', stderr: '' });
    });

    test('a dump at the end waits for one that the clock has begun', async () => {
      const out = join(work, 'waits.heapsh');
      const { stderr } = await capture('-o', out, '--every', '0.01', '--at-end', 'grows.py');
      expect(stderr).toBe('');
      expect(readdirSync(work).filter((name) => name.startsWith('waits') && name.endsWith('.part'))).toEqual(
        [],
      );
    });

    test('an error of dump() names the file that was asked for', async () => {
      const path = join(work, 'nowhere/a.heapsh');
      const code = `import sys; sys.path.insert(0, ${JSON.stringify(dirname(agent))})
import heapsh_agent
try: heapsh_agent.dump(${JSON.stringify(path)})
except FileNotFoundError as error: print(error)`;
      const { stdout } = await plain('-B', '-c', code);
      expect(stdout).toBe(`[Errno 2] No such file or directory: '${path}'\n`);
    });
  });
}
