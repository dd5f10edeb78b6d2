/** A stratum as the collapse rule sees it. */
export type CollapsibleStratum = Readonly<{
  code: string;
  /** N_h, units in the frame. */
  population: number;
  /** r_h, units of known status: respondents and known ineligible. */
  known: number;
}>;

/** One variance stratum and response cell: a stratum as it was, or a pool of several. */
export type VarianceStratum = Readonly<{
  /** The stratum's own code, or `<unit>.P` for the pool of a unit. */
  code: string;
  population: number;
  known: number;
  /** Positions of its strata in the list given. */
  members: readonly number[];
  /** False where even the pool has fewer than two units of known status: no variance. */
  isEstimable: boolean;
}>;

export type CollapsedStrata = Readonly<{
  groups: readonly VarianceStratum[];
  /** Position of each stratum's group; −1 for a stratum without population. */
  groupOf: Int32Array;
}>;

const isEstimable = ({ population, known }: { population: number; known: number }) =>
  known >= 2 || known === population;

/** Fewest known first, then by code: the order in which strata join a pool that is too small. */
const byKnownThenCode =
  (strata: readonly CollapsibleStratum[]) =>
  (a: number, b: number): number => {
    const [first, second] = [strata[a]!, strata[b]!];
    if (first.known !== second.known) return first.known - second.known;
    return first.code < second.code ? -1 : 1;
  };

/** The pool of one unit, and the strata that stay as they are. */
function splitAgency(strata: readonly CollapsibleStratum[], members: readonly number[]) {
  const pool = members.filter((h) => !isEstimable(strata[h]!));
  const alone = members.filter((h) => isEstimable(strata[h]!)).sort(byKnownThenCode(strata));
  let known = pool.reduce((sum, h) => sum + strata[h]!.known, 0);
  while (pool.length > 0 && known < 2 && alone.length > 0) {
    const joining = alone.shift()!;
    pool.push(joining);
    known += strata[joining]!.known;
  }
  return { pool, alone };
}

function groupOver(
  strata: readonly CollapsibleStratum[],
  members: readonly number[],
  unit: string,
): VarianceStratum {
  const population = members.reduce((sum, h) => sum + strata[h]!.population, 0);
  const known = members.reduce((sum, h) => sum + strata[h]!.known, 0);
  const code = members.length === 1 ? strata[members[0]!]!.code : `${unit}.P`;
  return { code, population, known, members, isEstimable: isEstimable({ population, known }) };
}

/**
 * Collapse rule C1: strata with one unit of known status (and more in the frame) cannot show a
 * variance; inside each unit they form a pool, joined by the smallest estimable strata until the
 * pool has two. The pool is one variance stratum and one response cell.
 * @param strata every stratum of the design, whether or not a domain of interest touches it
 * @param within the unit inside which strata may be pooled (commune, agency), by stratum code
 * @returns variance strata; one that is not estimable is a unit with fewer than two
 * sampling.md §1c [rule]; replaces the "lonely PSU" options of survey software, whose answers
 * differ between versions.
 */
export function collapseStrata(
  strata: readonly CollapsibleStratum[],
  within: (code: string) => string,
): CollapsedStrata {
  const units = Map.groupBy(
    strata.keys().filter((h) => strata[h]!.population > 0),
    (h) => within(strata[h]!.code),
  );
  const groups: VarianceStratum[] = [];
  for (const [unit, members] of units) {
    const { pool, alone } = splitAgency(strata, members);
    for (const h of alone) groups.push(groupOver(strata, [h], unit));
    if (pool.length > 0) groups.push(groupOver(strata, pool, unit));
  }
  const groupOf = new Int32Array(strata.length).fill(-1);
  groups.forEach(({ members }, g) => {
    for (const h of members) groupOf[h] = g;
  });
  return { groups, groupOf };
}
