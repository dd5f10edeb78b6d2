import type { Indicator } from '#contract/indicators.ts';
import { EXCLUSIONS, FAULTS } from '#contract/list-words.ts';
import { normalUpperTail } from '#sampling/distributions/normal.ts';
import { robustScores } from './robust-scores.ts';

/** Normal scores by sign and agency, positive where there is more of it than expected. */
export type SignScores = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The signs that one way of taking dossiers out leaves, weighted by how far each moves; negative where it falls. */
type Trace = Readonly<Record<string, number>>;

/** Rules and faults of dossiers whose result reached nobody: they count as neither late nor refused. */
const WITHOUT_RESULT: ReadonlySet<string> = new Set([
  'withdrawn',
  'stopped',
  'not_received',
  'unknown_status',
]);
/** Whose day of return is moved or spoilt: they are no longer late, and refused still. */
const WITHOUT_DAY: ReadonlySet<string> = new Set(['unreadable_date', 'outside_window']);
/** Says nothing of a trim: what waits at the end of the window differs from counter to counter. */
const HONEST: ReadonlySet<string> = new Set(['not_returned', 'repeated_dossier']);

const TRACES: readonly Trace[] = [
  { missingNumbers: 3, late: -1, refused: -1 },
  { unevenDays: 2, late: -1, refused: -1 },
  { late: -1, refused: -1 },
  { unhappyInField: -1 },
  ...[...FAULTS, ...EXCLUSIONS].filter((reason) => !HONEST.has(reason)).map(traceOfReason),
];
/** A fair standardised score varies by one at least; less is chance among few agencies. */
const LEAST_DEVIATION = 1;
/**
 * An honest agency is marked with this probability at most, if scores are normal (Bonferroni over the traces). Their
 * tails are heavier: `npm run simulate -- trims` counts how many are.
 */
const FAMILY_ERROR = 0.0006;
/** A sign leans this way at one agency in ten. */
const LEANING = { score: 1.2816, share: 0.1 };

/**
 * Agencies in whose list several weak signs of one way to trim come together: weighted sums of normal scores (Stouffer
 * et al. 1949; weights Lipták 1958), each on the province's own spread, so that signs that go together count no more.
 */
export function combinedSigns(scores: SignScores): Map<string, Indicator> {
  const found = new Map<string, Indicator>();
  const leaning = countLeaning(scores);
  const province = [...leaning.values()].reduce((sum, { share }) => sum + share, 0) / leaning.size;
  for (const trace of TRACES)
    for (const [agencyCode, score] of traceScores(trace, scores)) {
      if (normalUpperTail(score) * TRACES.length > FAMILY_ERROR) continue;
      const place = { expected: LEANING.share, province, similar: null, field: null };
      found.set(agencyCode, {
        ...{ name: 'combined', ...leaning.get(agencyCode)!, ...place, side: 'high' },
      });
    }
  return found;
}

function traceOfReason(reason: string): Trace {
  if (WITHOUT_RESULT.has(reason)) return { [reason]: 3, late: -1, refused: -1 };
  if (WITHOUT_DAY.has(reason)) return { [reason]: 2, refusedLeftOut: 2, late: -1 };
  return { [reason]: 1, lateLeftOut: 2, refusedLeftOut: 1 };
}

function traceScores(trace: Trace, scores: SignScores): Map<string, number> {
  const signs = Object.entries(trace);
  const sums = new Map<string, number>();
  if (signs.some(([sign]) => !scores.has(sign))) return sums;
  const norm = Math.hypot(...Object.values(trace));
  for (const [sign, weight] of signs)
    for (const [agencyCode, score] of scores.get(sign)!)
      sums.set(agencyCode, (sums.get(agencyCode) ?? 0) + (weight * score) / norm);
  return robustScores(sums, LEAST_DEVIATION);
}

/** Of an agency's signs, those that lean towards a trim. */
function countLeaning(scores: SignScores) {
  const direction = new Map(TRACES.flatMap((trace) => Object.entries(trace)));
  const counts = new Map<string, { cases: number; total: number; share: number }>();
  for (const [sign, ofAgencies] of scores) {
    const weight = direction.get(sign);
    if (weight === undefined) continue;
    for (const [agencyCode, score] of ofAgencies) {
      const before = counts.get(agencyCode) ?? { cases: 0, total: 0 };
      const cases = before.cases + Number(score * Math.sign(weight) >= LEANING.score);
      const total = before.total + 1;
      counts.set(agencyCode, { cases, total, share: cases / total });
    }
  }
  return counts;
}
