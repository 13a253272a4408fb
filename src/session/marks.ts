import { QueryError } from '../base/errors.ts';
import type { Command, Mark } from '../commands/command.ts';
import type { Heap } from '../query/heap.ts';
import { takenNames } from '../query/parser/line-parser.ts';
import { isShellSet } from '../query/sets/shell-sets.ts';

/** Names of single objects; the same name may stand for another object in each snapshot. A value: marking makes a new one. */
export class Marks {
  readonly all: readonly Mark[];

  constructor(all: readonly Mark[] = []) {
    this.all = all;
  }

  find(name: string, heap: Heap): Mark | undefined {
    return this.all.find((mark) => mark.name === name && mark.heap.isOf(heap));
  }

  /** In the place of the one of that name in that snapshot, else behind the others. */
  with(mark: Mark): Marks {
    const before = this.find(mark.name, mark.heap);
    if (before === undefined) return new Marks([...this.all, mark]);
    return new Marks(this.all.map((each) => (each === before ? mark : each)));
  }

  /** The name means something else now, in every snapshot. */
  without(name: string): Marks {
    return new Marks(this.all.filter((mark) => mark.name !== name));
  }

  /** The snapshot was closed. */
  withoutHeap(heap: Heap): Marks {
    return new Marks(this.all.filter((mark) => !mark.heap.isOf(heap)));
  }
}

/** Throws QueryError when a name means something in every line, so that it could not be asked for as a set. */
export function requireFreeName(name: string, commands: readonly Command[]): void {
  const fail = (message: string, hint = 'choose another name'): never => {
    throw new QueryError(message, { hint });
  };
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) {
    const nearest = name.replace(/[^\p{L}\p{N}_]+/gu, '_').replace(/^(?=\d)/, '_');
    fail(
      `\`${name}\` cannot be a name: it takes letters, digits and _, and begins with no digit`,
      takenNames.has(nearest) ? undefined : `\`${nearest}\` can`,
    );
  }
  const command = commands.find((each) => each.name === name || each.aliases.includes(name));
  if (command !== undefined) fail(`\`${name}\` is the command \`${command.name}\``);
  if (isShellSet(name)) fail(`\`${name}\` is a set of the shell's own`);
  const isKeyword = commands.some(({ params }) => params.some(({ keyword }) => keyword === name));
  if (isKeyword || takenNames.has(name)) fail(`\`${name}\` has a meaning of its own`);
}
