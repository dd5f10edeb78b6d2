import type { ListFile } from '#contract/list-import.ts';
import { getList, importList } from '#contract/list-import.ts';
import type { ColumnRole, ListPreview } from '#contract/list-preview.ts';
import { uploadList } from '#contract/list-preview.ts';
import type { Caller } from './office.ts';
import { pathOf, RefusedCall } from './office.ts';

export interface Scope {
  readonly campaignId: string;
  readonly agencyCode: string;
}

export async function upload(
  caller: Caller,
  params: Scope,
  content: Buffer | string,
  fileName = 'danh-sach.csv',
): Promise<ListPreview> {
  const path = pathOf(uploadList.path, params, { fileName });
  const reply = await caller.send('PUT', path, Buffer.from(content));
  if (reply.statusCode >= 400) throw new RefusedCall(reply.statusCode, reply.json());
  return reply.json();
}

export const rolesOf = (preview: ListPreview): { index: number; role: ColumnRole }[] =>
  preview.columns.flatMap(({ index, role }) => (role ? [{ index, role }] : []));

/** Reads an uploaded list as it was understood, its font too, and waits for its end. */
export async function read(
  caller: Caller,
  params: Scope,
  preview: ListPreview,
  choices: { readonly swappedDays?: 'repair' | 'keep' } = {},
): Promise<ListFile> {
  const list = { ...params, fileId: preview.fileId };
  const body = {
    headingRows: preview.headingRows,
    columns: rolesOf(preview),
    ...(preview.legacyFont && { legacyFont: preview.legacyFont.name }),
    ...choices,
  };
  let file = await caller.call(importList, { params: list, body });
  // Asked less and less often: each question costs a millisecond of what it waits for.
  for (let pause = 20; file.state === 'importing'; pause = Math.min(200, pause * 1.3)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    file = await caller.call(getList, { params: list });
  }
  return file;
}

export const handIn = async (
  caller: Caller,
  params: Scope,
  content: Buffer | string,
): Promise<ListFile> => read(caller, params, await upload(caller, params, content));

const COLUMNS = {
  code: 'Mã hồ sơ',
  procedure: 'Tên thủ tục hành chính',
  field: 'Lĩnh vực',
  owner: 'Chủ hồ sơ',
  kind: 'Loại chủ hồ sơ',
  submitter: 'Người nộp',
  born: 'Ngày sinh',
  id: 'Số CCCD',
  phone: 'Số điện thoại',
  address: 'Địa chỉ',
  due: 'Ngày hẹn trả',
  returned: 'Ngày trả kết quả',
  status: 'Trạng thái',
  agencyCode: 'Mã đơn vị',
  agencyName: 'Cơ quan tiếp nhận',
} as const;

export type DossierRow = Partial<Record<keyof typeof COLUMNS, string>>;

let running = 0;

/** One dossier that nothing excludes, unless the test says otherwise. */
export function dossier(changes: DossierRow = {}): DossierRow {
  running++;
  return {
    code: `H55.200-260302-${String(running).padStart(4, '0')}`,
    procedure: 'Đăng ký khai sinh',
    field: 'Hộ tịch',
    owner: `Nông Văn Người ${running}`,
    kind: 'Công dân',
    phone: `09${String(10_000_000 + running)}`,
    address: 'Thôn Nà Cà, Xã Vĩnh Thông, tỉnh Thái Nguyên',
    returned: '04/03/2026',
    status: 'Đã trả kết quả',
    agencyCode: '01981',
    agencyName: 'UBND xã Vĩnh Thông',
    ...changes,
  };
}

/** Dossiers under their headings, cell by cell. */
export function tableOf(rows: readonly DossierRow[]): string[][] {
  const keys = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  return [keys.map((key) => COLUMNS[key]), ...rows.map((row) => keys.map((key) => row[key] ?? ''))];
}

/** Dossiers as a counter's CSV export. */
export function csvOf(rows: readonly DossierRow[], delimiter = ','): string {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const lines = tableOf(rows).map((cells) => cells.map(quoted).join(delimiter));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
