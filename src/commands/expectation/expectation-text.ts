import type { ExpectationNode, ExprNode } from '../../query/ast.ts';
import type { JudgedPart } from '../../query/expressions/judge.ts';
import type { Heap } from '../../query/heap.ts';
import { valueText } from './value-text.ts';

/** What an expectation came to in words, with the values that it hangs on and its parts as they were typed. */
export class ExpectationText {
  readonly #expectation: ExpectationNode;
  readonly #heap: Heap;

  constructor(expectation: ExpectationNode, heap: Heap) {
    this.#expectation = expectation;
    this.#heap = heap;
  }

  /** `count(traceback) = 12, expected < 1000` */
  held(part: JudgedPart): string {
    const values = this.#equations(part, '=').join(', ');
    const rest = this.#restOfComparison(part);
    if (rest !== undefined) return `${values}, expected ${rest}`;
    const typed = this.#typed(part.node);
    return values === '' || part.values[0]!.node === part.node
      ? values || typed
      : `${values}, expected ${typed}`;
  }

  /** `expected count(traceback) < 1000, but it is 397,600` */
  failed(part: JudgedPart): string {
    const expected = `expected ${this.#typed(part.node)}`;
    const [only, ...more] = part.values;
    if (only === undefined) return `${expected}, which never holds`;
    if (more.length === 0)
      return `${expected}, but ${this.#subject(part, only.node)} is ${valueText(only, this.#heap)}`;
    return `${expected}, but ${this.#equations(part, 'is').join(' and ')}`;
  }

  /** Each value once, however often it stands there. */
  #equations({ values }: JudgedPart, sign: string): string[] {
    const texts = values.map((each) => `${this.#typed(each.node)} ${sign} ${valueText(each, this.#heap)}`);
    return [...new Set(texts)];
  }

  /** `it`, where the part begins with what it is about. */
  #subject({ node }: JudgedPart, measured: ExprNode): string {
    return measured.start === node.start ? 'it' : this.#typed(measured);
  }

  /** `< 1000`, where one value is compared with what is no value of the heap. */
  #restOfComparison({ node, values }: JudgedPart): string | undefined {
    if (node.kind !== 'binary' || node.operator === 'and' || node.operator === 'or') return undefined;
    if (values.length !== 1 || values[0]!.node !== node.left) return undefined;
    const { text, start } = this.#expectation;
    return text.slice(node.left.end - start, node.end - start).trim();
  }

  #typed({ start, end }: ExprNode): string {
    const { text, start: offset } = this.#expectation;
    return text.slice(start - offset, end - offset);
  }
}
