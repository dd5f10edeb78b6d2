import type { Db } from '../../db/database.ts';

/** Of each stratum the sum of 1/multiplicity: persons, where one of several units is a part of a person. */
export function distinctPersons(units: readonly { stratum: string; multiplicity: number }[]) {
  const sums = new Map<string, number>();
  for (const { stratum, multiplicity } of units)
    sums.set(stratum, (sums.get(stratum) ?? 0) + 1 / multiplicity);
  return sums;
}

export async function insertStrata(
  trx: Db,
  campaignId: string,
  strata: ReadonlyMap<string, number>,
  distinct: ReadonlyMap<string, number>,
) {
  const rows = [...strata].map(([code, population]) => {
    const dot = code.lastIndexOf('.');
    const [agencyCode, fieldCode] = [code.slice(0, dot), code.slice(dot + 1)];
    // Sums of thirds may end a hair above the whole.
    const distinctPersons = Math.min(population, distinct.get(code) ?? population);
    return { campaignId, code, agencyCode, fieldCode, population, distinctPersons };
  });
  for (let from = 0; from < rows.length; from += 1000)
    await trx
      .insertInto('stratum')
      .values(rows.slice(from, from + 1000))
      .execute();
}
