import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Questionnaire } from '#contract/questionnaire.ts';

const BUILT_IN = join(import.meta.dirname, 'questionnaires');
const read = new Map<string, Promise<ReadonlyMap<string, Questionnaire>>>();

/**
 * Every questionnaire version by its name: the platform's own, and those of a province in `DATA_DIR/questionnaires`, read
 * at the start. Each is a file and never changes once used.
 */
export function questionnaires(dataDir?: string): Promise<ReadonlyMap<string, Questionnaire>> {
  const folders = dataDir === undefined ? [] : [join(dataDir, 'questionnaires')];
  const key = folders.join();
  const known = read.get(key) ?? readAll([BUILT_IN, ...folders]);
  read.set(key, known);
  return known;
}

async function readAll(folders: readonly string[]): Promise<ReadonlyMap<string, Questionnaire>> {
  const versions = (await Promise.all(folders.map(readFolder))).flat();
  versions.forEach(requireEarlier);
  const byName = new Map(versions.map((questionnaire) => [questionnaire.version, questionnaire]));
  if (byName.size < versions.length)
    throw new Error(
      `two questionnaires have one version: ${versions.map(({ version }) => version).join(', ')}`,
    );
  for (const questionnaire of versions) requireKnownCriteria(questionnaire, byName);
  return byName;
}

async function readFolder(folder: string): Promise<Questionnaire[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map(async (name) =>
        Questionnaire.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))),
      ),
  );
}

/** A skip rule that names no earlier question would hide its own for good. */
function requireEarlier({ version, groups }: Questionnaire): void {
  const earlier = new Set<string>();
  for (const { code, askedIf } of groups.flatMap(({ questions }) => questions)) {
    if (askedIf && !earlier.has(askedIf.question))
      throw new Error(
        `${version}: ${code} is asked if ${askedIf.question}, which is no earlier question`,
      );
    earlier.add(code);
  }
}

/** What is compared with an earlier version is one criterion of it, and no two are the same one. */
function requireKnownCriteria(
  { version, nodes }: Questionnaire,
  versions: ReadonlyMap<string, Questionnaire>,
): void {
  const taken = new Set<string>();
  for (const { code, level, earlier = [] } of nodes) {
    for (const entry of earlier) {
      const known = versions.get(entry.version)?.nodes.find((node) => node.code === entry.code);
      const key = JSON.stringify([entry.version, entry.code]);
      if (level !== 'criterion' || known?.level !== 'criterion' || entry.version === version)
        throw new Error(
          `${version}: ${code} is compared with ${entry.code} of ${entry.version}, which is no earlier criterion`,
        );
      if (taken.has(key))
        throw new Error(
          `${version}: ${code} is compared with ${entry.code} of ${entry.version}, as another is`,
        );
      taken.add(key);
    }
  }
}
