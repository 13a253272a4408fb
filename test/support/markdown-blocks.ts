/** A command in a fenced block, with the lines below it that it is said to answer. */
export interface Example {
  readonly command: string;
  /** Zero-based, in the document. */
  readonly lineIndex: number;
  readonly shown: readonly string[];
  /** Index of the first line after what is shown. */
  readonly endIndex: number;
}

/** The examples in all blocks fenced as `language`: each begins with `prompt`. */
export function examplesIn(document: string, language: string, prompt: string): Example[] {
  const lines = document.split('\n');
  const examples: Example[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (lines[at] !== `\`\`\`${language}`) continue;
    at++;
    while (at < lines.length && lines[at] !== '```') {
      const lineIndex = at++;
      while (at < lines.length && lines[at] !== '```' && !lines[at]!.startsWith(prompt)) at++;
      if (!lines[lineIndex]!.startsWith(prompt))
        throw new Error(`line ${lineIndex + 1} belongs to no command`);
      examples.push({
        command: lines[lineIndex]!.slice(prompt.length),
        lineIndex,
        shown: trimmed(lines.slice(lineIndex + 1, at)),
        endIndex: at,
      });
    }
  }
  return examples;
}

/** The document with other answers under the same commands; a blank line stays between two examples. */
export function withAnswers(
  document: string,
  examples: readonly Example[],
  answers: readonly string[][],
): string {
  const lines = document.split('\n');
  for (let i = examples.length - 1; i >= 0; i--) {
    const { lineIndex, endIndex } = examples[i]!;
    const gap = lines[endIndex] === '```' ? [] : [''];
    lines.splice(lineIndex + 1, endIndex - lineIndex - 1, ...trimmed(answers[i]!), ...gap);
  }
  return lines.join('\n');
}

/** Without blank lines at the end: they only set examples apart. */
function trimmed(lines: readonly string[]): string[] {
  const end = lines.findLastIndex((line) => line !== '') + 1;
  return lines.slice(0, end);
}
