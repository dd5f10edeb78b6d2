import * as z from 'zod';
import { VERDICTS } from '#contract/figures.ts';
import type { Db } from '../db/database.ts';
import type { ExactFigure } from './exact-results.ts';

const Stored = z.object({
  node: z.string(),
  verdict: z.enum(VERDICTS),
  reasons: z.array(z.string()),
  index: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  mean: z.number().nullable(),
  meanLow: z.number().nullable(),
  meanHigh: z.number().nullable(),
  respondents: z.int().nullable(),
  validAnswers: z.int().nullable(),
  distribution: z.array(z.number()).nullable(),
});

/** node → field → figure, as the count made and rounded it. */
export type FieldFigures = ReadonlyMap<string, ReadonlyMap<string, ExactFigure>>;

export async function fieldFigures(db: Db, campaignId: string): Promise<FieldFigures> {
  const rows = await db
    .selectFrom('fieldFigure')
    .select(['fieldCode', 'node', 'figure'])
    .where('campaignId', '=', campaignId)
    .execute();
  const byNode = Map.groupBy(rows, ({ node }) => node);
  return new Map(
    [...byNode].map(([node, fields]) => [
      node,
      new Map(
        fields.map(({ fieldCode, figure }) => [
          fieldCode,
          { ...Stored.parse(figure), standardError: null, degreesOfFreedom: null },
        ]),
      ),
    ]),
  );
}
