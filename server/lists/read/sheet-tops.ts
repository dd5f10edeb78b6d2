import { fileKind } from './file-kind.ts';
import { surveyInThread } from './read-in-thread.ts';
import { readList } from './read-list.ts';
import type { FileKind, SheetRow } from './sheet-row.ts';
import { isWorkbook } from './sheet-row.ts';
import type { SheetSurvey } from './sheet-survey.ts';
import { TOP_ROWS } from './sheet-survey.ts';
import { encodingOfFile } from './text-bytes.ts';

/** The first rows of each sheet of a file, as they are in it: read once, however often they are asked for. */
export class SheetTops {
  readonly path: string;
  readonly kind: FileKind;
  /** A text in no encoding that tells its letters: it needs a font from before Unicode. */
  readonly isBytes: boolean;
  private surveyed: Promise<readonly SheetSurvey[]> | undefined;

  private constructor(path: string, kind: FileKind, isBytes: boolean) {
    this.path = path;
    this.kind = kind;
    this.isBytes = isBytes;
  }

  static async open(path: string): Promise<SheetTops> {
    const kind = await fileKind(path);
    return new SheetTops(path, kind, await isInBytes(path, kind));
  }

  /** Every tab, in their order; a text is one without a name. */
  sheets(): Promise<readonly SheetSurvey[]> {
    const surveyed = this.surveyed ?? this.survey();
    this.surveyed = surveyed;
    surveyed.catch(() => {
      this.surveyed = undefined;
    });
    return surveyed;
  }

  private async survey(): Promise<readonly SheetSurvey[]> {
    const { path, kind } = this;
    if (isWorkbook(kind)) return surveyInThread(path, kind);
    const rows: SheetRow[] = [];
    for await (const batch of readList({ path, kind, sheet: 0 }, TOP_ROWS)) rows.push(...batch);
    return [{ ...TEXT, top: rows.slice(0, TOP_ROWS) }];
  }
}

const TEXT = { name: '', isHidden: false, isChart: false, rowCount: null, gaps: [] };

async function isInBytes(path: string, kind: FileKind): Promise<boolean> {
  if (isWorkbook(kind) || kind === 'mht') return false;
  // A packed file that is cut off says so when it is read in its thread.
  return (await encodingOfFile(path, kind === 'csv.gz').catch(() => null)) === 'bytes';
}
