import type { ColumnRole, SheetState } from '#contract/list-preview.ts';
import type { Gap } from '../read/gaps.ts';
import { isWorkbook } from '../read/sheet-row.ts';
import type { SheetSurvey } from '../read/sheet-survey.ts';
import type { SheetTops } from '../read/sheet-tops.ts';
import { missingRoles, recogniseColumns } from './columns.ts';
import { looksLikeDossierCode } from './dossier-code.ts';
import { foldWords } from './fold.ts';
import type { Headings } from './headings.ts';
import { findHeadings, headingsIn, lacksHeadings } from './headings.ts';
import type { Leading } from './leading-sheet.ts';
import type { ListTop } from './list-top.ts';
import { readSheet } from './list-top.ts';
import { rowsBelow } from './rows-below.ts';

/** One sheet of a workbook as it is understood before a person decides. */
export interface SheetLook {
  readonly sheet: number;
  readonly name: string;
  readonly rowCount: number | null;
  readonly state: SheetState;
  /** Whether it is read unless a person says otherwise. */
  readonly isTaken: boolean;
  readonly headings: Headings;
  readonly roles: readonly (ColumnRole | null)[];
  readonly top: ListTop;
  readonly gaps: readonly Gap[];
  /** The agency that is named above its headings. */
  readonly title: string | null;
}

const NO_HEADINGS: Headings = { rows: [], texts: [] };

/** Every sheet of a workbook, that on which its list begins among them. A text has none. */
export async function lookAtSheets(
  sheets: SheetTops,
  leading: Leading,
  isUnicode = false,
): Promise<SheetLook[]> {
  if (!isWorkbook(sheets.kind)) return [];
  const looks: SheetLook[] = [];
  for (const [sheet, survey] of (await sheets.sheets()).entries()) {
    const isLeading = sheet === leading.top.list.sheet;
    const top = isLeading ? leading.top : await readSheet(sheets, sheet, isUnicode);
    const meant: Meant = isLeading ? { ...leading, state: 'leads' } : understand(top, leading);
    looks.push(lookOf(sheet, survey, top, meant));
  }
  return looks;
}

type Meant = Pick<SheetLook, 'headings' | 'roles' | 'state'>;

function lookOf(sheet: number, survey: SheetSurvey, top: ListTop, meant: Meant): SheetLook {
  const { name, rowCount, gaps, isChart, isHidden } = survey;
  const { headings, roles } = meant;
  const unread = isChart ? 'chart' : rowCount === 0 ? 'empty' : isHidden ? 'hidden' : undefined;
  const state = unread ?? meant.state;
  const isTaken = READ.includes(state);
  const title = titleOf(top, headings);
  return { sheet, name, rowCount, state, isTaken, headings, roles, top, gaps, title };
}

/** States in which a sheet is read unless a person leaves it. */
const READ: readonly SheetState[] = ['leads', 'same_headings', 'own_headings', 'continued'];

function understand(top: ListTop, leading: Leading): Meant {
  // The same rows first: headings that a person has pointed at are not found by themselves.
  const headings = [headingsIn(top.rows, leading.headings.rows), findHeadings(top.rows)].find(
    (found) => found && isSame(found.texts, leading.headings.texts),
  );
  if (headings && headings.rows.length > 0)
    return { headings, roles: leading.roles, state: 'same_headings' };
  const own = findHeadings(top.rows);
  if (!own) return withoutHeadings(top, leading);
  const cells = rowsBelow(top.rows, own.rows).map((row) => row.cells);
  const roles = recogniseColumns(own.texts, cells, leading.remembered.byHeading);
  // What the province's file lacks in all sheets is asked for once, of the first.
  const isWhole = missingRoles(roles, false).length === 0;
  return { headings: own, roles, state: isWhole ? 'own_headings' : 'columns_missing' };
}

/** A sheet that begins with a dossier in the columns of the first continues it. */
function withoutHeadings(top: ListTop, leading: Leading) {
  const code = leading.roles.indexOf('dossierCode');
  const continues =
    lacksHeadings(top.rows) &&
    top.rows.filter(({ cells }) => looksLikeDossierCode(cells[code] ?? '')).length * 2 >
      top.rows.length;
  return continues
    ? { headings: NO_HEADINGS, roles: leading.roles, state: 'continued' as const }
    : { headings: NO_HEADINGS, roles: [], state: 'no_headings' as const };
}

const isSame = (texts: readonly string[], headings: readonly string[]) =>
  trimmed(texts) === trimmed(headings);
const trimmed = (texts: readonly string[]) => texts.map(foldWords).join('\n').trimEnd();

const AGENCY =
  /^(?:(?:đơn vị|cơ quan)\s*:\s*)?((?:ubnd|uỷ ban nhân dân|ủy ban nhân dân)?\s*(?:xã|phường|thị trấn|đặc khu|sở|ban)\s.{2,80})$/iu;

/** The first cell above the headings that names an agency. */
function titleOf({ rows }: ListTop, headings: Headings): string | null {
  const first = Math.min(...headings.rows, Number.POSITIVE_INFINITY);
  const above = rows.filter(({ number }) => number < first).flatMap(({ cells }) => cells);
  if (!Number.isFinite(first)) return null;
  const named = above
    .flatMap((cell) => cell.split('\n'))
    .map((line) => AGENCY.exec(line.trim())?.[1]);
  return named.find((name) => name !== undefined)?.trim() ?? null;
}
