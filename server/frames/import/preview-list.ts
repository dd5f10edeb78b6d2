import type { ListPreview } from '#contract/frames.ts';
import type { Deps } from '../../deps.ts';
import type { ListTop } from '../../lists/understand/list-top.ts';
import { readTop } from '../../lists/understand/list-top.ts';
import { previewOf } from '../../lists/understand/preview.ts';
import { problem } from '../../problem.ts';
import type { Scope } from '../scope.ts';
import { campaignOf } from '../scope.ts';
import { rememberedColumns } from '../store/confirmed-columns.ts';
import { fileOf } from '../store/list-files.ts';
import { uploadPath } from '../store/uploaded-file.ts';

/** How an uploaded list is understood, with the headings where a person has pointed. */
export async function previewList(
  deps: Deps,
  list: { readonly campaignId: string; readonly scope: Scope; readonly fileId: string },
  headingRow: number | undefined,
): Promise<ListPreview> {
  const { campaignId, scope, fileId } = list;
  const { provinceCode } = await campaignOf(deps.db, campaignId, scope);
  const { fileName } = await fileOf(deps.db, campaignId, scope, fileId);
  const top = await topOf(deps, fileId);
  const remembered = await rememberedColumns(deps.db, { provinceCode, scope });
  return { fileId, fileName, ...previewOf(top, scope === null, headingRow, remembered) };
}

/** The file goes once it has been read; then there is nothing to look at any more. */
export async function topOf({ config }: Deps, fileId: string, isUnicode = false): Promise<ListTop> {
  try {
    return await readTop(uploadPath(config, fileId), isUnicode);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? problem('file_not_found') : error;
  }
}
