// TypeScript for the compiler to chew on: modules of a made-up application, each the same whenever it is made.

/** The text of module `number`, which imports from two modules before it. */
export function moduleText(number) {
  const imports = [number - 1, Math.floor(number / 2)]
    .filter((other, i, all) => other >= 0 && other < number && all.indexOf(other) === i)
    .map((other) => `import { Store${other}, type Item${other}, total${other} } from './module-${other}';`);
  const parts = Array.from({ length: 12 }, (_, part) => partText(`${number}_${part}`));
  return [...imports, mainText(number), ...parts].join('\n');
}

function mainText(n) {
  const uses =
    n === 0
      ? ''
      : `  const before = total${n - 1}([]);\n  if (before > ${n}) return new Store${n - 1}().size;\n`;
  return `
export interface Item${n} { readonly id: number; name: string; tags: string[]; parent?: Item${n}; kind: 'a' | 'b' | 'c${n}' }
export class Store${n}<T extends Item${n} = Item${n}> {
  private readonly items = new Map<number, T>();
  add(item: T): this { this.items.set(item.id, item); return this; }
  find(id: number): T | undefined { return this.items.get(id); }
  get size(): number { return this.items.size; }
  *named(name: string): Generator<T> { for (const item of this.items.values()) if (item.name === name) yield item; }
}
export function total${n}(items: readonly Item${n}[]): number {
${uses}  return items.filter(({ tags }) => tags.includes('tag ${n}')).reduce((sum, item) => sum + item.id, 0);
}`;
}

function partText(n) {
  return `
type Message${n} =
  | { type: 'open'; path: string; options?: { flags: number; mode: ${n.length} } }
  | { type: 'read'; from: number; to: number }
  | { type: 'close'; reason: Error | undefined };
export async function handle${n}(message: Message${n}, log: (line: string) => void = () => undefined): Promise<number> {
  switch (message.type) {
    case 'open': log(\`opening \${message.path} of ${n}\`); return message.options?.flags ?? 0;
    case 'read': {
      let sum = 0;
      for (let i = message.from; i < message.to; i++) sum += (i * 31 + ${n.length}) % 7;
      log('read ' + sum);
      return sum;
    }
    case 'close': try { log(message.reason?.message ?? 'closed'); } finally { log('${n}'); }
  }
  return -1;
}
export const table${n} = { first: [1, 2, 3], second: { name: 'of ${n}', handle: handle${n} }, third: (x: number) => x * 2 };`;
}
