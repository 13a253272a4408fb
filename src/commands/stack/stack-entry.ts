import type { Heap } from '../../query/heap.ts';
import { isTruncated, simpleValue } from '../../query/object-value.ts';
import type { SourceLocation } from '../../query/runtimes/runtime.ts';

/** Reads where tracebacks and frames stand, as Python prints it: by the code's co_name, where heapsh shows the qualified name. */
export function stackEntryReader(heap: Heap): (object: number) => SourceLocation {
  const { snapshot, runtime } = heap;
  const [frameOf, codeOf, nameOf] = ['tb_frame', 'f_code', 'co_name'].map((name) =>
    runtime.fieldReader(snapshot, name),
  ) as [FieldReader, FieldReader, FieldReader];
  return (object) => {
    const frame = frameOf(object);
    const code = codeOf(frame < 0 ? object : frame);
    const place = runtime.location(snapshot, object);
    const name = code < 0 ? undefined : textOf(heap, nameOf(code));
    return { file: place?.file, line: place?.line, name: name ?? lastPart(place?.name) };
  };
}

type FieldReader = (object: number) => number;

/** The whole text of a string; undefined when the snapshot has only its beginning, or no string there. */
function textOf({ snapshot }: Heap, object: number): string | undefined {
  if (object < 0 || isTruncated(snapshot, object)) return undefined;
  const text = simpleValue(snapshot, object);
  return typeof text === 'string' ? text : undefined;
}

/** `f.<locals>.<lambda>` → `<lambda>` */
function lastPart(qualifiedName: string | undefined): string | undefined {
  return qualifiedName?.slice(qualifiedName.lastIndexOf('.') + 1);
}
