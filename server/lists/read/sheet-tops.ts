import type { FileKind } from './file-kind.ts';
import { fileKind, sheetCount } from './file-kind.ts';
import { readList } from './read-list.ts';
import type { SheetRow } from './sheet-row.ts';
import { encodingOfFile } from './text-bytes.ts';

const TOP_ROWS = 200;
/** A workbook may hold a sheet for each month, and a cover. */
const SHEET_LIMIT = 40;

/** The first rows of each sheet of a file, as they are in it: read once, however often they are asked for. */
export class SheetTops {
  readonly path: string;
  readonly kind: FileKind;
  /** How many sheets are looked at; a text is one. */
  readonly count: number;
  /** A text in no encoding that tells its letters: it needs a font from before Unicode. */
  readonly isBytes: boolean;
  private readonly tops = new Map<number, Promise<readonly SheetRow[]>>();

  private constructor(path: string, kind: FileKind, count: number, isBytes: boolean) {
    this.path = path;
    this.kind = kind;
    this.count = count;
    this.isBytes = isBytes;
  }

  static async open(path: string): Promise<SheetTops> {
    const kind = await fileKind(path);
    const sheets = Math.min(await sheetCount(path, kind), SHEET_LIMIT);
    return new SheetTops(path, kind, sheets, await isInBytes(path, kind));
  }

  rowsOf(sheet: number): Promise<readonly SheetRow[]> {
    const rows = this.tops.get(sheet) ?? this.read(sheet);
    this.tops.set(sheet, rows);
    rows.catch(() => this.tops.delete(sheet));
    return rows;
  }

  private async read(sheet: number): Promise<readonly SheetRow[]> {
    const rows: SheetRow[] = [];
    const { path, kind } = this;
    for await (const batch of readList({ path, kind, sheet }, TOP_ROWS)) rows.push(...batch);
    return rows.slice(0, TOP_ROWS);
  }
}

async function isInBytes(path: string, kind: FileKind): Promise<boolean> {
  if (kind === 'xlsx' || kind === 'mht') return false;
  // A packed file that is cut off says so when it is read in its thread.
  return (await encodingOfFile(path, kind === 'csv.gz').catch(() => null)) === 'bytes';
}
