import type { ListFile } from '#contract/list-import.ts';
import { getList, importList } from '#contract/list-import.ts';
import { uploadList } from '#contract/list-preview.ts';
import type { Caller } from './caller.ts';

const LOOK_EVERY_MS = 50;

/** A dossier list as it is handed in: uploaded, its columns taken as they were understood, waited for. */
export async function handInList(
  caller: Caller,
  params: { readonly campaignId: string; readonly agencyCode: string },
  { fileName, content }: { readonly fileName: string; readonly content: Buffer },
  say: (progress: string) => void = () => undefined,
): Promise<ListFile> {
  const preview = await caller.call(uploadList, { params, query: { fileName } }, content);
  const list = { ...params, fileId: preview.fileId };
  const columns = preview.columns.flatMap(({ index, role }) => (role ? [{ index, role }] : []));
  let file = await caller.call(importList, {
    params: list,
    body: { headingRows: preview.headingRows, columns },
  });
  while (file.state === 'importing') {
    say(`${(file.progress?.rows ?? 0).toLocaleString('en')} rows: ${file.progress?.step ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    file = await caller.call(getList, { params: list });
  }
  if (file.state !== 'imported') throw new Error(`import: ${file.problem}`);
  return file;
}
