/** Columns that a line may take: COLUMNS when it is set, else those of the terminal; Infinity when there is none. */
export function terminalWidth(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: NodeJS.ProcessEnv,
): number {
  const wanted = Number(environment.COLUMNS);
  if (Number.isInteger(wanted) && wanted > 0) return wanted;
  return stream.isTTY === true && stream.columns ? stream.columns : Infinity;
}
