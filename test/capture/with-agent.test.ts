import { expect, test } from 'vitest';
import { withAgent } from '../../src/capture/python/with-agent.ts';

test('the agent goes between the interpreter and the program', () => {
  const tail = (command: string[], ...options: string[]) =>
    withAgent(command, ['AGENT', ...options]).join(' ');
  expect(tail(['python', 'app.py', '-o', 'x'])).toBe('python AGENT app.py -o x');
  expect(tail(['/usr/bin/python3.11', '-X', 'dev', '-u', 'app.py'], '-o', 'o.heapsh')).toBe(
    '/usr/bin/python3.11 -X dev -u AGENT -o o.heapsh app.py',
  );
  expect(tail(['python3', '-m', 'pytest', '-x'])).toBe('python3 AGENT -m pytest -x');
  expect(tail(['./app.py', 'a'])).toBe('python3 AGENT ./app.py a');
  expect(() => tail(['pytest'])).toThrow('pytest is not called as a Python program');
  expect(() => tail(['python', '-c', 'pass'])).toThrow('cannot be captured');
  expect(() => tail([])).toThrow('there is no program');
});
