import { sql } from 'kysely';
import type { Indicator } from '#contract/indicators.ts';
import type { Db } from '../../db/database.ts';
import { readIndicators } from './list-evidence.ts';

type Indicators = ReadonlyMap<string, readonly Indicator[]>;

/** Campaigns, each with a megabyte. */
const MOST_KEPT = 4;

/**
 * Every agency's indicators, counted anew only when a list in force has changed: of a province they take a quarter of a
 * second of a processor, and its lists change a few times an hour.
 */
export class KeptIndicators {
  readonly #db: Db;
  readonly #kept = new Map<string, { edition: string; indicators: Promise<Indicators> }>();

  constructor(db: Db) {
    this.#db = db;
  }

  async read(campaignId: string): Promise<Indicators> {
    // Read before the evidence: what changes in between is kept under an edition that never comes back.
    const edition = await editionOf(this.#db, campaignId);
    const kept = this.#kept.get(campaignId);
    if (kept?.edition === edition) return kept.indicators;
    const indicators = readIndicators(this.#db, campaignId);
    this.#kept.delete(campaignId);
    this.#kept.set(campaignId, { edition, indicators });
    const [oldest] = this.#kept.keys();
    if (oldest && this.#kept.size > MOST_KEPT) this.#kept.delete(oldest);
    indicators.catch(() => this.#kept.delete(campaignId));
    return indicators;
  }
}

/**
 * Which writing of which lists is in force. A transaction that counts a list’s rows anew writes their sum as well
 * (`recountList`), and PostgreSQL gives each written row its transaction's number (PostgreSQL 15, §5.5, xmin).
 */
async function editionOf(db: Db, campaignId: string): Promise<string> {
  const { rows } = await sql<{ edition: string }>`
    select concat_ws(' ', returned_from, returned_to, (
      select string_agg(list_file.id || ' ' || list_file.xmin, ' ' order by list_file.id)
      from list_file where list_file.campaign_id = campaign.id and state = 'imported')) as edition
    from campaign where id = ${campaignId}
  `.execute(db);
  return rows[0]?.edition ?? '';
}
