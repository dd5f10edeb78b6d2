import * as z from 'zod';
import { cellKey } from '#sampling/disclosure/agency-by-field.ts';
import type { Db } from '../db/database.ts';

interface Keys {
  has(key: string): boolean;
}

export interface Withheld {
  /** Domains whose number of respondents is itself withheld. */
  readonly domains: Keys;
  /** Domains that show nothing of a node. */
  readonly figures: (node: string) => Keys;
}

const Stored = z.object({
  received: z.array(z.string()),
  nodes: z.record(z.string(), z.array(z.string())),
});

/** Of a round that was counted before the count decided it: the province alone can be told. */
const ALL_BUT_PROVINCE: Keys = { has: (key) => key !== cellKey() };

/** Decided by the count, which alone knew how many of each stratum had answered what. */
export async function withheldOf(db: Db, campaignId: string): Promise<Withheld> {
  const row = await db
    .selectFrom('withheldCells')
    .select('cells')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!row) return { domains: ALL_BUT_PROVINCE, figures: () => ALL_BUT_PROVINCE };
  const { received, nodes } = Stored.parse(row.cells);
  const keys = new Map(Object.entries(nodes).map(([node, withheld]) => [node, new Set(withheld)]));
  return {
    domains: new Set(received),
    figures: (node) => keys.get(node) ?? ALL_BUT_PROVINCE,
  };
}
