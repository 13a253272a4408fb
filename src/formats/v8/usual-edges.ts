import { isNamed } from './edge-kinds.ts';

/** What is to be known of edges, and where they go. */
export interface UsualEdges {
  readonly targets: Uint32Array;
  readonly names: Uint32Array;
  readonly kinds: Uint8Array;
  /** By type; NOT_USUAL: edges of it are left to others. */
  readonly kindOfType: Uint8Array;
  /** Numbers a node: where one begins is a multiple of it. */
  readonly nodeWidth: number;
  readonly nodeCount: number;
  /** The next edge. */
  row: number;
  /** The greatest index into the section `strings`. */
  mostName: number;
}

/** No edge has this kind. */
export const NOT_USUAL = 0xff;

const ZERO = 0x30;
const COMMA = 0x2c;
const NEWLINE = 0x0a;

/** A type of one digit, two numbers of nine, three commas and a line break are shorter; so nothing is read beyond the end. */
const LONGEST = 24;
const MOST = 0x7fffffff;

/**
 * Takes edges as V8 writes them, `type,name,place,`, from the first digit of one on, until row `end`; returns where the
 * first one begins that is written in another way, is not as it has to be, or is near the end of the bytes: who knows of
 * all ways must go on there.
 *
 * Three of four numbers of a file are here. Each is read by a ladder, whose branches are foreseen better than those of a
 * loop over digits, and becomes a column at once: through a batch of doubles it takes a third longer.
 */
export function takeUsualEdges(bytes: Uint8Array, position: number, edges: UsualEdges, end: number): number {
  const { targets, names, kinds, kindOfType, nodeWidth } = edges;
  const typeCount = Math.min(kindOfType.length, 10);
  const nodeCount = Math.min(edges.nodeCount, MOST);
  // Rounded it is the quotient where there is no remainder, and that is asked of it below; quicker than a division.
  const share = 1 / nodeWidth;
  const last = bytes.length - LONGEST;
  let { row, mostName } = edges;
  let at = position;
  while (at < last && row < end) {
    const type = bytes[at]! - ZERO;
    if (type >>> 0 >= typeCount || bytes[at + 1] !== COMMA) break;
    let next = at + 2;
    let name = bytes[next]! - ZERO;
    if (name >>> 0 >= 10) break;
    let digit = bytes[++next]! - ZERO;
    if (digit >>> 0 < 10) {
      name = (name * 10 + digit) | 0;
      digit = bytes[++next]! - ZERO;
      if (digit >>> 0 < 10) {
        name = (name * 10 + digit) | 0;
        digit = bytes[++next]! - ZERO;
        if (digit >>> 0 < 10) {
          name = (name * 10 + digit) | 0;
          digit = bytes[++next]! - ZERO;
          if (digit >>> 0 < 10) {
            name = (name * 10 + digit) | 0;
            digit = bytes[++next]! - ZERO;
            if (digit >>> 0 < 10) {
              name = (name * 10 + digit) | 0;
              digit = bytes[++next]! - ZERO;
              if (digit >>> 0 < 10) {
                name = (name * 10 + digit) | 0;
                digit = bytes[++next]! - ZERO;
                if (digit >>> 0 < 10) {
                  name = (name * 10 + digit) | 0;
                  digit = bytes[++next]! - ZERO;
                  if (digit >>> 0 < 10) {
                    name = (name * 10 + digit) | 0;
                    digit = bytes[++next]! - ZERO;
                  }
                }
              }
            }
          }
        }
      }
    }
    if (digit !== COMMA - ZERO) break;
    let place = bytes[++next]! - ZERO;
    if (place >>> 0 >= 10) break;
    digit = bytes[++next]! - ZERO;
    if (digit >>> 0 < 10) {
      place = (place * 10 + digit) | 0;
      digit = bytes[++next]! - ZERO;
      if (digit >>> 0 < 10) {
        place = (place * 10 + digit) | 0;
        digit = bytes[++next]! - ZERO;
        if (digit >>> 0 < 10) {
          place = (place * 10 + digit) | 0;
          digit = bytes[++next]! - ZERO;
          if (digit >>> 0 < 10) {
            place = (place * 10 + digit) | 0;
            digit = bytes[++next]! - ZERO;
            if (digit >>> 0 < 10) {
              place = (place * 10 + digit) | 0;
              digit = bytes[++next]! - ZERO;
              if (digit >>> 0 < 10) {
                place = (place * 10 + digit) | 0;
                digit = bytes[++next]! - ZERO;
                if (digit >>> 0 < 10) {
                  place = (place * 10 + digit) | 0;
                  digit = bytes[++next]! - ZERO;
                  if (digit >>> 0 < 10) {
                    place = (place * 10 + digit) | 0;
                    digit = bytes[++next]! - ZERO;
                  }
                }
              }
            }
          }
        }
      }
    }
    if (digit === NEWLINE - ZERO) digit = bytes[++next]! - ZERO;
    const target = (place * share + 0.5) | 0;
    if (digit !== COMMA - ZERO || Math.imul(target, nodeWidth) !== place || target >= nodeCount) break;
    const kind = kindOfType[type]!;
    if (kind === NOT_USUAL) break;
    if (name > mostName && isNamed(kind)) mostName = name;
    targets[row] = target;
    names[row] = name;
    kinds[row] = kind;
    row++;
    at = next + 1;
  }
  edges.row = row;
  edges.mostName = mostName;
  return at;
}
