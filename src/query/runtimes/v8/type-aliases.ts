/** What JavaScript programmers call types, beside the names that Chrome DevTools gives them. */
export const typeAliases: ReadonlyMap<string, string> = new Map([
  ['string', '(string)'],
  ['concatenated', '(concatenated string)'],
  ['sliced', '(sliced string)'],
  ['number', '(number)'],
  ['bigint', '(bigint)'],
  ['symbol', '(symbol)'],
  ['array', '(array)'],
  ['system', '(system)'],
  ['hidden', '(system)'],
  ['code', '(compiled code)'],
  ['synthetic', '(synthetic)'],
  ['shape', '(object shape)'],
  ['function', 'Function'],
  ['closure', 'Function'],
  ['context', 'system / Context'],
  ['regexp', 'RegExp'],
]);
