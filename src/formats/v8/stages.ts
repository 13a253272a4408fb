import type { Stages } from '../../base/stages.ts';

/** Milliseconds, of 924 MB that four threads read. */
const modelStages: Stages = [
  ['marking references', 30],
  ['looking at objects', 60],
  ['placing objects', 100],
  ['describing objects', 400],
  ['following references', 350],
  ['finding what holds what', 100],
];

/** Where others parse lists of numbers, while the first thread has passed them over and reads names. */
export const stagesTogether: Stages = [
  ['reading the file', 200],
  ['reading objects', 60],
  ['indexing names', 300],
  ['reading rows', 250],
  ...modelStages,
];

/** Where one thread reads all of it, from the beginning to the end. */
export const stagesAlone: Stages = [['reading the file', 1700], ['indexing names', 300], ...modelStages];
