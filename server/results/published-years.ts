import { createHash } from 'node:crypto';
import { Years } from '#contract/years.ts';
import type { Db } from '../db/database.ts';
import { earlierYears, publicationsBefore } from './earlier-years.ts';
import { publishedText } from './published-text.ts';

interface KeptYears {
  readonly edition: string;
  readonly years: Promise<Years>;
}

/** The last edition of each round's years: made once in a thread, and again when a table has changed. */
export class PublishedYears {
  readonly #db: Db;
  readonly #kept = new Map<string, KeptYears>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** Of the province every node and the agencies' totals; of one agency all that is known. */
  async read(campaignId: string, agencyCode: string | null): Promise<Years> {
    const { series, ...years } = await this.#whole(campaignId);
    const isShown = (code: string | null, node: string) =>
      agencyCode === null ? code === null || node === years.total : code === agencyCode;
    return { ...years, series: series.filter((line) => isShown(line.agencyCode, line.node)) };
  }

  async #whole(campaignId: string): Promise<Years> {
    const tables = await earlierYears(this.#db, campaignId);
    const before = await publicationsBefore(this.#db, campaignId);
    const edition = createHash('sha256')
      .update(JSON.stringify([tables, before]))
      .digest('hex')
      .slice(0, 16);
    const kept = this.#kept.get(campaignId);
    if (kept?.edition === edition) return kept.years;
    const years = publishedText(this.#db, campaignId, { years: { tables, before, edition } }).then(
      ({ bytes }) => Years.parse(JSON.parse(new TextDecoder().decode(bytes))),
    );
    this.#kept.set(campaignId, { edition, years });
    years.catch(() => this.#kept.delete(campaignId));
    return years;
  }
}
