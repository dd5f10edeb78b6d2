import type { Paradata } from '#contract/paradata.ts';
import { SECONDS_PER_ANSWER } from '#contract/paradata.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { shownCategories } from '#sampling/disclosure/one-way.ts';
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

/** One number about a unit, or about the province where `unitCode` is null: never about one response. */
export interface ParadataTotal {
  readonly unitCode: string | null;
  /** `family.name`: measures of a family are about the same responses. */
  readonly measure: string;
  readonly responses: number;
  readonly total: number;
}

interface Sums {
  responses: number;
  readonly totals: Map<string, number>;
}
/** By family, then by unit. */
export type ParadataSums = Map<string, Map<string, Sums>>;

export function addBallot(sums: ParadataSums, ballot: Ballot): void {
  for (const [family, measures] of Object.entries(measuresOf(ballot))) {
    const units = sums.get(family) ?? new Map<string, Sums>();
    sums.set(family, units);
    const unit = units.get(ballot.unitCode) ?? { responses: 0, totals: new Map() };
    units.set(ballot.unitCode, unit);
    unit.responses += 1;
    for (const [name, value] of Object.entries(measures))
      unit.totals.set(name, (unit.totals.get(name) ?? 0) + value);
  }
}

function measuresOf({ mode, language, answers, paradata }: Ballot) {
  const families: Record<string, Record<string, number>> = {
    mode: { [mode]: 1 },
    language: { [language]: 1 },
  };
  if (!paradata) return families;
  const { page, device, seconds, changes } = paradata;
  families.page = { [page]: 1 };
  if (device) families.device = { [device]: 1 };
  if (!seconds || changes === undefined) return families;
  const whole = Object.values(seconds).reduce((sum, some) => sum + some, 0);
  families.time = {
    seconds: whole,
    changes,
    fast: whole < SECONDS_PER_ANSWER * Object.keys(answers).length ? 1 : 0,
    ...Object.fromEntries(Object.entries(seconds).map(([code, some]) => [`screen.${code}`, some])),
  };
  return families;
}

/** What may be written down: every family by itself, and nothing that follows from the rest by subtraction. */
export function shownTotals(sums: ParadataSums, threshold: number): ParadataTotal[] {
  return [...sums].flatMap(([family, units]) => {
    const alone = shownCategories(
      [...units].map(([code, { responses }]) => [code, responses]),
      threshold,
    );
    const whole = wholeOf([...units.values()]);
    const rows = alone.map((code) => rowsOf(family, code, units.get(code)!));
    return [...rows, whole.responses >= threshold ? rowsOf(family, null, whole) : []].flat();
  });
}

const rowsOf = (family: string, unitCode: string | null, { responses, totals }: Sums) =>
  [...totals].map(([name, total]) => ({
    unitCode,
    measure: `${family}.${name}`,
    responses,
    total,
  }));

function wholeOf(units: readonly Sums[]): Sums {
  const whole: Sums = { responses: 0, totals: new Map() };
  for (const { responses, totals } of units) {
    whole.responses += responses;
    for (const [name, total] of totals)
      whole.totals.set(name, (whole.totals.get(name) ?? 0) + total);
  }
  return whole;
}
