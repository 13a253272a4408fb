const names: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  enter: 'Enter',
  escape: 'Esc',
  space: 'Space',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  tab: 'Tab',
  backspace: 'Backspace',
  delete: 'Del',
};

/** A key as people write it: `Ctrl-D`, `PgDn`, `?`. */
export function keyLabel(key: string): string {
  const [, modifiers = '', name = key] = /^((?:(?:shift|alt|ctrl)-)*)(.+)$/.exec(key) ?? [];
  const label = names[name] ?? (/^f\d+$/.test(name) || modifiers !== '' ? name.toUpperCase() : name);
  return modifiers.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase()) + label;
}
