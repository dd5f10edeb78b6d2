import type { ParadataReply, ParadataTotal } from '#contract/fieldwork.ts';
import { language } from '../../i18n.ts';

/** Means and shares over the interviews with paradata, each with its n. */
export interface Interviews {
  readonly time: Time | undefined;
  readonly spreads: readonly Spread[];
}
interface Time {
  readonly n: number;
  readonly seconds: number;
  readonly changes: number;
  readonly slowest: readonly { readonly name: string; readonly seconds: number }[];
}
export interface Spread {
  readonly family: (typeof FAMILIES)[number];
  readonly n: number;
  readonly parts: readonly { readonly name: string; readonly share: number }[];
  /** False where categories with few interviews, and those they would follow from, are withheld. */
  readonly isWhole: boolean;
}

const FAMILIES = ['pace', 'device', 'page', 'language', 'mode'] as const;
const SLOWEST = 3;

/** Of an agency, or of the province for `null`; nothing where the count wrote nothing. */
export function interviewsOf(
  { totals, screens }: ParadataReply,
  agencyCode: string | null,
): Interviews | undefined {
  const own = totals.filter((row) => row.agencyCode === agencyCode);
  if (own.length === 0) return undefined;
  const names = new Map(screens.map(({ code, name }) => [code, name[language.value]]));
  return {
    time: timeOf(own, names),
    spreads: FAMILIES.flatMap((family) => spreadOf(own, family) ?? []),
  };
}

function timeOf(
  rows: readonly ParadataTotal[],
  names: ReadonlyMap<string, string>,
): Time | undefined {
  const mean = (measure: string) => {
    const row = rows.find((total) => total.measure === `time.${measure}`);
    return row ? row.total / row.responses : 0;
  };
  const n = rows.find(({ measure }) => measure === 'time.seconds')?.responses;
  if (n === undefined) return undefined;
  const slowest = [...names]
    .map(([code, name]) => ({ name, seconds: mean(`screen.${code}`) }))
    .filter(({ seconds }) => seconds > 0)
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST);
  return {
    n,
    seconds: mean('seconds'),
    changes: mean('changes'),
    slowest,
  };
}

function spreadOf(rows: readonly ParadataTotal[], family: Spread['family']): Spread | undefined {
  const own = rows.filter(({ measure }) => measure.startsWith(`${family}.`));
  const n = own[0]?.responses;
  if (n === undefined) return undefined;
  const parts = own
    .map(({ measure, total }) => ({ name: measure.slice(family.length + 1), share: total / n }))
    .sort((a, b) => b.share - a.share);
  const isWhole = own.reduce((sum, { total }) => sum + total, 0) === n;
  return { family, n, parts, isWhole };
}
