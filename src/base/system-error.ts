const words: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is not a folder',
  ENOSPC: 'no space is left on the disk',
  EROFS: 'the disk is read-only',
  ELOOP: 'its links lead back to themselves',
  ENAMETOOLONG: 'the name is too long',
  ERR_INVALID_ARG_VALUE: 'no file can have that name',
  EMFILE: 'too many files are open',
};

/** What the operating system refused, in words, without the name of a system call. */
export function systemErrorText(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code !== undefined) return words[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}
