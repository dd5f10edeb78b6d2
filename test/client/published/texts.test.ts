// Truth: the two locale files say the same; every reason and mode of the contract has a word.
import { expect, test } from 'vitest';
import { TIERS } from '#contract/figures.ts';
import { EXCLUSIONS, FAULTS } from '#contract/list-words.ts';
import { MODES } from '#contract/responses.ts';
import en from '../../../client/locales/published.en.json' with { type: 'json' };
import vi from '../../../client/locales/published.vi.json' with { type: 'json' };

interface Texts {
  readonly [key: string]: string | Texts;
}
const flat = (texts: Texts, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[path + key, text]] : flat(text, `${path}${key}.`),
  );
const values = (text = '') => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();
const sources = Object.values(
  import.meta.glob<string>('../../../client/published/**/*.{ts,tsx}', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n');

test('both languages have the same texts with the same values', () => {
  const english = new Map(flat(en));
  expect([...english.keys()].sort()).toEqual(
    flat(vi)
      .map(([key]) => key)
      .sort(),
  );
  for (const [key, text] of flat(vi)) expect(values(english.get(key)), key).toEqual(values(text));
});

test('every text that a page names is there', () => {
  const keys = new Set(flat(vi).map(([key]) => key));
  const named = [...sources.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key]) => key ?? '');
  expect(named.filter((key) => !keys.has(key))).toEqual([]);
});

test('every reason, mode and tier has its word', () => {
  expect(Object.keys(vi.reason).sort()).toEqual([...FAULTS, ...EXCLUSIONS].sort());
  // Modes too few to be shown apart are shown together.
  expect(Object.keys(vi.mode).sort()).toEqual([...MODES, 'other'].sort());
  expect(Object.keys(vi.tier).sort()).toEqual([...TIERS].sort());
});

/** What the endpoints that these pages ask refuse with; `internal` and `no_network` are in between. */
const REFUSALS = [
  'agency_not_found',
  'campaign_not_found',
  'code_check_failed',
  'database_away',
  'database_busy',
  'invitation_not_found',
  'invitation_replaced',
  'not_drawn',
  'not_found',
  'not_published',
  'plan_not_published',
  'request_invalid',
  'request_too_large',
  'service_busy',
  'staff_session_present',
  'too_many_attempts',
];

test('every refusal that these pages meet says what is so and what to do', () => {
  const problems: Readonly<Record<string, { readonly title?: string; readonly next?: string }>> =
    vi.problem;
  expect(REFUSALS.filter((code) => !problems[code]?.title || !problems[code]?.next)).toEqual([]);
});
