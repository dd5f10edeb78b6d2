import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');

export interface PublicFunction {
  readonly name: string;
  readonly file: string;
  /** Names of its parameters; none for one that is taken apart in the signature. */
  readonly parameters: readonly string[];
  /** The comment above it, without stars; empty where there is none. */
  readonly docblock: string;
  /** Nothing of the server, the pages or the command line uses its file. */
  readonly isLibrary: boolean;
}

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('dist'))
    .map((name) => join(folder, name));

const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Import {
  readonly from: string;
  readonly names: readonly string[];
}

const IMPORT = /(?:import|export)\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'([^']+)'/g;

function importsOf(file: string): Import[] {
  return [...read(file).matchAll(IMPORT)].map(([, names = '', address = '']) => ({
    from: address.startsWith('.')
      ? relative(root, resolve(root, dirname(file), address))
      : address.replace(/^#sampling\//, 'sampling/').replace(/^#contract\//, 'server/contract/'),
    names: names.split(',').map((name) => name.trim().split(/\s+as\s+/)[0] ?? ''),
  }));
}

function reachedFrom(entries: readonly string[]): ReadonlySet<string> {
  const reached = new Set(entries);
  for (const file of reached)
    for (const { from } of importsOf(file))
      if (/\.tsx?$/.test(from) && existsSync(join(root, from))) reached.add(from);
  return reached;
}

const FUNCTION =
  /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?export (?:function (\w+)(?:<[^(]*>)?|const (\w+) = (?:async )?(?:<[^(]*>)?)\(([\s\S]*?)\)\s*(?::|=>|\{)/g;

/** Names at the top level of a parameter list. */
function parameterNames(list: string): string[] {
  let depth = 0;
  const flat = [...list]
    .filter((character) => {
      if ('{[(<'.includes(character)) depth += 1;
      if ('}])>'.includes(character)) depth -= 1;
      return depth === 0 || '{['.includes(character);
    })
    .join('');
  return flat
    .split(',')
    .map((parameter) => parameter.trim().split(/[:=?\s]/)[0] ?? '')
    .filter((name) => /^\w+$/.test(name));
}

/**
 * What others may call in `sampling/`: functions that the server, the pages or the command line import,
 * and the entrances of its library, which nothing in `sampling/` calls either.
 */
export function publicFunctions(): PublicFunction[] {
  const isOutside = (file: string) =>
    !file.startsWith('sampling/') || /^sampling\/(cli\.ts|commands\/)/.test(file);
  const statistics = sources('sampling');
  const product = [...sources('server'), ...sources('client'), ...statistics.filter(isOutside)];
  const reached = reachedFrom(product);
  const importedBy = (files: readonly string[]) =>
    new Set(
      files.flatMap(importsOf).flatMap(({ from, names }) => names.map((n) => `${from} ${n}`)),
    );
  const outside = importedBy(product);
  const inside = importedBy(statistics.filter((file) => !isOutside(file)));
  return statistics
    .filter((file) => !isOutside(file))
    .flatMap((file) =>
      [...read(file).matchAll(FUNCTION)].flatMap(([, text = '', first, second, list = '']) => {
        const name = first ?? second ?? '';
        const isLibrary = !reached.has(file);
        const key = `${file} ${name}`;
        if (!outside.has(key) && (!isLibrary || inside.has(key))) return [];
        const docblock = text.replaceAll(/^\s*\* ?/gm, '').trim();
        return [{ name, file, parameters: parameterNames(list), docblock, isLibrary }];
      }),
    );
}
