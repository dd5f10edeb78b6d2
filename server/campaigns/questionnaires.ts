import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Questionnaire } from '#contract/questionnaire.ts';

const folder = join(import.meta.dirname, 'questionnaires');
let read: Promise<ReadonlyMap<string, Questionnaire>> | undefined;

/** Every questionnaire version the platform knows, by its name; each is a file and never changes once used. */
export function questionnaires(): Promise<ReadonlyMap<string, Questionnaire>> {
  read ??= readAll();
  return read;
}

async function readAll(): Promise<ReadonlyMap<string, Questionnaire>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const versions = await Promise.all(
    names.map(async (name) =>
      Questionnaire.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))),
    ),
  );
  versions.forEach(requireEarlier);
  return new Map(versions.map((questionnaire) => [questionnaire.version, questionnaire]));
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
