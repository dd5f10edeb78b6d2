import { Readable } from 'node:stream';
import { sql } from 'kysely';
import type { ExcludedRow } from '#contract/excluded-rows.ts';
import type { Exclusion } from '#contract/row-counts.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { refuseErased } from '../../db/erased.ts';
import type { Deps } from '../../deps.ts';
import { spreadsheetText } from '../../http/spreadsheet-text.ts';
import { placeOf } from '../../lists/read/row-number.ts';
import type { Scope } from '../scope.ts';
import { campaignOf } from '../scope.ts';
import { ofScope } from './tallies-in-force.ts';

export interface ExcludedQuery {
  readonly campaignId: string;
  readonly scope: Scope;
  readonly search: string;
  readonly reason: Exclusion | undefined;
  readonly staffId: string;
}

const PAGE = 50;
const CSV_PAGE = 2000;

/** A page of the rows that rules keep out of the frame, with the rule of each. */
export async function excludedPage(deps: Deps, query: ExcludedQuery & { readonly page: number }) {
  const { campaignId, scope, page, staffId } = query;
  await refuseUnreadable(deps.db, query);
  const found = filtered(query);
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from ${found}`.execute(deps.db);
  const rows = await rowsAfter(deps.db, query, sql`true`, PAGE, (page - 1) * PAGE);
  const details = { agency: scope ?? 'province', page, rows: rows.length };
  await record(deps.db, {
    at: deps.now(),
    staffId,
    act: 'excluded_rows_read',
    campaignId,
    details,
  });
  return { rows: rows.map(shown), total: counted[0]!.total, page };
}

/** All of them, page by page, so that a province's are never in memory at once. */
export async function excludedCsv(deps: Deps, query: ExcludedQuery): Promise<Readable> {
  const { campaignId, scope, staffId } = query;
  await refuseUnreadable(deps.db, query);
  const details = { agency: scope ?? 'province' };
  const act = 'excluded_rows_downloaded';
  await record(deps.db, { at: deps.now(), staffId, act, campaignId, details });
  return Readable.from(csvPages(deps.db, query));
}

async function refuseUnreadable(db: Db, { campaignId, scope }: ExcludedQuery): Promise<void> {
  await campaignOf(db, campaignId, scope);
  await refuseErased(db, campaignId);
}

const HEADINGS =
  'Tệp,Trang,Dòng,Mã hồ sơ,Mã đơn vị,Quy tắc,Lĩnh vực,Thủ tục,Ngày tiếp nhận,Ngày trả';

async function* csvPages(db: Db, query: ExcludedQuery): AsyncGenerator<string> {
  yield `\uFEFF${HEADINGS}\r\n`;
  for (let after = sql`true`; ; ) {
    const page = await rowsAfter(db, query, after, CSV_PAGE, 0);
    yield page.map((row) => `${Object.values(shown(row)).map(cellOf).join(',')}\r\n`).join('');
    const last = page.at(-1);
    if (!last || page.length < CSV_PAGE) return;
    after = sql`(file_id, row_number) > (${last.fileId}, ${last.rowNumber})`;
  }
}

const cellOf = (value: string | number | null): string =>
  typeof value === 'number'
    ? String(value)
    : `"${spreadsheetText(value ?? '').replaceAll('"', '""')}"`;

interface StoredRow extends Omit<ExcludedRow, 'sheet' | 'line'> {
  readonly fileId: string;
  readonly rowNumber: number;
}

function shown({ fileId: _, rowNumber, fileName, ...row }: StoredRow): ExcludedRow {
  const { sheet, line } = placeOf(rowNumber);
  return { fileName, sheet: sheet + 1, line, ...row };
}

async function rowsAfter(
  db: Db,
  query: ExcludedQuery,
  after: ReturnType<typeof sql>,
  limit: number,
  offset: number,
): Promise<StoredRow[]> {
  const { rows } = await sql<StoredRow>`
    select file_id, row_number, file_name, code, agency_code, reason, field, procedure_name,
      received_on, returned_on
    from ${filtered(query)} where ${after}
    order by file_id, row_number limit ${limit} offset ${offset}
  `.execute(db);
  return rows;
}

/** An agency's, or with no scope the province's; of the lists in force alone. */
function filtered({ campaignId, scope, search, reason }: ExcludedQuery) {
  const like = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql`(
    select dossier.file_id, row_number, file_name, dossier.code, dossier.agency_code, reason,
      field.name as field, coalesce(procedure_name, procedure_code) as procedure_name,
      received_on, returned_on
    from dossier join list_file on list_file.id = dossier.file_id and list_file.state = 'imported'
    left join field on field.campaign_id = dossier.campaign_id and field.code = dossier.field_code
    where dossier.campaign_id = ${campaignId} and outcome = 'excluded'
      and ${ofScope(scope, 'dossier.agency_code')}
      and (${reason ?? null}::text is null or reason = ${reason ?? null})
      and (${search} = '' or dossier.code ilike ${like} or procedure_name ilike ${like})
  ) as excluded`;
}
