// What a compiler holds: syntax trees, symbols, types and flow nodes of many files, checked.
import { moduleText } from './source-files.mjs';

/** A program of `count` generated modules, with all its trees, symbols and types. */
export function compile(ts, count) {
  const options = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options, true);
  const modules = new Map(Array.from({ length: count }, (_, i) => [`/src/module-${i}.ts`, moduleText(i)]));
  const { directoryExists, fileExists, readFile, getSourceFile } = host;
  host.getCurrentDirectory = () => '/src';
  host.directoryExists = (name) => name === '/src' || directoryExists(name);
  host.fileExists = (name) => modules.has(name) || fileExists(name);
  host.readFile = (name) => modules.get(name) ?? readFile(name);
  host.getSourceFile = (name, ...rest) =>
    modules.has(name)
      ? ts.createSourceFile(name, modules.get(name), rest[0], true)
      : getSourceFile(name, ...rest);
  const program = ts.createProgram({ rootNames: [...modules.keys()], options, host });
  const diagnostics = program.getSourceFiles().flatMap((file) => [...program.getSemanticDiagnostics(file)]);
  return { program, checker: program.getTypeChecker(), diagnostics };
}
