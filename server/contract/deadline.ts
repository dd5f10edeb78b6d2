import * as z from 'zod/mini';
import { Day } from './scalars.ts';

export const DEADLINE_KINDS = [
  'date',
  'month',
  'quarters',
  'year',
  'monthly',
  'quarterly',
  'continuous',
  'by_plan',
  'other',
] as const;

/** A plan's deadline: the text as issued, what kind it is, and the last day where there is one. */
export const Deadline = z.object({
  kind: z.enum(DEADLINE_KINDS),
  dueOn: z.nullable(Day),
  text: z.string(),
});
export type Deadline = z.output<typeof Deadline>;

const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };

/** Kinds without a day, by the words that plans use. */
const WITHOUT_DAY: readonly (readonly [RegExp, Deadline['kind']])[] = [
  [/h[àằ]ng tháng/, 'monthly'],
  [/h[àằ]ng quý/, 'quarterly'],
  [/thường xuyên|liên tục/, 'continuous'],
  [/theo (kế hoạch|hướng dẫn|tiến độ|chương trình)/, 'by_plan'],
];

/**
 * Reads the words of plans: `31/12/2026`, `Trước ngày 15/6/2026`, `Quý III, IV/2026`, `Trong năm 2026`,
 * `Hằng tháng`, `Thường xuyên`, `Theo kế hoạch`. “Before” a day means that the day before is the last one. A text
 * that is none of these stays a text.
 */
export function readDeadline(written: string, year: number): Deadline {
  const text = written.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  const words = text.toLowerCase();
  const without = WITHOUT_DAY.find(([pattern]) => pattern.test(words));
  if (without) return { kind: without[1], dueOn: null, text };
  return (
    readDate(text, words) ?? readPeriod(text, words, year) ?? { kind: 'other', dueOn: null, text }
  );
}

function readDate(text: string, words: string): Deadline | undefined {
  const dates = [...words.matchAll(/(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/g)];
  const [, day = '', month = '', year = ''] = dates.at(-1) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!Day.safeParse(iso).success) return undefined;
  const isBefore = /trước( ngày)? \d/.test(words);
  return { kind: 'date', dueOn: isBefore ? dayBefore(iso) : iso, text };
}

function readPeriod(text: string, words: string, planYear: number): Deadline | undefined {
  const year = Number(/(20\d\d)/.exec(words)?.[1] ?? planYear);
  const month = Number(/tháng (\d{1,2})/.exec(words)?.[1] ?? 0);
  if (month >= 1 && month <= 12) return { kind: 'month', dueOn: lastDayOf(year, month), text };
  const quarters = /qu[ýí] ((?:(?:iv|i{1,3}|[1-4])(?:\s*(?:,|và|-|–)\s*)?)+)/.exec(words)?.[1];
  if (quarters) {
    const numbers = [...quarters.matchAll(/iv|i{1,3}|[1-4]/g)].map(
      ([number]) => ROMAN[number] ?? Number(number),
    );
    return { kind: 'quarters', dueOn: lastDayOf(year, 3 * Math.max(...numbers)), text };
  }
  const isYear = /^(trong |cả |hết )?năm( 20\d\d)?\.?$/.test(words);
  return isYear ? { kind: 'year', dueOn: `${year}-12-31`, text } : undefined;
}

const lastDayOf = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
