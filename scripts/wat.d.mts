import type { Plugin } from 'vitest/config';

export const watForVite: Plugin;
