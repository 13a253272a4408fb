import type { Command } from '../command.ts';
import { predicatesTopic } from './predicates-topic.ts';
import { setsTopic } from './sets-topic.ts';
import { outputTopic, resultsTopic, sessionTopic } from './shell-topics.ts';
import { stagesTopic } from './stages-topic.ts';
import { v8Topic } from './v8-topic.ts';

/** Something to read about that is no command. */
export interface Topic {
  readonly name: string;
  /** What else somebody may call it who asks for it. */
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** Made when asked for: what tables know is taken from them. */
  lines(commands: readonly Command[]): string[];
}

export const topics: readonly Topic[] = [
  setsTopic,
  predicatesTopic,
  stagesTopic,
  resultsTopic,
  outputTopic,
  sessionTopic,
  v8Topic,
];
