import { expect, test } from 'vitest';
import { headerText } from '../../../src/ui/view/header-text.ts';

const header = { snapshot: 'app', runtime: 'v8', objects: 7, bytes: 10, cuts: 0, results: 9 };

test.each([
  [9, '$9'],
  [6, '$6 of 9'],
  // The answer of open, record or help is none of those that are counted.
  [undefined, ''],
])('beside answer %s the header says %j', (shown, state) => {
  expect(headerText(header, shown).state).toBe(state);
});
