import { sql } from 'kysely';
import type { FoundForm } from './find-form.ts';
import type { Box } from './form-box.ts';

/** Which form each clerk entered before: in memory alone. */
const previous = new Map<string, string>();
/** In smaller batches neighbours come back together by chance. */
const FEWEST_FORMS = 20;

/**
 * Whether the clerk's form before is the neighbour of this one in its stratum's print, which is in the order of
 * the numbers. Forms that went to people come back in any order; a pile that never left does not.
 */
export async function isNextInPrint(
  { trx, campaignId }: Box,
  { number, stratum }: FoundForm,
  clerkId: string,
): Promise<boolean> {
  const before = previous.get(clerkId);
  previous.set(clerkId, number);
  if (before === undefined) return false;
  const [low, high] = before < number ? [before, number] : [number, before];
  const { rows } = await sql<{ forms: number; ends: number; between: number }>`
    select count(*) as forms, count(*) filter (where number in (${low}, ${high})) as ends,
      count(*) filter (where number > ${low} and number < ${high}) as between
    from paper_form where campaign_id = ${campaignId} and stratum = ${stratum}`.execute(trx);
  const { forms, ends, between } = rows[0]!;
  return forms >= FEWEST_FORMS && ends === 2 && between === 0;
}
