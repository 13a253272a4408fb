/** How parts of a text answer are set off. The text itself never depends on it. */
export interface Style {
  heading(text: string): string;
  dim(text: string): string;
  alarm(text: string): string;
}

const same = (text: string) => text;

export const plainStyle: Style = { heading: same, dim: same, alarm: same };

export const colourStyle: Style = {
  heading: (text) => `\x1b[1m${text}\x1b[22m`,
  dim: (text) => `\x1b[2m${text}\x1b[22m`,
  alarm: (text) => `\x1b[31m${text}\x1b[39m`,
};
