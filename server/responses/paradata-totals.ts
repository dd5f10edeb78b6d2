import type { Paradata } from '#contract/paradata.ts';
import { SECONDS_PER_ANSWER } from '#contract/paradata.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import type { Ballot } from './sealed-ballot.ts';

/** What the form knows: seconds of a group that is not asked are nobody's. */
export function fitting(
  paradata: Paradata | undefined,
  { groups }: Questionnaire,
): Paradata | undefined {
  if (!paradata?.seconds) return paradata;
  const asked = new Set(groups.map(({ code }) => code));
  const seconds = Object.entries(paradata.seconds).filter(([code]) => asked.has(code));
  return { ...paradata, seconds: Object.fromEntries(seconds) };
}

/** How the responses of one agency were given: by family and category, and sums over those whose course is timed. */
interface AgencySums {
  responses: number;
  readonly categories: Map<string, Map<string, number>>;
  timed: number;
  readonly times: Map<string, number>;
}
export type ParadataSums = Map<string, AgencySums>;

/** Of whom a family knows nothing, so that all families of an agency have one total. */
const UNKNOWN = 'unknown';

export function addBallot(sums: ParadataSums, ballot: Ballot): void {
  const agency = sums.get(ballot.agencyCode) ?? {
    responses: 0,
    categories: new Map<string, Map<string, number>>(),
    timed: 0,
    times: new Map<string, number>(),
  };
  sums.set(ballot.agencyCode, agency);
  agency.responses += 1;
  for (const [family, category] of Object.entries(categoriesOf(ballot))) {
    const counts = agency.categories.get(family) ?? new Map<string, number>();
    agency.categories.set(family, counts);
    add(counts, category, 1);
  }
  const seconds = secondsOf(ballot);
  if (!seconds) return;
  agency.timed += 1;
  add(agency.times, 'seconds', sumOf(seconds));
  add(agency.times, 'changes', ballot.paradata?.changes ?? 0);
  for (const [code, some] of Object.entries(seconds)) add(agency.times, `screen.${code}`, some);
}

function categoriesOf(ballot: Ballot): Record<string, string> {
  const { mode, language, answers, paradata } = ballot;
  const seconds = secondsOf(ballot);
  const least = SECONDS_PER_ANSWER * Object.keys(answers).length;
  return {
    mode,
    language,
    page: paradata?.page ?? UNKNOWN,
    device: paradata?.device ?? UNKNOWN,
    pace: seconds ? (sumOf(seconds) < least ? 'fast' : 'steady') : UNKNOWN,
  };
}

const secondsOf = ({ paradata }: Ballot) =>
  paradata?.changes === undefined ? undefined : paradata.seconds;

const sumOf = (seconds: Readonly<Record<string, number>>) =>
  Object.values(seconds).reduce((sum, some) => sum + some, 0);

const add = (counts: Map<string, number>, name: string, more: number) =>
  counts.set(name, (counts.get(name) ?? 0) + more);
