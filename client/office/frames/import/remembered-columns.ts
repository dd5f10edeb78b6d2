import { importList } from '#contract/list-import.ts';
import type { ListPreview } from '#contract/list-preview.ts';
import type { Ask } from '../../page/session.ts';

/** Lists that were read without a look at their columns, with how the columns were understood. */
const rememberedColumns = new Map<string, ListPreview>();

export const rememberedColumnsOf = (fileId: string): ListPreview | undefined =>
  rememberedColumns.get(fileId);

/** The agency has confirmed these very headings before, and nothing about the file is suspicious. */
const isSure = ({ isRemembered, missing, legacyFont, swappedDays }: ListPreview): boolean =>
  isRemembered && missing.length === 0 && legacyFont === null && swappedDays === null;

/** Next month's file needs no click: its columns mean what they meant last month. */
export async function importIfSure(
  ask: Ask,
  params: { campaignId: string; agencyCode: string },
  preview: ListPreview,
): Promise<void> {
  if (!isSure(preview)) return;
  const { fileId, headingRows } = preview;
  const columns = preview.columns.flatMap(({ index, role }) => (role ? [{ index, role }] : []));
  await ask(importList, { params: { ...params, fileId }, body: { headingRows, columns } });
  rememberedColumns.set(fileId, preview);
}
