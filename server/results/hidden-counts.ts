import type { Results } from '#contract/results.ts';
import { knownCounts } from '#sampling/disclosure/attack/agency-counts.ts';
import type { Ineligible } from '#sampling/disclosure/attack/agency-worlds.ts';
import type { Treatment, Treatments } from '#sampling/disclosure/leaving/leaving-figure.ts';
import { figureKey, UNTREATED } from '#sampling/disclosure/leaving/leaving-figure.ts';
import { COARSEST, rungOf } from '#sampling/disclosure/leaving/precision.ts';
import type { ExactDomain, ExactResults } from './exact-results.ts';
import { leaving } from './what-leaves.ts';

interface HiddenCounts {
  readonly treatments: Treatments;
  /** Strata whose withheld count follows all the same, and figures that no people give: of these nothing was proved. */
  readonly exposed: readonly string[];
}

/**
 * Rounds an agency's criteria coarser, then withholds them, until its shares leave more than one number of respondents for
 * each withheld count. Where nearly everybody was asked, weights follow from these numbers and shares from weights.
 */
export async function hideCounts(
  exact: ExactResults,
  treatments: Treatments,
  pause: () => Promise<void>,
  ineligible?: Ineligible,
): Promise<HiddenCounts> {
  const weakened = new Map(treatments);
  const exposed: string[] = [];
  for (const agency of exact.domains) {
    if (agency.level !== 'agency') continue;
    await pause();
    const own = ofAgency(exact, agency);
    for (;;) {
      const published = leaving(own, weakened);
      const { fields, narrowing, contradictory } = knownCounts(
        published,
        agencyIn(published),
        ineligible,
      );
      exposed.push(...contradictory.map((node) => `${agency.agencyCode}.* · ${node ?? '*'}`));
      if (fields.length === 0) break;
      const weaker = narrowing.find((node) => weaken(weakened, figureKey(agency.key, node)));
      if (weaker !== undefined) continue;
      // What follows only for who knows the ineligible of each stratum, which nobody outside does, is no claim of a reader.
      const outside = knownCounts(published, agencyIn(published)).fields;
      exposed.push(
        ...fields
          .filter((field) => outside.includes(field))
          .map((field) => `${agency.agencyCode}.${field}`),
      );
      break;
    }
  }
  return { treatments: weakened, exposed };
}

const ofAgency = (exact: ExactResults, { agencyCode }: ExactDomain): ExactResults => ({
  ...exact,
  domains: exact.domains.filter((domain) => domain.agencyCode === agencyCode),
});

const agencyIn = ({ domains }: Results) => domains.find(({ level }) => level === 'agency')!;

/** False where the figure is withheld already. */
function weaken(treatments: Map<string, Treatment>, key: string): boolean {
  const now = treatments.get(key) ?? UNTREATED;
  if (now.isHidden) return false;
  const isCoarsest = rungOf('agency', false) + now.coarser >= COARSEST;
  const weaker = isCoarsest ? { isHidden: true } : { coarser: now.coarser + 1 };
  treatments.set(key, { ...now, ...weaker });
  return true;
}
