import { twoColumns } from './columns.ts';
import { paragraphs } from './paragraphs.ts';
import type { Topic } from './topics.ts';

export const resultsTopic: Topic = {
  name: 'results',
  summary: 'numbered results and rows as handles',
  lines: () => [
    ...paragraphs(
      'Every answer about a heap has a number, and every row of it stands for the objects behind it.',
    ),
    '',
    ...twoColumns([
      ['$3   _', 'the third answer; the last one'],
      ['$3[0]   $3[2:5]   $3[-1]', 'rows of it, counted from 0; the second number is not taken'],
      ['leaks = traceback[@out > 3]', 'gives an answer a name; leaks is a set from then on'],
      ['hist | head 3', 'then $1[0] | sample 1 | at: the first row is all objects of that type'],
    ]),
  ],
};

export const outputTopic: Topic = {
  name: 'output',
  summary: 'tables, JSON, CSV, Markdown; how much is shown; exit status',
  lines: () => [
    ...twoColumns([
      ['.mode table|json|jsonl|csv|md', 'how answers are written; --mode on the command line'],
      [
        '.set limit N',
        'how many rows of a table or a tree are shown; --limit on the command line, 0 shows all',
      ],
      ['.output FILE', 'answers go to a file, .output alone brings them back'],
    ]),
    '',
    ...paragraphs(`JSON is one document a command, with exact numbers: sizes in bytes, addresses as "0x…", heap ids as "@…". Its last
key, provenance, tells whether the answer is exact, what was left out and how many objects are unreachable. A line that
fails has its document too; lines of JSONL are rows and nothing else, and errors and notes go to standard error. Lines of CSV end
with CR LF, as RFC 4180 has it.

The last line of an answer, in parentheses, tells what is not plain: rows that were left out, a bound that was
met, \`weak edges included\`. A weak edge does not keep its target alive (a weakref, an entry of a weak
dictionary): sets and trees of references follow it, while paths from a root and what is unreachable do not. \`help info\` tells what roots are.

Exit status: 0 done; 1 a command failed or an expectation did not hold; 2 usage; 3 the snapshot could not be
read; 130 interrupted.`),
  ],
};

export const sessionTopic: Topic = {
  name: 'session',
  summary: "lines, words of the shell's own, files of commands, marks, notes and expectations",
  lines: () => [
    ...paragraphs(`One line is one pipeline: a command or a SET, then stages after |. # begins a comment. Words that
begin with a dot are for the shell itself; .help lists them. help, quit and exit need no dot.`),
    '',
    ...twoColumns([
      ['heapsh FILE', 'the shell'],
      ["heapsh FILE -c 'hist | head 5'", 'runs lines, prints, ends; -c may stand more than once'],
      ['heapsh FILE -f steps.hsh', 'runs a file of lines, or a Markdown file with heapsh blocks'],
      ['heapsh FILE -f steps.hsh dict', 'the same, and $arg1 in the file is dict'],
      ['… | heapsh FILE', 'takes lines from standard input'],
      ['… | heapsh -', 'takes the snapshot from there: with -c or -f, or with keys from the terminal'],
      [
        'heapsh replay SESSION [FILE]',
        'runs a session again, and tells what is equal; replay does so in the shell',
      ],
      ['.read FILE', 'runs a file of lines in this session'],
      ['objective TEXT   note TEXT', 'say what is looked for, and what was found'],
      ['mark $3[0] cache', 'gives an object a name: at cache, chain cache; marks lists them'],
      ['history', 'every line so far, and what came of it'],
      ['expect count(SET) < 1000', 'fails unless it holds: a script is a test of a heap'],
      ['Ctrl-C', 'stops a long answer; the session stays as it was'],
    ]),
  ],
};
