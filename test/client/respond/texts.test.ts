// Truth: ux.md §1.3, §1.8 and §7: the words a citizen sees, in both languages.
import { expect, test } from 'vitest';
import { setClock } from '../../../client/clock.ts';
import refusals from '../../../client/locales/refusals.vi.json' with { type: 'json' };
import english from '../../../client/locales/respond.en.json' with { type: 'json' };
import vietnamese from '../../../client/locales/respond.vi.json' with { type: 'json' };
import { isGrace } from '../../../client/respond/screens/Ended.tsx';
import { pageOf } from '../../../client/respond/screens/Reason.tsx';
import { t } from '../../../client/respond/texts.ts';

interface Texts {
  readonly [key: string]: string | Texts;
}

function flat(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[path + key, text]] : flat(text, `${path}${key}.`),
  );
}
const vi = flat({ ...vietnamese, ...refusals });
const en = new Map(flat(english));
const sources = Object.values(
  import.meta.glob<string>('../../../client/respond/**/*.{ts,tsx}', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n');
/** What the server may say to a citizen: the files that serve the public routes. */
const publicRoutes = Object.values(
  import.meta.glob<string>(
    '../../../server/{invitations/{open-invitation,find-invitation,enter-code,earlier-codes},responses/{submit-response,collection-window},db/answerable}.ts',
    { query: '?raw', import: 'default', eager: true },
  ),
);
const values = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();

test('both languages have the same texts with the same values', () => {
  expect([...en.keys()].sort()).toEqual(vi.map(([key]) => key).sort());
  for (const [key, text] of vi) expect(values(en.get(key) ?? ''), key).toEqual(values(text));
});

test('every text that the page names is there, and none is there in vain', () => {
  const named = [...sources.matchAll(/\bt\(\s*['"]([\w.]+)['"]/g)].map(([, key]) => key ?? '');
  for (const key of named) expect(t(key), key).not.toBe(key);
  const families = [...sources.matchAll(/[`'](\w+(?:\.\w+)*)\.\$\{/g)].map(([, key]) => `${key}.`);
  const isUsed = (key: string) =>
    sources.includes(`'${key}'`) ||
    families.some((family) => key.startsWith(family)) ||
    /^(decline|wrong|problem)\./.test(key);
  expect(vi.filter(([key]) => !isUsed(key)).map(([key]) => key)).toEqual([]);
});

test('no citizen reads a word of the machine, of blame or of praise', () => {
  const avoided =
    /bản nháp|hàng đợi|đồng bộ|máy chủ|token|ngoại tuyến|không hợp lệ|thất bại|vui lòng|nhập sai|đánh giá|!/i;
  expect(vi.filter(([, text]) => avoided.test(text))).toEqual([]);
});

test('a sentence has at most 20 syllables, but for the list of what is kept', () => {
  const long = vi
    .filter(([key]) => !/^start\.(data\.|occasion)/.test(key))
    .flatMap(([key, text]) => text.split(/[.?:]\s|\n/).map((sentence) => [key, sentence] as const))
    .filter(([, sentence]) => sentence.trim().split(/\s+/).length > 20);
  expect(long).toEqual([]);
});

test('a value is filled in, and a key without a text shows itself', () => {
  expect(t('questions.page', { now: 5, of: 13 })).toBe('Trang 5 trên 13');
  expect(t('no.such.text')).toBe('no.such.text');
});

test('every refusal that a citizen can meet has a page of its own', () => {
  const codes = [...publicRoutes.join('\n').matchAll(/problem\('(\w+)'/g)].map(([, code]) => code!);
  expect(codes).toEqual(
    expect.arrayContaining([
      'invitation_not_found',
      'invitation_used',
      'campaign_closed',
      'response_already_received',
      'too_many_attempts',
    ]),
  );
  const named = (code: string) => pageOf({ code, details: {} });
  const nameless = codes.filter((code) => named(code) === 'unknown');
  expect(nameless).toEqual([]);
  const texts = new Set(vi.map(([key]) => key));
  for (const code of codes) {
    expect(texts, code).toContain(`problem.${named(code)}.title`);
    expect(texts, code).toContain(`problem.${named(code)}.body`);
  }
});

test('an expired link and a survey that is over are two pages; answers of the device may go until the last day of grace', () => {
  const closed = (stage: string, graceTo: string) => ({
    code: 'campaign_closed',
    details: { stage, graceTo, closedOn: '2026-12-15' },
  });
  setClock('Fri, 18 Dec 2026 16:59:59 GMT');
  expect(pageOf(closed('collecting', '2026-12-18'))).toBe('invitation_expired');
  expect(pageOf(closed('closed', '2026-12-18'))).toBe('campaign_closed');
  expect(isGrace(closed('collecting', '2026-12-18'))).toBe(true);
  expect(isGrace(closed('closed', '2026-12-18'))).toBe(false);
  setClock('Fri, 18 Dec 2026 17:00:00 GMT');
  expect(isGrace(closed('collecting', '2026-12-18'))).toBe(false);
});
