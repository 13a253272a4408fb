import { visible } from '../../output/visible.ts';

/** One step of a replay, for programs that collect test results. */
export interface JUnitStep {
  readonly name: string;
  readonly lineNumber: number;
  readonly seconds: number;
  /** `failed`: it answers otherwise than it should; `error`: it could not be answered. */
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  /** In one line, of what did not pass. */
  readonly message?: string;
  readonly details?: readonly string[];
}

export interface JUnitSuite {
  readonly name: string;
  /** The session file, as it was named. */
  readonly file: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly steps: readonly JUnitStep[];
}

/** The JUnit XML of one replay, as CI servers read it: a suite, a test case a step. Any text may stand in it. */
export function* junitXml({ name, file, timestamp, steps }: JUnitSuite): Generator<string> {
  const totals = {
    tests: steps.length,
    failures: countOf(steps, 'failed'),
    errors: countOf(steps, 'error'),
    skipped: countOf(steps, 'skipped'),
    time: secondsText(steps.reduce((sum, step) => sum + step.seconds, 0)),
  };
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites${attributes({ name, ...totals })}>\n`;
  yield `  <testsuite${attributes({ name, ...totals, timestamp, file })}>\n`;
  for (const step of steps) yield caseXml(step, name, file);
  yield '  </testsuite>\n</testsuites>\n';
}

function countOf(steps: readonly JUnitStep[], outcome: JUnitStep['outcome']): number {
  return steps.filter((step) => step.outcome === outcome).length;
}

const elements = { failed: 'failure', error: 'error', skipped: 'skipped' } as const;

function caseXml({ outcome, message, details, ...step }: JUnitStep, classname: string, file: string): string {
  const { name, lineNumber: line, seconds } = step;
  const start = `    <testcase${attributes({ name, classname, time: secondsText(seconds), file, line })}`;
  if (outcome === 'passed') return `${start}/>\n`;
  const element = elements[outcome];
  const open = `      <${element}${attributes(message === undefined ? {} : { message })}`;
  const text = details?.map((each) => escapeXml(visible(each))).join('\n');
  return `${start}>\n${open}${text === undefined ? '/>' : `>${text}</${element}>`}\n    </testcase>\n`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(visible(String(value)))}"`)
    .join('');
}

/** Whole digits: XML has no place for 1e-7. */
function secondsText(seconds: number): string {
  return seconds.toFixed(3);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// What XML cannot write at all was made visible before; U+FFFE and U+FFFF are no control characters, and still forbidden.
function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign]!).replace(/[\ufffe\uffff]/g, '\ufffd');
}
