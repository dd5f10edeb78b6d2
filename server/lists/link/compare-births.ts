import { partsOfDay } from './compared-dossier.ts';
import type { LinkColumns } from './link-columns.ts';
import { WEIGHTS } from './weights.ts';

const { birth: W } = WEIGHTS;

/** In bits. `isSame`: the names are; twins have other given names. */
export function compareBirths(
  { birthDay, birthYear }: LinkColumns,
  a: number,
  b: number,
  isSame: boolean,
): number {
  const [year, otherYear] = [birthYear[a]!, birthYear[b]!];
  if (year === 0 || otherYear === 0) return 0;
  const [day, otherDay] = [birthDay[a]!, birthDay[b]!];
  if (day === 0 || otherDay === 0)
    return year === otherYear ? W.sameYear : isYearNear(year, otherYear) ? W.near : W.differs;
  if (day === otherDay) return isSame ? W.sameDay : W.sameDayOfSiblings;
  return isDayNear(day, otherDay) ? W.near : W.differs;
}

/** One year, or one digit: ten years. A father is further from his son. */
const isYearNear = (a: number, b: number): boolean => [1, 10].includes(Math.abs(a - b));

/** One of day, month and year is another, or day and month are turned. */
function isDayNear(a: number, b: number): boolean {
  const [year, month, day] = partsOfDay(a);
  const [otherYear, otherMonth, otherDay] = partsOfDay(b);
  const differences =
    Number(year !== otherYear) + Number(month !== otherMonth) + Number(day !== otherDay);
  return differences === 1 || (year === otherYear && month === otherDay && day === otherMonth);
}
