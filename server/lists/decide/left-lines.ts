import { placeOf, rowNumberOf } from '../read/row-number.ts';
import type { SheetRow } from '../read/sheet-row.ts';
import { isNumbering } from '../understand/headings.ts';

/** Lines under the headings that are no dossiers: names of groups between them; totals, notes and signatures below. */
export interface LeftLines {
  readonly between: number;
  readonly below: number;
  /** The first below, or else the first between. Sheets count from 0, lines from 1. */
  readonly sheet: number;
  readonly line: number;
  readonly text: string;
}

const LONGEST_TEXT = 200;

/** Counts, sheet by sheet, the lines that were passed over. */
export class LineCounter {
  private between = 0;
  private below = 0;
  /** Since the last dossier of this sheet. */
  private waiting = 0;
  private hasBegun = false;
  private firstWaiting: SheetRow | undefined;
  private firstBetween: SheetRow | undefined;
  private firstBelow: SheetRow | undefined;

  /** `row`: with a number that tells the sheet too. */
  passOver(row: SheetRow, headings: readonly string[], sheet: number): void {
    if (isNumbering(row) || isRepeatedHeading(row, headings)) return;
    this.waiting++;
    this.firstWaiting ??= { ...row, number: rowNumberOf(sheet, row.number) };
  }

  /** Before the first dossier of a sheet are titles, which belong to its headings. */
  takeDossier(): void {
    if (this.hasBegun) {
      this.between += this.waiting;
      this.firstBetween ??= this.firstWaiting;
    }
    this.hasBegun = true;
    this.forget();
  }

  endSheet(): void {
    this.hasBegun = false;
    this.below += this.waiting;
    this.firstBelow ??= this.firstWaiting;
    this.forget();
  }

  get lines(): LeftLines | null {
    const { between, below } = this;
    const first = this.firstBelow ?? this.firstBetween;
    if (!first) return null;
    const text = first.cells.filter((cell) => cell !== '').join(' | ');
    return { between, below, ...placeOf(first.number), text: text.slice(0, LONGEST_TEXT) };
  }

  private forget(): void {
    this.waiting = 0;
    this.firstWaiting = undefined;
  }
}

function isRepeatedHeading({ cells }: SheetRow, headings: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '').length;
  const same = cells.filter((cell, column) => cell !== '' && cell === headings[column]).length;
  return same * 2 > filled;
}
