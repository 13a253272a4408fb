// The results of `npm run bench:peers` as Markdown.

/** What readers know the tools as. */
export const labels = { heapsh: 'heapsh', devtools: 'Chrome DevTools', memlab: 'memlab' };

/** A Markdown table; the first row is its head. The columns that `isNumeric` names by index stand on the right. */
export function markdownTable([head, ...rows], isNumeric = () => false) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (isNumeric(column) ? '---:' : '---'));
  const escaped = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')));
  return [line(head), `|${rule.join('|')}|`, ...escaped.map(line)].join('\n');
}

/** Files and tools, a row each: medians of their figures, and how many times heapsh's they are. */
export function resultsTable(files) {
  const head = [
    'file',
    'tool',
    'first histogram',
    'full retained sizes',
    'times',
    'peak memory',
    'times',
    'bytes an object',
    'bytes an edge',
    'again: histogram',
    'again: retained',
    'answers',
  ];
  const rows = files.flatMap((file) =>
    Object.entries(file.tools).map(([name, figures], i) => [
      i === 0 ? describeFile(file) : '',
      labels[name],
      ...figureCells(file, figures),
      name === 'heapsh' && figures.failure === undefined ? '' : outcome(file, figures),
    ]),
  );
  return markdownTable([head, ...rows], (column) => column > 1 && column < head.length - 1);
}

/** Whether each bar was met, a row each; see bars.mjs. */
export function barsTable(bars) {
  const rows = bars.map(({ file, what, value, bar, met }) => [file, what, value, bar, met ? 'yes' : 'no']);
  return markdownTable([['file', 'what', 'measured', 'bar', 'met'], ...rows], (column) => column === 2);
}

function describeFile({ name, size, answers }) {
  const { objects, edges } = answers ?? {};
  const counts = objects === undefined ? '' : `, ${millions(objects)} objects, ${millions(edges)} edges`;
  return `${name}: ${(size / 1e6).toFixed(0)} MB${counts}`;
}

function figureCells({ tools, answers }, figures) {
  const { histogram, retained, peak, again, retainedAgain } = figures;
  const { objects, edges } = figures.answers ?? answers ?? {};
  return [
    seconds(histogram),
    seconds(retained),
    times(retained, tools.heapsh?.retained),
    peak === undefined ? '' : `${(peak / 1e9).toFixed(2)} GB`,
    times(peak, tools.heapsh?.peak),
    bytesEach(peak, objects),
    bytesEach(peak, edges),
    seconds(again),
    seconds(retainedAgain),
  ];
}

/** What a tool that failed said, and else how its answers compare with heapsh's. */
function outcome(file, { failure, answers }) {
  return failure === undefined ? compareAnswers(file.answers, answers) : `failed: ${failure}`;
}

/** In words: whether a peer says the same about a file as heapsh. */
export function compareAnswers(ours, theirs) {
  if (ours === undefined || theirs === undefined) return '';
  const different = Object.keys(ours).filter((key) => ours[key] !== theirs[key]);
  if (different.length === 0) return 'equal';
  return different.map((key) => `${key}: ${difference(theirs[key], ours[key])}`).join('; ');
}

function difference(theirs, ours) {
  const share = (100 * Math.abs(theirs - ours)) / ours;
  return `${theirs > ours ? '+' : '−'}${Number(share.toPrecision(2))} %`;
}

function seconds(milliseconds) {
  return milliseconds === undefined ? '' : `${(milliseconds / 1000).toFixed(2)} s`;
}

function times(value, ours) {
  return value === undefined || ours === undefined ? '' : (value / ours).toFixed(1);
}

function bytesEach(bytes, count) {
  return bytes === undefined || count === undefined ? '' : (bytes / count).toFixed(0);
}

function millions(count) {
  return `${(count / 1e6).toFixed(2)} M`;
}
