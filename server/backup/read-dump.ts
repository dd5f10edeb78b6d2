import { createHash } from 'node:crypto';
import type { DumpHeader, DumpSums, TableSum } from './dump-lines.ts';
import { DamagedBackup, parseDumpLine, rowsOf } from './dump-lines.ts';

/** Who reads a dump: told of each part in its order. */
export interface DumpReader {
  begin?(header: DumpHeader): Promise<void>;
  /** Some rows of one table, in their order. */
  rows?(table: string, rows: readonly string[]): Promise<void>;
}

export interface ReadDump {
  readonly header: DumpHeader;
  readonly sums: DumpSums;
}

const BATCH_ROWS = 1000;
const BATCH_CHARACTERS = 4_000_000;

/**
 * Reads a dump to its end. Refuses one whose rows are not those that were written: another number, another
 * hash, or an end that is missing.
 */
export async function readDump(
  lines: AsyncIterable<string>,
  reader: DumpReader,
): Promise<ReadDump> {
  const sums = new Map<string, TableSum>();
  let header: DumpHeader | undefined;
  let table: TableReading | undefined;
  let isWhole = false;
  for await (const line of lines) {
    const part = parseDumpLine(line);
    if (isWhole) throw new DamagedBackup('lines after the end');
    if (part.kind === 'header') {
      header = part.header;
      await reader.begin?.(header);
    } else if (part.kind === 'table') table = new TableReading(part.table, reader);
    else if (part.kind === 'row') await needed(table).add(line, part.row);
    else if (part.kind === 'tableEnd') {
      sums.set(part.table, await needed(table).end(part.table, part.sum));
      table = undefined;
    } else isWhole = part.tables === sums.size && part.rows === rowsOf(sums) && !table;
  }
  if (!isWhole || !header) throw new DamagedBackup('the backup ends before its end');
  return { header, sums };
}

function needed(table: TableReading | undefined): TableReading {
  if (!table) throw new DamagedBackup('a row of no table');
  return table;
}

class TableReading {
  readonly #name: string;
  readonly #reader: DumpReader;
  readonly #hash = createHash('sha256');
  #count = 0;
  #batch: string[] = [];
  #characters = 0;

  constructor(name: string, reader: DumpReader) {
    this.#name = name;
    this.#reader = reader;
  }

  async add(line: string, row: string): Promise<void> {
    this.#hash.update(`${line}\n`);
    this.#count += 1;
    this.#batch.push(row);
    this.#characters += row.length;
    if (this.#batch.length >= BATCH_ROWS || this.#characters >= BATCH_CHARACTERS)
      await this.#flush();
  }

  async end(name: string, written: TableSum): Promise<TableSum> {
    await this.#flush();
    const found = { rows: this.#count, sha256: this.#hash.digest('hex') };
    if (name !== this.#name || found.rows !== written.rows || found.sha256 !== written.sha256)
      throw new DamagedBackup(`${this.#name}: not the rows that were written`);
    return found;
  }

  async #flush(): Promise<void> {
    if (this.#batch.length === 0) return;
    await this.#reader.rows?.(this.#name, this.#batch);
    this.#batch = [];
    this.#characters = 0;
  }
}
