/** A campaign on a server of its own, a list, and what is done to the list while the server stores it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inject } from 'vitest';
import { getBoard } from '#contract/board.ts';
import { getFrameSummary } from '#contract/frames.ts';
import type { ListFile } from '#contract/list-import.ts';
import { getList, importList } from '#contract/list-import.ts';
import { uploadList } from '#contract/list-preview.ts';
import { listPersons } from '#contract/persons.ts';
import { prepareEmbedded } from './database.ts';
import type { ImportServer } from './import-server.ts';
import { openImportServer } from './import-server.ts';
import { writeProvinceList } from './province-list.ts';

export const ROWS = 3000;
const AGENCIES = 8;

/** Between two looks at an import: who asks without a pause takes the core that it runs on. */
export const NEXT_LOOK_MS = 4;

export interface Imported {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly fileId: string;
}
export type Storing = Awaited<ReturnType<typeof openStoring>>;

export async function openStoring() {
  const [text, server] = await Promise.all([
    listText(),
    process.env.TEST_DATABASE === 'pglite'
      ? openImportServer('embedded', undefined, prepareEmbedded)
      : openImportServer('PostgreSQL', inject('postgresUrl')),
  ]);
  const begin = beginner(server, text);
  return {
    server,
    text,
    begin,
    inForce: (list: Imported) => inForce(server, list),
    whileStoring: storer(server, begin),
    seen: () => seen(server),
  };
}

async function listText(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-cut-'));
  await writeProvinceList(join(folder, 'list.csv'), ROWS, AGENCIES);
  const text = await readFile(join(folder, 'list.csv'), 'utf8');
  await rm(folder, { recursive: true });
  return text;
}

const scopeOf = ({ campaignId }: ImportServer) => ({ campaignId, agencyCode: 'province' });

/** The same rows in a file of its own each time: blank lines at the end make other bytes. */
function beginner(server: ImportServer, text: string) {
  let version = 0;
  return async (rows = text) => {
    const params = scopeOf(server);
    const file = new Blob([rows, '\r\n'.repeat(version)]);
    const query = { fileName: `v${version++}.csv` };
    const preview = await server.call(uploadList, { params, query }, file);
    const columns = preview.columns.flatMap(({ index, role }) => (role ? [{ index, role }] : []));
    const list = { ...params, fileId: preview.fileId };
    const start = () =>
      server.call(importList, {
        params: list,
        body: { headingRows: preview.headingRows, columns },
      });
    await start();
    return { list, start };
  };
}

async function inForce(server: ImportServer, list: Imported): Promise<ListFile> {
  for (;;) {
    const file = await server.call(getList, { params: list });
    if (file.state === 'imported') return file;
    if (file.state !== 'importing') throw new Error(`${file.state} ${file.problem}`);
    await pause(50);
  }
}

/** The step is short: a list that came into force before the act fell into it is followed by the next. */
function storer(server: ImportServer, begin: ReturnType<typeof beginner>) {
  return async (act: (list: Imported) => Promise<boolean>, rows?: string) => {
    for (;;) {
      const begun = await begin(rows);
      for (;;) {
        const { state, progress } = await server.call(getList, { params: begun.list });
        if (state !== 'importing') break;
        if (progress?.step === 'storing' && progress.rows > 0 && (await act(begun.list)))
          return begun;
        await pause(NEXT_LOOK_MS);
      }
    }
  };
}

/** All that can be read of a list without its file's own id and name. */
async function seen(server: ImportServer) {
  const params = scopeOf(server);
  const { campaignId } = server;
  const { files: _, ...counts } = await server.call(getFrameSummary, { params });
  const { agencies } = await server.call(getBoard, { params: { campaignId } });
  const { total } = await server.call(listPersons, { params, query: {} });
  const board = agencies.map(({ agencyCode, rows, people, merged }) => [
    agencyCode,
    rows,
    people,
    merged,
  ]);
  return { counts, board, total };
}
