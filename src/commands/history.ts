import { NONE } from '../model/kinds.ts';
import { defineCommand } from './command.ts';
import { wholeNumber } from './reference-view/whole-number.ts';
import { exact, smallTable } from './result.ts';

const historyColumns = ['number', 'command', 'kind', 'rows', 'milliseconds'] as const;

export const history = defineCommand({
  name: 'history',
  aliases: [],
  takes: 'nothing',
  isUnnumbered: true,
  isUnrecorded: true,
  columns: historyColumns,
  params: [{ name: 'n', kind: 'number', optional: true, doc: 'only the last n; all when left out' }],
  options: [],
  group: 'session',
  summary: 'What was asked in this session, and what came of it',
  description: `Every line so far, the oldest first. Columns: number (3 is $3; none where there is nothing to ask on),
command (the line), kind (of the answer: table, scalar, …; prose for a note or an objective, shell for words that
begin with a dot, error for what failed), rows and milliseconds.`,
  examples: ['history', 'history 5'],
  run({ shell }, { n }) {
    const { asked } = shell;
    const lines = asked.slice(-Math.min(wholeNumber('history', n, asked.length, 1), asked.length));
    return {
      ...smallTable(lines, [
        { name: 'number', label: '$', unit: 'number', cell: ({ number }) => number },
        { name: 'command', unit: 'text', isLine: true, cell: ({ line }) => line },
        { name: 'kind', unit: 'text', cell: ({ kind }) => kind },
        { name: 'rows', unit: 'count', cell: ({ rows }) => rows },
        { name: 'milliseconds', unit: 'number', cell: ({ milliseconds }) => milliseconds },
      ]),
      heap: undefined,
      provenance: exact,
      objectsOf: () => new Uint32Array(0),
      subjectOf: () => NONE,
    };
  },
});
