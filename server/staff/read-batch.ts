import type { PostName, Role } from '#contract/endpoint.ts';
import { isOfOneAgency, POST_NAMES, POSTS, ROLES_WITH_AGENCY } from '#contract/endpoint.ts';
import type { BatchRow, RowFault } from '#contract/staff-batch.ts';
import { MOST_ACCOUNTS } from '#contract/staff-batch.ts';
import texts from '../../client/locales/office.vi.json' with { type: 'json' };
import { ListError } from '../lists/list-error.ts';
import { bare, foldWords } from '../lists/understand/fold.ts';

/** Headings by the words that people write over such a table. */
const HEADINGS = {
  fullName: ['họ và tên', 'họ tên', 'tên'],
  post: ['vai trò', 'chức danh'],
  agency: ['đơn vị', 'mã đơn vị', 'cơ quan'],
  telephone: ['điện thoại', 'số điện thoại', 'đt'],
  email: ['thư điện tử', 'email', 'e mail'],
  username: ['tên đăng nhập'],
} as const;
type Column = keyof typeof HEADINGS;
type Cells = Readonly<Record<Column, string>>;

export interface KnownAccounts {
  readonly agencies: readonly { readonly code: string; readonly name: string }[];
  readonly accounts: readonly {
    readonly username: string;
    readonly fullName: string;
    readonly post: PostName;
    readonly agencyCode: string | null;
  }[];
}

/** Pure: each row of the sheet below its headings, with a user name of its own and all that is wrong with it. */
export function readBatch(table: readonly (readonly string[])[], known: KnownAccounts): BatchRow[] {
  const { headingRow, columns } = headingsOf(table);
  const rows = table
    .map((cells, index) => ({ line: index + 1, cells: cellsOf(cells, columns) }))
    .slice(headingRow + 1)
    .filter(({ cells }) => isFilledIn(cells));
  if (rows.length > MOST_ACCOUNTS) throw new ListError('file_too_large');
  const taken = new Set(known.accounts.map(({ username }) => username));
  const existing = new Set(known.accounts.map(keyOf));
  const inFile = new Set<string>();
  return rows.map(({ line, cells }) => {
    const decided = decide(cells, line, known);
    const username = cells.username
      ? cells.username.toLowerCase()
      : freeName(cells.fullName, taken);
    decided.faults.push(...nameFaults(username, cells.fullName, taken));
    taken.add(username);
    const { post } = decided;
    const key = post && keyOf({ ...decided, post });
    if (key && inFile.has(key)) decided.faults.push('twice');
    else if (key && existing.has(key)) decided.faults.push('exists');
    if (key) inFile.add(key);
    return { ...decided, username };
  });
}

/** The template has lines that nobody filled in. */
const isFilledIn = ({ fullName, telephone, email }: ReturnType<typeof cellsOf>): boolean =>
  fullName !== '' || telephone !== '' || email !== '';

const nameFaults = (username: string, fullName: string, taken: ReadonlySet<string>): RowFault[] => [
  ...(taken.has(username) ? (['username_taken'] as const) : []),
  ...(fullName && !/^[a-z0-9][a-z0-9._-]{2,39}$/.test(username)
    ? (['username_wrong'] as const)
    : []),
];

const keyOf = (account: {
  readonly fullName: string;
  readonly post: PostName;
  readonly agencyCode: string | null;
}): string => JSON.stringify([foldWords(account.fullName), account.post, account.agencyCode]);

const columnOf = (cell: string): Column | undefined =>
  (Object.keys(HEADINGS) as Column[]).find((column) =>
    HEADINGS[column].some((heading) => foldWords(heading) === foldWords(cell)),
  );

function headingsOf(table: readonly (readonly string[])[]) {
  for (const [headingRow, cells] of table.slice(0, 20).entries()) {
    const columns = new Map<Column, number>();
    for (const [index, cell] of cells.entries()) {
      const column = columnOf(cell);
      if (column && !columns.has(column)) columns.set(column, index);
    }
    if (columns.has('fullName') && columns.has('post')) return { headingRow, columns };
  }
  throw new ListError('headings_not_found');
}

const cellsOf = (cells: readonly string[], columns: ReadonlyMap<Column, number>): Cells =>
  Object.fromEntries(
    (Object.keys(HEADINGS) as Column[]).map((column) => [
      column,
      (cells[columns.get(column) ?? -1] ?? '').normalize('NFC').replaceAll(/\s+/gu, ' ').trim(),
    ]),
  ) as unknown as Cells;

function decide(row: Cells, line: number, { agencies }: KnownAccounts) {
  const post = postOf(row.post);
  const agency = agencies.find(
    ({ code, name }) => code === row.agency || agencyWords(name) === agencyWords(row.agency),
  );
  const telephone = dialled(row.telephone);
  const faults: RowFault[] = [
    ...(row.fullName ? [] : (['name_missing'] as const)),
    ...(post
      ? agencyFaults(POSTS[post].role, row.agency, agency?.code)
      : (['post_unknown'] as const)),
    ...(TELEPHONE.test(telephone) ? [] : (['telephone_wrong'] as const)),
    ...(EMAIL.test(row.email) ? [] : (['email_wrong'] as const)),
  ];
  return {
    line,
    fullName: row.fullName,
    post: post ?? null,
    agencyCode: agency?.code ?? null,
    agencyName: agency?.name ?? (row.agency || null),
    telephone: telephone || null,
    email: row.email || null,
    faults,
  };
}

const TELEPHONE = /^(\+?\d[\d .]{7,19})?$/;
const EMAIL = /^([^\s@]+@[^\s@]+\.[^\s@]+)?$/;

/** Excel drops the zero of a telephone that was typed as a number. */
const dialled = (telephone: string): string =>
  /^[1-9]\d{8}$/.test(telephone) ? `0${telephone}` : telephone;

function agencyFaults(role: Role, written: string, code: string | undefined): RowFault[] {
  if (!written) return isOfOneAgency(role) ? ['agency_missing'] : [];
  if (!code) return ['agency_unknown'];
  return ROLES_WITH_AGENCY.some((known) => known === role) ? [] : ['agency_not_needed'];
}

const postOf = (words: string): PostName | undefined =>
  POST_NAMES.find((post) => post === words || foldWords(texts.role[post]) === foldWords(words));

/** “UBND xã Vĩnh Thông” is Xã Vĩnh Thông. */
const agencyWords = (name: string): string =>
  foldWords(name).replace(/^(ubnd|ủy ban nhân dân) /u, '');

/** Hoàng Thị Lan: lan.hoang, and lan.hoang2 where that is taken. */
function freeName(fullName: string, taken: ReadonlySet<string>): string {
  const words = bare(fullName)
    .replaceAll(/[^a-z0-9 ]/g, '')
    .split(' ')
    .filter(Boolean);
  const name = [words.at(-1), words.length > 1 ? words[0] : undefined].filter(Boolean).join('.');
  const base = (name || 'can.bo').slice(0, 30).padEnd(3, 'x');
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? base : `${base}${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
