/**
 * Characters that are known of a joined text without going through all its parts: as many as V8 writes of a text that is not.
 */
export const JOINED_PREVIEW = 1024;
