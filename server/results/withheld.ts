import * as z from 'zod';
import { cellKey } from '#sampling/disclosure/agency-by-field.ts';
import type { Treatment, Treatments } from '#sampling/disclosure/leaving/leaving-figure.ts';
import type { Db } from '../db/database.ts';

interface Keys {
  has(key: string): boolean;
}

export interface Withheld {
  /** Domains whose number of respondents is itself withheld. */
  readonly domains: Keys;
  /** Domains that show nothing of a node. */
  readonly figures: (node: string) => Keys;
  /** What the count asked of figures, by its audit over fields and agencies together. */
  readonly treatments: Treatments;
  /** What follows all the same. */
  readonly fallen: readonly string[];
}

const Stored = z.object({
  received: z.array(z.string()),
  nodes: z.record(z.string(), z.array(z.string())),
  treatments: z
    .record(
      z.string(),
      z.object({ coarser: z.int(), isBanded: z.boolean(), isHidden: z.boolean() }),
    )
    .default({}),
  fallen: z.array(z.string()).default([]),
});

/** Of a round that was counted before the count decided it: only the province can be shown. */
const ALL_BUT_PROVINCE: Keys = { has: (key) => key !== cellKey() };

/** Decided by the count, which alone knew how many of each stratum had answered what. */
export async function withheldOf(db: Db, campaignId: string): Promise<Withheld> {
  const row = await db
    .selectFrom('withheldCells')
    .select('cells')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!row)
    return {
      domains: ALL_BUT_PROVINCE,
      figures: () => ALL_BUT_PROVINCE,
      treatments: new Map(),
      fallen: [],
    };
  return withheldFrom(Stored.parse(row.cells));
}

export function withheldFrom({
  received,
  nodes,
  treatments,
  fallen,
}: Readonly<{
  received: readonly string[];
  nodes: Readonly<Record<string, readonly string[]>>;
  treatments: Readonly<Record<string, Treatment>>;
  fallen: readonly string[];
}>): Withheld {
  const keys = new Map(Object.entries(nodes).map(([node, withheld]) => [node, new Set(withheld)]));
  return {
    domains: new Set(received),
    figures: (node) => keys.get(node) ?? ALL_BUT_PROVINCE,
    treatments: new Map(Object.entries(treatments)),
    fallen,
  };
}
