import type { Results } from '#contract/results.ts';
import type { Db } from '../db/database.ts';
import { campaignAt } from '../db/stage.ts';
import { estimateResults } from '../results/compute-results.ts';
import { readFieldwork } from '../results/read-fieldwork.ts';

type Domains = Results['domains'];

/** What is published of one level beside what the answers give in full digits. */
export interface Rounding {
  readonly level: string;
  readonly figures: number;
  readonly shown: number;
  /** Largest difference of an index, in points. */
  readonly largest: number;
  readonly banded: number;
  readonly withheld: Readonly<Record<string, number>>;
}

/** Exact figures are estimated once more from what the count stored; nothing of them leaves but these differences. */
export async function roundingOf(db: Db, campaignId: string): Promise<Rounding[]> {
  const campaign = await campaignAt(db, campaignId);
  const { results } = await estimateResults(await readFieldwork(db, campaign));
  const { results: text } = await db
    .selectFrom('publication')
    .select('results')
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow();
  const { domains } = JSON.parse(text) as Results;
  const exact = new Map(results.domains.map((domain) => [domain.key, domain]));
  return [...Map.groupBy(domains, ({ level }) => level)].map(([level, some]) =>
    roundingOfLevel(level, some, exact),
  );
}

function roundingOfLevel(
  level: string,
  domains: Domains,
  exact: ReadonlyMap<string, { readonly figures: readonly { readonly index: number | null }[] }>,
): Rounding {
  const pairs = domains.flatMap(({ key, figures, received }) =>
    figures.map((figure, f) => ({ figure, received, index: exact.get(key)!.figures[f]!.index })),
  );
  const differences = pairs.flatMap(({ figure, index }) =>
    figure.index === null || index === null ? [] : [100 * Math.abs(figure.index - index)],
  );
  const withheld = pairs.filter(({ figure }) => figure.index === null && figure.band === null);
  const groups = Map.groupBy(withheld, ({ figure, received, index }) => {
    if (figure.verdict !== 'suppress-confidentiality') return figure.reasons.join(' ');
    if (received === null) return 'respondents withheld';
    return index === null ? 'few answers' : 'would follow';
  });
  return {
    level,
    figures: pairs.length,
    shown: pairs.filter(({ figure }) => figure.index !== null).length,
    largest: Math.max(0, ...differences),
    banded: pairs.filter(({ figure }) => figure.band !== null).length,
    withheld: Object.fromEntries([...groups].map(([reason, group]) => [reason, group.length])),
  };
}
