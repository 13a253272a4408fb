/** The types of nodes that rules are about, by their number in the file; -1: the file has none such. */
export interface NodeTypes {
  readonly hidden: number;
  readonly array: number;
  readonly string: number;
  readonly object: number;
  readonly code: number;
  readonly closure: number;
  readonly regexp: number;
  readonly number: number;
  readonly native: number;
  readonly synthetic: number;
  readonly joined: number;
  readonly sliced: number;
  readonly names: readonly string[];
}

export function nodeTypes(names: readonly string[]): NodeTypes {
  const find = (name: string): number => names.indexOf(name);
  return {
    hidden: find('hidden'),
    array: find('array'),
    string: find('string'),
    object: find('object'),
    code: find('code'),
    closure: find('closure'),
    regexp: find('regexp'),
    number: find('number'),
    native: find('native'),
    synthetic: find('synthetic'),
    joined: find('concatenated string'),
    sliced: find('sliced string'),
    names,
  };
}
