import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { JournalFilter, JournalRow } from '#contract/staff.ts';
import texts from '../../client/locales/office.vi.json' with { type: 'json' };
import type { Db } from '../db/database.ts';
import { spreadsheetText } from '../http/spreadsheet-text.ts';
import { stepTurn } from '../http/step-turn.ts';
import { actWords, journalRows } from './journal.ts';

const COLUMNS = ['Số', 'Lúc', 'Việc', 'Số lần', 'Người làm', 'Tên đăng nhập', 'Đợt', 'Chi tiết'];
const LABELS: Readonly<Record<string, string>> = texts.activity.detail;

/** Every act in words; a workbook, as the Vietnamese Excel reads no file of commas. Rows leave as they are read. */
export async function journalWorkbook(db: Db, filter: JournalFilter): Promise<Readable> {
  const { writeXlsxStream } = await import('hucre/xlsx');
  const sheet = writeXlsxStream(rowsOf(db, filter), {
    name: 'Nhật ký',
    columns: COLUMNS.map((header) => ({ header })),
    freezePane: { rows: 1 },
  });
  return Readable.fromWeb(sheet as ReadableStream<Uint8Array>);
}

const ROWS_AT_ONCE = 50;

async function* rowsOf(db: Db, filter: JournalFilter) {
  let written = 0;
  const rounds = await db.selectFrom('campaign').select(['id', 'name']).execute();
  const names = new Map(rounds.map(({ id, name }) => [id, name]));
  for await (const row of journalRows(db, filter)) {
    if (written % ROWS_AT_ONCE === 0) await stepTurn();
    written += 1;
    yield [
      row.id,
      momentWords(row),
      actWords(row.act),
      row.times,
      spreadsheetText(byWords(row)),
      spreadsheetText(row.byUsername ?? ''),
      spreadsheetText(names.get(row.campaignId ?? '') ?? ''),
      spreadsheetText(detailWords(row)),
    ];
  }
}

/** As people in Viet Nam write it; a text, so that no setting of the reader turns day and month. */
const momentWords = ({ at: instant }: JournalRow): string =>
  new Date(instant).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour12: false });

function byWords({ by, renewed }: JournalRow): string {
  const name = by ?? texts.activity.nobody;
  if (!renewed) return name;
  return `${name} (đường dẫn do ${renewed.madeBy ?? 'người quản trị máy chủ'} cấp lại ${momentWords({ at: renewed.madeAt } as JournalRow)})`;
}

const detailWords = ({ details }: JournalRow): string =>
  Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${LABELS[name] ?? name}: ${valueWords(value)}`)
    .join('; ');

const VALUES: Readonly<Record<string, string>> = { ...texts.role, ...texts.activity.values };
function valueWords(value: JournalRow['details'][string] | undefined): string {
  if (typeof value === 'boolean') return value ? texts.activity.yes : texts.activity.no;
  return VALUES[String(value)] ?? String(value);
}
