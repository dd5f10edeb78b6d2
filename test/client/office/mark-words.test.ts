// Truth checked: STYLE.md and docs/lists.md — a figure that stands out has beside it what it is compared with.
import { expect, test } from 'vitest';
import type { Indicator } from '#contract/indicators.ts';
import { INDICATORS, MARKED_WHEN_LOW, TRIM_INDICATORS } from '#contract/indicators.ts';
import { EXCLUSIONS, FAULTS } from '#contract/list-words.ts';
import en from '../../../client/locales/office.en.json';
import vi from '../../../client/locales/office.vi.json';
import { markWords } from '../../../client/office/frames/completeness/mark-words.ts';
import { startTexts } from '../../../client/office/page/texts.ts';

const NAMES = [...INDICATORS, ...TRIM_INDICATORS, 'unhappyInField', 'combined'] as const;
const REASONS: ReadonlySet<string> = new Set([...FAULTS, ...EXCLUSIONS]);
const FIELD = 'Đất đai';
/** What a sentence may compare with, each unlike all others: 12,3 %, 34,5 % to 45,6 %, 23,4 % of 1,000. */
const JUDGED = { cases: 71, total: 1000, share: 0.071, expected: 0.123, province: 0.234 };
const SIMILAR = { low: 0.345, high: 0.456 };
const COMPARED = /12[.,]3|34[.,]5.*45[.,]6|345–456|23[.,]4|\b234\b/u;

/** Every mark that the server gives, with enough similar agencies and with too few. */
const MARKS: readonly Indicator[] = NAMES.flatMap((name) => {
  const sides = [
    ...(name === 'unhappyInField' ? [] : ['high' as const]),
    ...(MARKED_WHEN_LOW.has(name) ? ['low' as const] : []),
  ];
  const fields = name === 'unhappyInField' ? [FIELD] : REASONS.has(name) ? [null, FIELD] : [null];
  return sides.flatMap((side) =>
    fields.flatMap((field) =>
      [null, SIMILAR].map((similar) => ({ ...JUDGED, name, side, field, similar })),
    ),
  );
});

test.each([
  ['vi', vi, /đơn vị tương tự|mức chung|các (?:lĩnh vực|hồ sơ) khác|theo lĩnh vực|ngẫu nhiên/u],
  ['en', en, /similar agencies|all together|others|other fields|its fields|in common|by chance/u],
] as const)('every mark says in %s what its figure is beside', (language, texts, comparison) => {
  startTexts(texts, texts, language);
  for (const mark of MARKS) {
    const words = markWords(mark);
    expect(words).toMatch(COMPARED);
    expect(words).toMatch(comparison);
    expect(words, 'whole').not.toMatch(/\{\{|indicator\.|\s[.;,]|\s\s/u);
  }
});
