import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';

const PROVINCE = join(import.meta.dirname, 'golden/dossiers/thai-nguyen-2026.csv.gz');
const FAMILIES =
  'Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Nông Ma Triệu Lục Bế Chu'.split(' ');
const [CODE, OWNER, SUBMITTER, BIRTH, ID, PHONE, AGENCY] = [1, 5, 7, 8, 10, 11, 19] as const;
const COPIES = 1000;

/**
 * A list as large as wanted, with the traps of the province's list of 40,000: each further copy of it has
 * other numbers, families and codes, the same throughout the copy, so that its persons stay persons. Of the first
 * so many agencies: each of them is compared and tallied by itself, whatever its rows.
 */
export async function writeProvinceList(
  path: string,
  rows: number,
  agencies = Infinity,
): Promise<void> {
  const text = gunzipSync(await readFile(PROVINCE)).toString('utf8');
  const [headings = [], ...listed] = Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
  const names = new Set([...new Set(listed.map((record) => record[AGENCY]!))].slice(0, agencies));
  const records = listed.filter((record) => names.has(record[AGENCY]!));
  function* lines() {
    yield `${headings.join(',')}\r\n`;
    let batch: string[][] = [];
    for (let row = 0; row < rows; row++) {
      batch.push(copied(records[row % records.length]!, Math.floor(row / records.length), row + 1));
      if (batch.length < 1000 && row + 1 < rows) continue;
      yield `${Papa.unparse(batch)}\r\n`;
      batch = [];
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

function copied(record: readonly string[], copy: number, number: number): string[] {
  const cells = [...record];
  cells[0] = String(number);
  cells[CODE] = record[CODE]!.replace(/\d+$/u, (running) =>
    String(Number(running) * COPIES + copy).padStart(6, '0'),
  );
  for (const name of [OWNER, SUBMITTER] as const) cells[name] = renamed(record[name]!, copy);
  for (const figure of [ID, PHONE] as const) cells[figure] = moved(record[figure]!, copy);
  cells[BIRTH] = record[BIRTH]!.replace(/^(\d\d)(?=\/)/u, (day) =>
    String(((Number(day) + copy - 1) % 28) + 1).padStart(2, '0'),
  );
  return cells;
}

/** Another family, written in the same case. */
function renamed(name: string, copy: number): string {
  const [family = '', ...rest] = name.split(' ');
  const index = FAMILIES.findIndex((known) => known.toLowerCase() === family.toLowerCase());
  if (index < 0) return name;
  const other = FAMILIES[(index + copy) % FAMILIES.length]!;
  return [family === family.toUpperCase() ? other.toUpperCase() : other, ...rest].join(' ');
}

/** The six digits before the last one, each copy its own: prefixes and forms stay as they are. */
const moved = (figure: string, copy: number): string =>
  figure.replace(/(\d{6})(?=\d$)/u, (digits) =>
    String((Number(digits) + copy * 37_813) % 1_000_000).padStart(6, '0'),
  );
