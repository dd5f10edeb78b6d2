import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prettifyError } from 'zod';
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
    throw contradiction(
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
      .map((name) => readQuestionnaire(join(folder, name))),
  );
}

/** An open round may use it, so none is left out: a start without its questions would be worse than none. */
async function readQuestionnaire(path: string): Promise<Questionnaire> {
  let content: unknown;
  try {
    content = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw unfit(path, (error as Error).message);
  }
  const parsed = Questionnaire.safeParse(content);
  if (parsed.success) return parsed.data;
  throw unfit(path, prettifyError(parsed.error).replace(/\s+/g, ' '));
}

/** The start says what is wrong with a file that the province has put into the folder. */
class WrongQuestionnaire extends Error {
  override readonly name = 'WrongQuestionnaire';
}

const unfit = (path: string, fault: string) =>
  new WrongQuestionnaire(
    `${path}: không phải một bản bảng hỏi (${fault}). Sửa tệp, hoặc chuyển nó ra khỏi thư mục nếu chưa đợt nào dùng. / ` +
      `${path}: is no version of a questionnaire (${fault}). Correct the file, or move it out of the folder if no round uses it.`,
  );

const contradiction = (fault: string) =>
  new WrongQuestionnaire(
    `Bảng hỏi trong DATA_DIR/questionnaires có chỗ mâu thuẫn: ${fault}. Sửa tệp ấy rồi khởi động lại. / ` +
      `A questionnaire in DATA_DIR/questionnaires contradicts itself or another: ${fault}. Correct that file and start again.`,
  );

/** A skip rule that names no earlier question would hide its own for good. */
function requireEarlier({ version, groups }: Questionnaire): void {
  const earlier = new Set<string>();
  for (const { code, askedIf } of groups.flatMap(({ questions }) => questions)) {
    if (askedIf && !earlier.has(askedIf.question))
      throw contradiction(
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
        throw contradiction(
          `${version}: ${code} is compared with ${entry.code} of ${entry.version}, which is no earlier criterion`,
        );
      if (taken.has(key))
        throw contradiction(
          `${version}: ${code} is compared with ${entry.code} of ${entry.version}, as another is`,
        );
      taken.add(key);
    }
  }
}
