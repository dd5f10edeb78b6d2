import type { ListFile } from '#contract/list-import.ts';
import { openText, sealText } from '../../db/sealed-cells.ts';
import type { Deps } from '../../deps.ts';
import type { LeftLines } from '../../lists/decide/left-lines.ts';
import type { ConfirmedColumns } from './confirmed-columns.ts';
import type { FileRow } from './list-files.ts';

/** As the database has them: the text may name a person, so it ends with the key of the people's data. */
export interface SealedLines extends Omit<LeftLines, 'text'> {
  readonly sealed: string;
}

export const sealedLines = (key: Buffer, { text, ...lines }: LeftLines): SealedLines => ({
  ...lines,
  sealed: sealText(key, text).toString('base64'),
});

/** How many lines of a list were not taken, with the first as an example while people are named. */
export async function leftLinesOf(
  { secrets }: Pick<Deps, 'secrets'>,
  file: FileRow,
): Promise<ListFile['leftLines']> {
  const lines = file.leftLines as SealedLines | null;
  if (!lines) return null;
  const { between, below, sheet, line, sealed } = lines;
  const key = await secrets.identityKey(file.campaignId).catch(() => undefined);
  const text = key ? openText(key, Buffer.from(sealed, 'base64')) : null;
  const { sheets = [] } = (file.columns ?? {}) as Partial<ConfirmedColumns>;
  const sheetName = sheets.find((confirmed) => confirmed.sheet === sheet)?.name ?? '';
  return { between, below, sheetName, line, text };
}
