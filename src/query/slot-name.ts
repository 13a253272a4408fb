/** How a slot of the engine is written: as the specification of JavaScript writes its own. `->"[[table]]"` follows one. */
export function slotText(name: string): string {
  return `[[${name}]]`;
}

/** The name of the slot that a text writes; undefined: it writes none. */
export function slotNamed(text: string): string | undefined {
  return text.startsWith('[[') && text.endsWith(']]') ? text.slice(2, -2) : undefined;
}
