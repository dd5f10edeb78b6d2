import type { Form, Steps } from '../../client/office/scans/reading/read-page.ts';
import { readPage } from '../../client/office/scans/reading/read-page.ts';
import { Chance } from './chance.ts';
import { filledForm } from './filled-form.ts';
import type { PrintedPage } from './printed-forms.ts';
import { faultsBy, scanned } from './scanned.ts';

export interface Accuracy {
  readonly pages: number;
  /** Pages that could not be read and are entered by hand. */
  readonly unread: number;
  /** Pages taken for another form or page: there must be none. */
  readonly wrongNumbers: number;
  /** Items on all pages, decided without a person, and of these not what was meant. */
  readonly items: number;
  readonly decided: number;
  readonly wrong: number;
  /** Mean and longest reading of a page, milliseconds. */
  readonly mean: number;
  readonly longest: number;
  readonly mistakes: readonly string[];
}
export interface Compared {
  readonly name: string;
  readonly steps: Steps;
}

/** What finding the marks, and then the rim of each box, brings. */
export const WAYS: readonly Compared[] = [
  { name: 'marks and rims', steps: { findsMarks: true, findsRims: true } },
  { name: 'marks alone', steps: { findsMarks: true, findsRims: false } },
  { name: 'neither', steps: { findsMarks: false, findsRims: false } },
];

/** Fills in and scans pages by chance, and reads each of them in every compared way. */
export function accuracyOf(
  form: Form,
  sources: readonly PrintedPage[],
  { rounds, seed, isLarge }: { rounds: number; seed: number; isLarge: boolean },
  ways: readonly Compared[],
): Accuracy[] {
  const { boxes } = isLarge ? form.large : form.normal;
  const tallies = ways.map(() => new Tally());
  for (let round = 0; round < rounds; round += 1)
    for (const [i, source] of sources.entries()) {
      const chance = new Chance(seed + round * 1000 + i);
      const own = boxes.filter(({ page }) => page === source.page);
      const { picture, meant } = filledForm(source.picture, own, form, chance);
      const faults = faultsBy(chance);
      const scan = scanned(picture, faults, chance);
      for (const [n, { steps }] of ways.entries()) {
        const start = performance.now();
        const read = readPage(scan, form, steps);
        tallies[n]!.add(read, source, meant, performance.now() - start, JSON.stringify(faults));
      }
    }
  return tallies.map((tally) => tally.done());
}

class Tally {
  private pages = 0;
  private unread = 0;
  private wrongNumbers = 0;
  private items = 0;
  private decided = 0;
  private wrong = 0;
  private readonly times: number[] = [];
  private readonly mistakes: string[] = [];

  add(
    read: ReturnType<typeof readPage>,
    source: PrintedPage,
    meant: ReadonlyMap<string, readonly number[]>,
    milliseconds: number,
    faults: string,
  ): void {
    this.pages += 1;
    this.items += meant.size;
    this.times.push(milliseconds);
    if (typeof read === 'string') {
      this.unread += 1;
      this.mistakes.push(`${read} ${faults}`);
      return;
    }
    const { code } = read;
    if (code.number !== source.number || code.page !== source.page) this.wrongNumbers += 1;
    for (const { question, decision } of read.items) {
      if (!decision) continue;
      this.decided += 1;
      const isRight = String(decision) === String(meant.get(question));
      if (isRight) continue;
      this.wrong += 1;
      this.mistakes.push(`${question}: ${decision} for ${meant.get(question)} ${faults}`);
    }
  }

  done(): Accuracy {
    const { pages, unread, wrongNumbers, items, decided, wrong, mistakes } = this;
    const mean = this.times.reduce((sum, time) => sum + time, 0) / pages;
    const longest = Math.max(...this.times);
    return { pages, unread, wrongNumbers, items, decided, wrong, mean, longest, mistakes };
  }
}
