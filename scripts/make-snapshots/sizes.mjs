// What each snapshot is made of. See structures.mjs for `count`, `chain` and `references`; `modules` are compiled.

/** By name. `file` is about how large the snapshot becomes, `memory` what making it needs at its peak, both in bytes. */
export const sizes = {
  tiny: { contents: { modules: 0, count: 200, chain: 1000, references: 1000 }, file: 4e6, memory: 0.2e9 },
  small: {
    contents: { modules: 0, count: 12_000, chain: 100_000, references: 200_000 },
    file: 50e6,
    memory: 0.5e9,
  },
  medium: {
    contents: { modules: 120, count: 20_000, chain: 500_000, references: 1_000_000 },
    file: 390e6,
    memory: 2e9,
  },
  large: {
    contents: { modules: 440, count: 50_000, chain: 500_000, references: 2_000_000 },
    file: 0.95e9,
    memory: 4.5e9,
  },
  huge: {
    contents: { modules: 955, count: 190_000, chain: 500_000, references: 10_800_000 },
    file: 2.35e9,
    memory: 11e9,
  },
};
