import type { Change, Changes, RearrangedAgency } from './changes.ts';
import type { Say } from './pictures/say.ts';

/** “−3 đến +6 điểm phần trăm”: how far a change may reach, as it was rounded. */
export function changeRange(
  { low, high, earlierStep, laterStep, change }: Change,
  say: Say,
  decimalPoint: ',' | '.',
): string {
  const step = Math.max(earlierStep, laterStep);
  const decimals = Math.max(0, Math.round(-Math.log10(step || 0.001)) - 2);
  const signed = (share: number) => {
    const text = Math.abs(100 * share).toFixed(decimals);
    const sign = Number(text) === 0 ? '' : share < 0 ? '−' : '+';
    return sign + text.replace('.', decimalPoint);
  };
  // A change that is marked is not nought: a bound that is printed as nought is one that it does not reach.
  const isNought = (share: number) => Number(signed(share).replace(',', '.')) === 0;
  return say('since_before.range', {
    low: change === 'risen' && isNought(low) ? say('since_before.above_zero') : signed(low),
    high: change === 'fallen' && isNought(high) ? say('since_before.below_zero') : signed(high),
  });
}

const REASONS = ['broad', 'changed', 'added', 'dropped'] as const;

/** What has no change because the two rounds asked otherwise, a sentence for each reason. */
export const notComparedSentences = (
  { notCompared }: Pick<Changes, 'notCompared'>,
  say: Say,
  language: 'vi' | 'en',
): string[] =>
  REASONS.filter((reason) => notCompared[reason].length > 0).map((reason) =>
    say(`since_before.not_compared.${reason}`, {
      names: notCompared[reason].map((label) => label[language]).join('; '),
    }),
  );

/** “Xã A (hợp nhất từ Xã X, Xã Y)”: a name beside a figure of the round before that is of other agencies. */
export function comparedName({ name, joined }: Pick<Change, 'name' | 'joined'>, say: Say): string {
  if (joined.length === 0) return name;
  const key = joined.length > 1 ? 'joined' : 'renamed';
  return say(`since_before.${key}`, { name, parts: joined.join(', ') });
}

/** What an agency was in the round before, and whether it is compared. */
export function rearrangedSentence(
  { name, parts, isCompared }: Omit<RearrangedAgency, 'agencyCode'>,
  say: Say,
): string {
  const names = (isWhole: boolean) =>
    parts
      .filter((part) => part.isWhole === isWhole)
      .map((part) => part.name)
      .join(', ');
  const values = { name, parts: names(true), divided: names(false) };
  if (values.divided !== '')
    return say(`since_before.rearranged.${values.parts === '' ? 'divided' : 'mixed'}`, values);
  const key = parts.length > 1 ? 'merged' : 'renamed';
  return say(`since_before.rearranged.${isCompared ? key : `${key}_apart`}`, values);
}
