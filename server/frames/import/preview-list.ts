import type { ListPreview } from '#contract/list-preview.ts';
import type { Deps } from '../../deps.ts';
import type { Scope } from '../scope.ts';
import { campaignOf } from '../scope.ts';
import { rememberedColumns } from '../store/confirmed-columns.ts';
import { fileOf } from '../store/list-files.ts';
import type { ListTops } from './list-tops.ts';
import { previewFile } from './preview-file.ts';

/** How an uploaded list is understood, with the headings where a person has pointed. */
export async function previewList(
  deps: Deps,
  tops: ListTops,
  list: { readonly campaignId: string; readonly scope: Scope; readonly fileId: string },
  headingRow: number | undefined,
): Promise<ListPreview> {
  const { campaignId, scope, fileId } = list;
  const { provinceCode } = await campaignOf(deps.db, campaignId, scope);
  const { fileName } = await fileOf(deps.db, campaignId, scope, fileId);
  const remembered = await rememberedColumns(deps.db, { provinceCode, scope });
  const wanted = { isProvince: scope === null, headingRow, remembered };
  return { fileId, fileName, ...(await previewFile(tops, fileId, wanted)) };
}
