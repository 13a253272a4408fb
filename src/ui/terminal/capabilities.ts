/** What may be sent to a terminal. */
export interface Capabilities {
  readonly colours: ColourDepth;
  /** Whether characters beyond ASCII arrive as such. */
  readonly unicode: boolean;
}

export type ColourDepth = 'none' | 16 | 256 | 'truecolor';

/** Terminals that show true colours and do not all say so. */
const trueColourPrograms: ReadonlySet<string> = new Set([
  'iTerm.app',
  'WezTerm',
  'ghostty',
  'vscode',
  'Hyper',
]);
const trueColourTerms = /-direct$|-truecolor$|^(xterm-)?(kitty|ghostty)$|^(alacritty|foot|wezterm|contour)/;
const utf8 = /utf-?8/i;

/** Judges by the environment alone. FORCE_COLOR, from 0 to 3, has the last word on colours, as with every tool of Node's. */
export function readCapabilities(
  environment: NodeJS.ProcessEnv,
  stream: { readonly isTTY?: boolean },
): Capabilities {
  return { colours: colourDepth(environment, stream), unicode: showsUnicode(environment) };
}

/** The value of FORCE_COLOR that makes chalk, which ink uses, write colours of that depth and no other. */
export function forcedColour(colours: ColourDepth): '0' | '1' | '2' | '3' {
  if (colours === 'none') return '0';
  if (colours === 16) return '1';
  return colours === 256 ? '2' : '3';
}

function colourDepth(environment: NodeJS.ProcessEnv, stream: { readonly isTTY?: boolean }): ColourDepth {
  const forced = forcedDepth(environment.FORCE_COLOR);
  if (forced !== undefined) return forced;
  const term = environment.TERM ?? '';
  if (environment.NO_COLOR || stream.isTTY !== true || term === 'dumb' || term === '') return 'none';
  if (/^(truecolor|24bit)$/.test(environment.COLORTERM ?? '')) return 'truecolor';
  // The names below are inherited by what runs inside tmux and screen, which may show less.
  if (/^(tmux|screen)/.test(term)) return term.includes('256color') ? 256 : 16;
  if (trueColourPrograms.has(environment.TERM_PROGRAM ?? '') || trueColourTerms.test(term))
    return 'truecolor';
  return term.includes('256color') ? 256 : 16;
}

function forcedDepth(wanted: string | undefined): ColourDepth | undefined {
  if (wanted === undefined) return undefined;
  const depths: Readonly<Record<string, ColourDepth>> = {
    '0': 'none',
    false: 'none',
    '': 16,
    '1': 16,
    true: 16,
    '2': 256,
    '3': 'truecolor',
  };
  return depths[wanted];
}

/** The first of the three that is set counts, as in every C library; without any, ASCII is what POSIX promises. */
function showsUnicode({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): boolean {
  return utf8.test(LC_ALL || LC_CTYPE || LANG || '');
}
