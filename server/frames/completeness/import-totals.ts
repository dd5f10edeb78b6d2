import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { record } from '../../db/activity.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { fileKind } from '../../lists/read/file-kind.ts';
import { readList } from '../../lists/read/read-list.ts';
import type { SheetRow } from '../../lists/read/sheet-row.ts';
import { foldWords } from '../../lists/understand/fold.ts';
import { problem } from '../../problem.ts';
import { openCampaignOf } from '../scope.ts';
import { removeUpload, saveUpload, uploadPath } from '../store/uploaded-file.ts';
import { provinceAgencies } from './province-agencies.ts';
import { keepTotals } from './stated-totals.ts';
import type { StatedTotals } from './totals.ts';

/** A province has some hundred agencies; a table of totals is small. */
const ROWS = 2000;

const HEADINGS = {
  agencyCode: ['mã đơn vị', 'mã xã', 'mã cơ quan'],
  agencyName: [
    'đơn vị',
    'tên đơn vị',
    'cơ quan',
    'cơ quan đơn vị',
    'xã phường',
    'cơ quan tiếp nhận',
  ],
  received: ['tiếp nhận', 'số tiếp nhận', 'hồ sơ tiếp nhận', 'đã tiếp nhận', 'tổng tiếp nhận'],
  returned: ['đã trả', 'đã giải quyết', 'đã trả kết quả', 'số đã trả', 'tổng đã giải quyết'],
  late: ['trễ hạn', 'quá hạn', 'trả trễ hạn', 'giải quyết trễ hạn', 'số trễ hạn'],
} as const;
type Column = keyof typeof HEADINGS;

/** Takes in the one-stop system's figures of all agencies from a table; tells which agencies it does not know. */
export async function importTotals(
  deps: Deps,
  wanted: { readonly campaignId: string; readonly staffId: string; readonly content: unknown },
): Promise<{ agencies: number; unknown: string[] }> {
  const { campaignId, staffId, content } = wanted;
  const { provinceCode } = await openCampaignOf(deps.db, campaignId, null);
  if (!(content instanceof Readable)) throw problem('file_empty');
  const table = totalsIn(await rowsOf(deps, content));
  const agencies = await provinceAgencies(deps.db, provinceCode);
  const unknown: string[] = [];
  const known = new Map<string, StatedTotals>();
  for (const { agencyCode, agencyName, stated } of table) {
    const agency = agencies.agencyOf(agencyCode, agencyName);
    if (agency) known.set(agency, stated);
    else unknown.push(agencyName || agencyCode);
  }
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const importedAt = deps.now();
    for (const [agencyCode, stated] of known)
      await keepTotals(trx, importedAt, {
        campaignId,
        agencyCode,
        staffId,
        source: 'home_affairs',
        stated,
      });
    const details = { agencies: known.size, unknown: unknown.length };
    await record(trx, { at: importedAt, staffId, act: 'totals_imported', campaignId, details });
  });
  return { agencies: known.size, unknown: unknown.slice(0, 20) };
}

async function rowsOf({ config }: Deps, content: Readable): Promise<SheetRow[]> {
  const fileId = randomUUID();
  await saveUpload(config, fileId, content);
  try {
    const path = uploadPath(config, fileId);
    const rows: SheetRow[] = [];
    const list = { path, kind: await fileKind(path), sheet: 0 };
    for await (const batch of readList(list, ROWS)) rows.push(...batch);
    return rows.slice(0, ROWS);
  } finally {
    await removeUpload(config, fileId);
  }
}

/** The rows below the headings that name an agency and a number of returned dossiers. */
function totalsIn(rows: readonly SheetRow[]) {
  const found = rows.map((row) => columnsOf(row));
  const headingIndex = found.findIndex(
    (columns) =>
      columns.has('returned') && (columns.has('agencyCode') || columns.has('agencyName')),
  );
  const columns = found[headingIndex];
  if (!columns) throw problem('totals_unreadable');
  const table = rows.slice(headingIndex + 1).flatMap(({ cells }) => {
    const cell = (column: Column) => cells[columns.get(column) ?? -1]?.trim() ?? '';
    const [agencyCode, agencyName] = [cell('agencyCode'), cell('agencyName')];
    const returned = wholeNumberIn(cell('returned'));
    if (returned === null || !(agencyCode || agencyName)) return [];
    const [received, late] = [wholeNumberIn(cell('received')), wholeNumberIn(cell('late'))];
    return [{ agencyCode, agencyName, stated: { received, returned, late } }];
  });
  if (table.length === 0) throw problem('totals_unreadable');
  return table;
}

function columnsOf({ cells }: SheetRow): Map<Column, number> {
  const columns = new Map<Column, number>();
  for (const [index, cell] of cells.entries()) {
    const words = foldWords(cell);
    for (const column of Object.keys(HEADINGS) as Column[])
      if (!columns.has(column) && HEADINGS[column].some((name) => foldWords(name) === words))
        columns.set(column, index);
  }
  return columns;
}

/** `1.380`, `1 380`, `1380.0`; anything else is no count. */
function wholeNumberIn(text: string): number | null {
  const digits = text.replace(/[.,]0$/u, '').replaceAll(/[\s.,]/gu, '');
  return /^\d{1,8}$/u.test(digits) ? Number(digits) : null;
}
