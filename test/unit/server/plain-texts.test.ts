// Truth: ux.md §1.8 and §7: the words a citizen sees without JavaScript, in both languages.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import petitionsEn from '../../../client/locales/petitions.en.json' with { type: 'json' };
import petitionsVi from '../../../client/locales/petitions.vi.json' with { type: 'json' };
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
const sourcesOf = (names: readonly string[]) =>
  names.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
const sources = sourcesOf(readdirSync(folder));
const ofPetitions = sourcesOf(['petition-form.ts', 'petition-routes.ts']);
const holes = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();

test.each([
  ['plain', vi, en],
  ['petitions', petitionsVi, petitionsEn],
])('both languages have the same texts with the same values: %s', (_, vietnamese, texts) => {
  const english = new Map(flat(texts));
  expect([...english.keys()].sort()).toEqual(
    flat(vietnamese)
      .map(([key]) => key)
      .sort(),
  );
  for (const [key, text] of flat(vietnamese))
    expect(holes(english.get(key) ?? ''), key).toEqual(holes(text));
});

test('every text of the petitions’ pages is shown by one of them, and each that is asked for is there', () => {
  const asked = [...ofPetitions.matchAll(/\bsay\(\s*(?:isMany \? )?'([\w.]+)'/g)].map(([, key]) =>
    String(key),
  );
  const say = textsIn('vi');
  for (const key of asked) expect(say(`petitions.${key}`), key).toMatch(/\S/);
  const known = /^(?:kinds|state|name$|phone$|email$|address$|consent$|may_publish$)/;
  const unused = flat(petitionsVi).filter(
    ([key]) => !known.test(key) && !ofPetitions.includes(`'${key}'`),
  );
  expect(unused).toEqual([]);
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
