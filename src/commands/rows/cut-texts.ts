import type { Cell, ColumnUnit, Provenance } from '../../query/result.ts';

/** Whether some of these keys are texts of which the snapshot has only the beginning: they end in an ellipsis. */
export function hasCutTexts(unit: ColumnUnit, keys: readonly Cell[]): boolean {
  return unit === 'value' && keys.some((key) => typeof key === 'string' && key.endsWith('…'));
}

/** Grouping takes two such texts for one when they begin alike: then the answer is no longer exact, and says so. */
export function boundedByCutTexts(provenance: Provenance, isCut: boolean): Provenance {
  if (!isCut) return provenance;
  return { ...provenance, exact: false, bound: 'texts longer than their preview are told apart by it alone' };
}
