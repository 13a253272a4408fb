import { bundledFile } from './bundled-file.ts';

/** The snapshot that comes with heapsh: a small run of Pylint that holds on to its tracebacks. */
export function exampleSnapshot(): string {
  return bundledFile('example/pylint.heapsh', '../example/pylint.heapsh');
}

/** The lines that tell its story. */
export function exampleReport(): string {
  return bundledFile('example/report.hsh', '../example/report.hsh');
}
