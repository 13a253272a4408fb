/** Rows of the screen, from the top: header, title, body, foot, card, rule, prompt, status. */
export interface Regions {
  readonly columns: number;
  readonly rows: number;
  /** Lines for the rows of the answer, its headings included. */
  readonly bodyLines: number;
  /** Lines below it: notes. */
  readonly footLines: number;
  /** Lines below that: the card of the tour. */
  readonly cardLines: number;
  /** At most so many lines of the body, from below, may be covered: by an error, or the completion menu. */
  readonly overlayLines: number;
}

/** Of a smaller screen nothing useful can be made. */
export const LEAST_COLUMNS = 40;
export const LEAST_ROWS = 8;

/** The first row of the body. */
export const BODY_ROW = 2;
/** Header, title, rule, prompt, status. */
const FIXED_ROWS = 5;
/** What covers the body is at most a third of the screen, or so many lines. */
const MENU_ROWS = 10;
const BODY_BESIDE_OVERLAY = 2;

export function isTooSmall(columns: number, rows: number): boolean {
  return columns < LEAST_COLUMNS || rows < LEAST_ROWS;
}

/**
 * `wantedFoot`: lines that the notes of the answer would take. They get fewer where the rows need the room. `cardLines`: at most
 * `mostCard`.
 */
export function regionsOf(columns: number, rows: number, wantedFoot: number, cardLines = 0): Regions {
  const free = Math.max(1, rows - FIXED_ROWS);
  const footLines = Math.min(wantedFoot, mostFoot(rows));
  const bodyLines = Math.max(1, free - footLines - cardLines);
  return {
    columns,
    rows,
    bodyLines,
    footLines,
    cardLines,
    overlayLines: Math.max(1, Math.min(mostOverlay(rows), bodyLines - BODY_BESIDE_OVERLAY)),
  };
}

function mostOverlay(rows: number): number {
  return Math.max(MENU_ROWS, Math.floor(rows / 3));
}

/** Lines of notes that a screen of so many rows has room for. */
export function mostFoot(rows: number): number {
  if (rows < 14) return 0;
  return rows < 30 ? 2 : 4;
}

/** Lines of a card that a screen of so many rows has room for. */
export function mostCard(rows: number): number {
  return Math.max(2, Math.floor(rows / 3));
}
