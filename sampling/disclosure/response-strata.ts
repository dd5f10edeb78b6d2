import { SamplingError } from '../errors.ts';

/** What is known of a stratum before its answers are counted, in persons. */
export type AnsweredStratum = Readonly<{
  code: string;
  agency: string;
  /** N_h, units in the frame. */
  population: number;
  /** n_h, units that were asked. */
  released: number;
  /** r_h, units that answered. */
  respondents: number;
}>;

/** The stratum that a counted response keeps: one of the design, or several pooled. */
export type ResponseStratum = Readonly<{
  /** The stratum's own code, `<agency>:pool-1`, or `:pool` over several agencies. */
  code: string;
  /** null where the agency alone has too few respondents: its answers count for the province only. */
  agency: string | null;
  /** Positions of its strata in the list given. */
  members: readonly number[];
  respondents: number;
}>;

type Pool = { members: number[]; respondents: number };

const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);

/** Neighbours in base weight N_h/n_h: pooled responses share one weight, so their own should be alike. */
const byBaseWeight = (a: AnsweredStratum, b: AnsweredStratum) =>
  a.population * b.released - b.population * a.released || byCode(a, b);

/** Cuts strata that are too small into pools that are not; what is left over joins the last one. */
function poolsOf(
  strata: readonly AnsweredStratum[],
  small: readonly number[],
  threshold: number,
): Pool[] {
  const pools: Pool[] = [];
  let open: Pool = { members: [], respondents: 0 };
  for (const h of small.toSorted((a, b) => byBaseWeight(strata[a]!, strata[b]!))) {
    open.members.push(h);
    open.respondents += strata[h]!.respondents;
    if (open.respondents < threshold) continue;
    pools.push(open);
    open = { members: [], respondents: 0 };
  }
  const last = pools.at(-1) ?? open;
  if (last !== open) join(last, open);
  return pools.length > 0 || open.members.length === 0 ? pools : [open];
}

function join(pool: Pool, other: Pool): void {
  pool.members.push(...other.members);
  pool.respondents += other.respondents;
}

/** The response strata of an agency that has enough respondents for at least one. */
function strataOfAgency(
  strata: readonly AnsweredStratum[],
  agency: string,
  members: readonly number[],
  threshold: number,
): ResponseStratum[] {
  const isSmall = (h: number) => strata[h]!.respondents > 0 && strata[h]!.respondents < threshold;
  const alone = members
    .filter((h) => !isSmall(h))
    .map((h): Pool => ({ members: [h], respondents: strata[h]!.respondents }));
  const pools = poolsOf(strata, members.filter(isSmall), threshold);
  const [first] = pools;
  if (first && first.respondents < threshold) {
    // Too few even together: the stratum with the fewest that may remain alone takes them in.
    const host = alone
      .filter(({ respondents }) => respondents > 0)
      .sort(
        (a, b) =>
          a.respondents - b.respondents || byCode(strata[a.members[0]!]!, strata[b.members[0]!]!),
      )[0]!;
    alone.splice(alone.indexOf(host), 1);
    join(first, host);
  }
  return [
    ...alone.map((pool) => ({ ...pool, code: strata[pool.members[0]!]!.code, agency })),
    ...pools.map((pool, p) => ({ ...pool, code: `${agency}:pool-${p + 1}`, agency })),
  ];
}

/**
 * Pools strata until every stored response has at least `threshold` − 1 others in its stratum, inside the
 * agency where that is possible. An agency with some but fewer than `threshold` respondents joins the
 * others like it under no agency's name; are these too few together, the agency with the fewest
 * respondents joins them. Strata without a response stay as they are.
 * @param strata every stratum of the design with what fieldwork made of it
 * @param threshold k, the fewest respondents of a stratum that a response may name
 * @returns response strata sorted by code; each has 0 or at least `threshold` respondents, except
 *   where the whole province has fewer
 * @throws InvalidRule for a threshold that is no positive whole number
 * k-anonymity: Samarati (2001), IEEE TKDE 13; pooling as rule C1, sampling.md §1c.
 */
export function responseStrata(
  strata: readonly AnsweredStratum[],
  threshold: number,
): ResponseStratum[] {
  if (!Number.isSafeInteger(threshold) || threshold < 1)
    throw new SamplingError('InvalidRule', 'The threshold is a whole number from 1.', {
      threshold,
    });
  const agencies = [...Map.groupBy(strata.keys(), (h) => strata[h]!.agency)].map(
    ([agency, members]) => ({
      agency,
      code: agency,
      members,
      respondents: members.reduce((sum, h) => sum + strata[h]!.respondents, 0),
    }),
  );
  const fewestFirst = agencies.toSorted((a, b) => a.respondents - b.respondents || byCode(a, b));
  const nameless: Pool = { members: [], respondents: 0 };
  for (const agency of fewestFirst) {
    const isTooSmall = agency.respondents > 0 && agency.respondents < threshold;
    const isNeeded = nameless.respondents > 0 && nameless.respondents < threshold;
    if (agency.respondents > 0 && (isTooSmall || isNeeded)) join(nameless, agency);
  }
  const inNameless = new Set(nameless.members);
  const named = agencies
    .filter(({ members }) => !inNameless.has(members[0]!))
    .flatMap(({ agency, members }) => strataOfAgency(strata, agency, members, threshold));
  const pooled = nameless.members.length > 0 ? [{ ...nameless, code: ':pool', agency: null }] : [];
  return [...named, ...pooled].sort(byCode);
}
