import { statSync } from 'node:fs';
import { inUnicode } from '../read/detect-font.ts';
import { fileRows } from '../read/file-rows.ts';
import { rowNumberOf } from '../read/row-number.ts';
import type { ReadSoFar, SheetRow } from '../read/sheet-row.ts';
import { groupedRowsOf } from '../understand/list-rows.ts';
import type { ListPart } from '../understand/list-top.ts';
import { arrangedRow } from '../understand/sheet-layout.ts';
import { withSwappedDays } from '../understand/swapped-days.ts';
import type { Application } from './application.ts';
import type { LeftLines } from './left-lines.ts';
import { LineCounter } from './left-lines.ts';
import { withCutLineBehind, withLineBehind } from './misaligned-cells.ts';
import type { ReadingRules } from './read-application.ts';
import { readApplication } from './read-application.ts';

export interface DossierRow {
  /** Its number tells the sheet too. */
  readonly row: SheetRow;
  readonly application: Application;
}

export interface List {
  readonly parts: readonly ListPart[];
  readonly rules: ReadingRules;
}

/**
 * Calls `take` with every dossier row of a list, sheet by sheet, and gives the lines that are none. `between`: what
 * the reading waits for after some hundreds of rows.
 */
export async function eachDossierRow(
  { parts, rules }: List,
  take: (found: DossierRow) => void,
  soFar: ReadSoFar = { bytes: () => 0 },
  between: () => Promise<void> | undefined = () => undefined,
): Promise<LeftLines | null> {
  const counter = new LineCounter();
  for (const part of parts) {
    const dossierOf = groupedRowsOf(rules.columns, part.headings);
    const { sheet } = part.list;
    const readRow = (drawn: SheetRow) => {
      const below = rowBelow(part, drawn);
      if (!below) return;
      const read = dossierOf(below);
      if (!read) return counter.passOver(drawn, part.headings, sheet);
      counter.takeDossier();
      take(decideRow({ ...read, number: rowNumberOf(sheet, read.number) }, rules));
    };
    for await (const rows of fileRows(part.list, soFar)) {
      for (const drawn of rows) readRow(drawn);
      await between();
    }
    counter.endSheet();
  }
  return counter.lines;
}

function decideRow(read: SheetRow, rules: ReadingRules): DossierRow {
  const row = withLineBehind(read, rules);
  const application = readApplication(row, rules);
  const cut = withCutLineBehind(row, application, rules);
  return cut ? { row: cut, application: readApplication(cut, rules) } : { row, application };
}

/** A row below the headings, in Unicode, its days turned back, in the order of the list's columns. */
function rowBelow(part: ListPart, drawn: SheetRow): SheetRow | undefined {
  const { list, below, swappedDays, moves, agency } = part;
  if (drawn.number <= below) return undefined;
  const read = list.font ? inUnicode(drawn, list.font) : drawn;
  const row = swappedDays ? withSwappedDays(read, swappedDays) : read;
  return row.above || moves || agency ? arrangedRow(row, moves, agency) : row;
}

/** How much of the file has been read, where its kind tells; a workbook is unpacked as a whole. */
export function percentRead({ parts }: Pick<List, 'parts'>, soFar: ReadSoFar): number | null {
  const bytes = soFar.bytes();
  const { size } = statSync(parts[0]!.list.path);
  return bytes === 0 ? null : Math.min(100, Math.round((100 * bytes) / size));
}
