import { formatBytes, formatBytesAligned, formatCount, formatPercent } from '../base/quantities.ts';
import type { TreeNode, TreeResult } from '../query/result.ts';

/** What a tree tells of a node in numbers, before its name as `du` has it; empty: nothing. */
export type NumbersOf = (node: TreeNode) => string;

/** `240.7 MiB  70.5%  2,667,300`: bytes, their share, objects. Digits of siblings stand below each other. O(siblings). */
export function siblingNumbers(
  { wholeSize: whole }: Pick<TreeResult, 'wholeSize'>,
  siblings: readonly TreeNode[],
): NumbersOf {
  const counted = siblings.filter(({ count }) => count !== undefined);
  if (counted.length === 0) return () => '';
  const isScaled = counted.some(({ size = 0 }) => size >= 1024);
  const size = (bytes: number) => (isScaled ? formatBytesAligned(bytes) : formatBytes(bytes));
  const columns: ((node: TreeNode) => string)[] = [({ count }) => formatCount(count ?? 0)];
  if (whole !== undefined && whole > 0)
    columns.unshift((node) => formatPercent((100 * (node.size ?? 0)) / whole));
  if (counted.some((node) => node.size !== undefined)) columns.unshift((node) => size(node.size ?? 0));
  const widths = columns.map((text) => Math.max(...counted.map((node) => text(node).length)));
  return (node) =>
    node.count === undefined ? '' : columns.map((text, i) => text(node).padStart(widths[i]!)).join('  ');
}
