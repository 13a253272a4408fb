import { type LineState, moved, pushStep } from '../line-state.ts';

export const undoing = {
  undo: (line: LineState): LineState => {
    const step = line.undo.at(-1);
    if (step === undefined) return line;
    const undo = line.undo.slice(0, -1);
    return { ...moved(line, step.cursor), text: step.text, undo, redo: pushStep(line.redo, line) };
  },
  redo: (line: LineState): LineState => {
    const step = line.redo.at(-1);
    if (step === undefined) return line;
    const redo = line.redo.slice(0, -1);
    return { ...moved(line, step.cursor), text: step.text, undo: pushStep(line.undo, line), redo };
  },
};
