// Truth: ux.md §1.8 and §7: the words a citizen sees without JavaScript, in both languages.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from '../../../client/locales/plain.en.json' with { type: 'json' };
import vi from '../../../client/locales/plain.vi.json' with { type: 'json' };
import { textsIn } from '../../../server/plain-pages/texts.ts';

interface Texts {
  readonly [key: string]: string | Texts;
}
const flat = (texts: Texts, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[path + key, text]] : flat(text, `${path}${key}.`),
  );

const folder = join(import.meta.dirname, '../../../server/plain-pages');
const sources = readdirSync(folder)
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');
const holes = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();

test('both languages have the same texts with the same values', () => {
  const english = new Map(flat(en));
  expect([...english.keys()].sort()).toEqual(
    flat(vi)
      .map(([key]) => key)
      .sort(),
  );
  for (const [key, text] of flat(vi))
    expect(holes(english.get(key) ?? ''), key).toEqual(holes(text));
});

test('every text that a page names is there, and none is there in vain', () => {
  const t = textsIn('vi');
  const named = [...sources.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key]) => String(key));
  expect(named.length).toBeGreaterThan(40);
  for (const key of named) expect(t(key), key).toMatch(/\S/);
  const unused = flat(vi).filter(
    ([key]) =>
      !named.includes(`plain.${key}`) &&
      !/^(internal|unknown|personal_data_erased\.\w+)$/.test(key),
  );
  expect(unused).toEqual([]);
  expect(() => t('no.such.text')).toThrow();
});

test('no citizen reads a word of the machine, and no sentence is long', () => {
  const avoided =
    /bản nháp|hàng đợi|đồng bộ|máy chủ|token|ngoại tuyến|không hợp lệ|thất bại|vui lòng|nhập sai|đánh giá|!/i;
  for (const [key, text] of flat(vi)) {
    expect(text, key).not.toMatch(avoided);
    for (const sentence of text.split(/[.?:]\s/))
      expect(sentence.trim().split(/\s+/).length, sentence).toBeLessThanOrEqual(20);
  }
});
