// Truth: ux.md §7 and §9: devices speak Vietnamese first, English says the same, and no text is asked for that is not there.
import { expect, test } from 'vitest';
import en from '../../../client/locales/field.en.json' with { type: 'json' };
import vi from '../../../client/locales/field.vi.json' with { type: 'json' };

const sources = Object.values(
  import.meta.glob<string>('../../../client/respond/field/*.{ts,tsx}', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n');
const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

test('both languages have the same texts with the same values', () => {
  expect(Object.keys(en)).toEqual(Object.keys(vi));
  for (const [key, text] of Object.entries(vi))
    expect([key, holes(en[key as keyof typeof en])]).toEqual([key, holes(text)]);
});

test('every text that is asked for by its whole name is there', () => {
  const asked = [...sources.matchAll(/fieldText\(\s*'([\w.]+)'/g)].map(([, key]) => key);
  expect(asked.length).toBeGreaterThan(15);
  expect(asked.filter((key) => !(String(key) in vi))).toEqual([]);
});
