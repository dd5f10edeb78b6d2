// Truth: docs/results.md §3: a province puts versions of its own into a folder, which are read at the start.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { questionnaires } from '../../../server/campaigns/questionnaires.ts';
import { failureText } from '../../../server/failure-text.ts';

let parent = '';
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sipas-questionnaires-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

async function folderWith(name: string, content: string) {
  const dataDir = join(parent, name);
  await mkdir(join(dataDir, 'questionnaires'), { recursive: true });
  await writeFile(join(dataDir, 'questionnaires', `${name}.json`), content);
  return dataDir;
}

test.each([
  ['cut-off', '{ "version": ', /Unexpected end of JSON/],
  ['foreign', '{ "title": "Bảng hỏi" }', /version/],
])('a file that is none (%s) is named with what is wrong with it', async (name, content, fault) => {
  const dataDir = await folderWith(name, content);
  const text = await questionnaires(dataDir).catch(failureText);
  expect(text).toContain(
    `${join(dataDir, 'questionnaires', name)}.json: is no version of a questionnaire (`,
  );
  expect(text).toMatch(fault);
  expect(text).not.toContain('\n');
});

test('a file that an editor of Windows saved, with its mark at the beginning, is read', async () => {
  const builtIn = new URL(
    '../../../server/campaigns/questionnaires/sipas-2023-2026.json',
    import.meta.url,
  );
  const own = (await readFile(builtIn, 'utf8')).replaceAll('sipas-2023-2026', 'tinh-2027');
  const versions = await questionnaires(await folderWith('marked', `\uFEFF${own}`));
  expect([...versions.keys()].sort()).toEqual(['sipas-2023-2026', 'tinh-2027']);
});
