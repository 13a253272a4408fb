import { NONE, type ObjectKind } from './kinds.ts';
import type { NameTable } from './name-table.ts';
import type { TypeRow } from './snapshot.ts';

/** What a format knows of a type when it meets it. How `name` is made of the rest is the runtime's rule, so the format's. */
export interface TypeDeclaration {
  readonly name: string;
  readonly shortName: string;
  readonly qualifiedName: string;
  readonly module: string;
  readonly kind: ObjectKind;
}

/** What can often be told only later, when all objects and types are known. */
export interface TypeRelations {
  readonly objectIndex: number;
  readonly bases: readonly number[];
  readonly ancestors: readonly number[];
}

/** The table of types while it is being written. */
export class TypeRows {
  readonly #names: NameTable;
  readonly #rows: TypeRow[] = [];

  constructor(names: NameTable) {
    this.#names = names;
  }

  get count(): number {
    return this.#rows.length;
  }

  /** Returns the type's index. */
  declare(type: TypeDeclaration): number {
    const nameId = this.#names.intern(type.name);
    return this.#rows.push({ ...type, nameId, objectIndex: NONE, bases: [], ancestors: [] }) - 1;
  }

  at(typeIndex: number): TypeRow | undefined {
    return this.#rows[typeIndex];
  }

  relate(typeIndex: number, relations: TypeRelations): void {
    this.#rows[typeIndex] = { ...this.#rows[typeIndex]!, ...relations };
  }

  finish(): readonly TypeRow[] {
    return this.#rows;
  }
}
