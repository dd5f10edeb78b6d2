import type { Indicator } from '#contract/indicators.ts';
import { robustScores } from './robust-scores.ts';
import { unhappyOf } from './signs-of-trims.ts';

/** Normal scores by sign and agency, positive where there is more of it than expected. */
export type SignScores = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The signs that one way of taking dossiers out leaves, weighted by how far each moves; negative where it falls. */
interface Trace {
  readonly signs: Readonly<Record<string, number>>;
  /** The score from which an agency is marked. */
  readonly from: number;
}

/** Rules of dossiers whose result reached nobody: they count as neither late nor refused. */
const WITHOUT_RESULT = ['withdrawn', 'stopped', 'not_received', 'unknown_status'];
/** Rules and faults that leave a dossier as late or refused as it was. */
const AS_UNHAPPY = [
  ...['misaligned_cells', 'no_dossier_code', 'unknown_agency', 'no_name', 'no_contact'],
  ...['state_body', 'minor', 'own_staff'],
];

/**
 * What waits at the end of the window, and what is in a list twice, says nothing of a trim. All thresholds together, of single
 * indicators too, spend six honest agencies in a thousand: 47 of 7,520 on the provinces of the seeds 5550001, 660001, 7770001
 * and 8880001, so at most 0.80 % with 95 %; measured on others (`npm run simulate -- trims`).
 */
const TRACES: readonly Trace[] = [
  { signs: { settledNumbers: 3, late: -1, refused: -1 }, from: 3.3 },
  { signs: { settledNumbers: 2, unhappyInField: -2 }, from: 3.5 },
  // Numbers that were given anew have no gaps at all.
  { signs: { settledNumbers: -1 }, from: 3.6 },
  { signs: { closures: 1 }, from: 4.6 },
  { signs: { unevenDays: 2.5, late: -1, refused: -1 }, from: 4.2 },
  { signs: { displaced: 1 }, from: 5.2 },
  { signs: { unreadable_date: 2, refusedLeftOut: 1.5, late: -0.5 }, from: 3.5 },
  { signs: { commonPhone: 1, commonPhoneUnhappy: 2 }, from: 3.5 },
  // Who calls late dossiers withdrawn has hardly any late ones among the withdrawn.
  ...WITHOUT_RESULT.map((reason) => ({
    signs: { [reason]: 2, [unhappyOf(reason)]: -1.5, late: -1, refused: -1 },
    from: 3.8,
  })),
  ...AS_UNHAPPY.map((reason) => ({
    signs: { [reason]: 1, [unhappyOf(reason)]: 2, lateLeftOut: 1 },
    from: 4.0,
  })),
];
/** A fair standardised score varies by one at least; less is chance among few agencies. */
const LEAST_DEVIATION = 1;
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
    for (const [agencyCode, score] of traceScores(trace.signs, scores)) {
      if (score < trace.from) continue;
      const place = { expected: LEANING.share, province, similar: null, field: null };
      found.set(agencyCode, {
        ...{ name: 'combined', ...leaning.get(agencyCode)!, ...place, side: 'high' },
      });
    }
  return found;
}

function traceScores(trace: Trace['signs'], scores: SignScores): Map<string, number> {
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
  const direction = new Map(TRACES.flatMap(({ signs }) => Object.entries(signs)));
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
