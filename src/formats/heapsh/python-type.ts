import { type ObjectKind, objectKinds } from '../../model/kinds.ts';
import type { TypeDeclaration } from '../../model/type-rows.ts';
import type { Chunk } from './chunks.ts';
import { JsonObject } from './json-object.ts';

export interface PythonType {
  readonly declaration: TypeDeclaration;
  readonly address: bigint;
  readonly bases: readonly bigint[];
  readonly ancestors: readonly bigint[];
}

/** The rows of a TYPE chunk. `count`: of the types before it. */
export function readTypes(chunk: Chunk, count: number): PythonType[] {
  const json = JsonObject.parse(chunk);
  const firstId = json.count('firstId');
  if (firstId !== count) throw json.error(`rows begin at ${firstId} and should at ${count}`);
  return json.objects('rows').map(readType);
}

function readType(row: JsonObject): PythonType {
  const address = row.address('address');
  return {
    declaration: declaration(row),
    address,
    bases: row.addresses('bases'),
    ancestors: row.addresses('mro').filter((ancestor) => ancestor !== address),
  };
}

function declaration(row: JsonObject): TypeDeclaration {
  const shortName = row.text('name');
  const qualifiedName = row.optionalText('qualname') ?? shortName;
  const module = row.optionalText('module') ?? '';
  return { name: shownName(module, qualifiedName), shortName, qualifiedName, module, kind: kindOf(row) };
}

/** Python's own rule for what `repr` of a class shows. */
function shownName(module: string, qualifiedName: string): string {
  return module === 'builtins' || module === '' ? qualifiedName : `${module}.${qualifiedName}`;
}

function kindOf(row: JsonObject): ObjectKind {
  const name = row.text('kind');
  const kind = objectKinds.find((known) => known === name);
  if (kind === undefined) throw row.error(`there is no kind "${name}"`);
  return kind;
}
