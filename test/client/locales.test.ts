// Truths outside the code: the catalogue of refusals, and the words that the style guide bans.
import { describe, expect, test } from 'vitest';
import { COLUMN_ROLES, EXCLUSIONS, FAULTS } from '#contract/list-words.ts';
import { PROBLEMS } from '#contract/problems.ts';
import { STAGES } from '#contract/stage.ts';
import en from '../../client/locales/office.en.json';
import vi from '../../client/locales/office.vi.json';
import pictures from '../../client/locales/pictures.vi.json';
import published from '../../client/locales/published.vi.json';
import { sourcesOf } from './sources.ts';

type Texts = Readonly<Record<string, string>>;

function flat(texts: object, path = ''): Texts {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[path + key, value]]
        : Object.entries(flat(value, `${path}${key}.`)),
    ),
  );
}

const TEXTS = { vi: flat(vi), en: flat(en) };
/** What anybody reads of a publication. */
const PUBLIC = { ...flat(published, 'published.'), ...flat(pictures, 'pictures.') };
const CLIENT = sourcesOf('client/office/**/*.{ts,tsx}', 'client/ui/**/*.{ts,tsx}');
const SERVER = sourcesOf('server/**/*.ts');
const LANGUAGES = ['vi', 'en'] as const;
const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

test('both languages have the same keys', () => {
  expect(Object.keys(TEXTS.en)).toEqual(Object.keys(TEXTS.vi));
});

test('both languages ask for the same values', () => {
  for (const [key, text] of Object.entries(TEXTS.vi)) {
    expect({ key, holes: holes(TEXTS.en[key] ?? '') }).toEqual({ key, holes: holes(text) });
  }
});

test.each(LANGUAGES)(
  'every refusal says in %s what is so, what is safe, what to do',
  (language) => {
    for (const code of Object.keys(PROBLEMS)) {
      for (const part of ['title', 'safe', 'next']) {
        expect(TEXTS[language][`problem.${code}.${part}`], `${code}.${part}`).toMatch(/\S/);
      }
    }
  },
);

test('every column role, reason and stage has a name', () => {
  for (const role of COLUMN_ROLES) expect(TEXTS.vi[`column.${role}`], role).toBeTruthy();
  for (const reason of [...FAULTS, ...EXCLUSIONS])
    expect(TEXTS.vi[`reason.${reason}`], reason).toBeTruthy();
  for (const stage of STAGES) expect(TEXTS.vi[`stage.${stage}`], stage).toBeTruthy();
});

describe('the texts that the code asks for', () => {
  const sources = CLIENT.join('\n');
  const asked = [...sources.matchAll(/\bt\(\s*'([a-z_]+\.[a-zA-Z0-9_.-]+)'/g)].map(
    ([, key]) => key,
  );

  test('are there', () => {
    expect(asked.length).toBeGreaterThan(150);
    expect(asked.filter((key) => !(String(key) in TEXTS.vi))).toEqual([]);
  });

  test('a family of texts chosen at run time is not empty', () => {
    const families = [...sources.matchAll(/\bt\(\s*`([a-z_]+(?:\.[a-z_]+)*)\.\$\{/g)].map(
      ([, f]) => f,
    );
    expect(families.length).toBeGreaterThan(10);
    for (const family of families) {
      expect(
        Object.keys(TEXTS.vi).some((key) => key.startsWith(`${family}.`)),
        family,
      ).toBe(true);
    }
  });
});

describe('the values that refusals bring', () => {
  const server = SERVER.join('\n');
  const brought = [...server.matchAll(/problem\('(\w+)',\s*\{([^}]*)\}/g)];
  // Some texts keep a hole that only one of several refusals fills.
  const OPTIONAL = new Set([
    'access_denied.agency',
    'stage_not_allowed.stage',
    'internal.incident',
  ]);

  test('are the ones their sentences ask for', () => {
    expect(brought.length).toBeGreaterThan(10);
    for (const [, code, values] of brought) {
      const names = new Set(
        String(values)
          .split(',')
          .map((part) => part.split(':')[0]?.trim()),
      );
      for (const part of ['title', 'safe', 'next']) {
        for (const hole of holes(TEXTS.vi[`problem.${code}.${part}`] ?? '')) {
          const name = hole.slice(2, -2);
          if (OPTIONAL.has(`${code}.${name}`)) continue;
          expect([...names], `${code} gives ${name}`).toContain(name);
        }
      }
    }
  });
});

// ux.md §7: one word for one thing, and none that frightens or blames.
// biome-ignore format: a list of words reads better in lines
const AVOIDED = [
  'đánh giá', 'chấm điểm', 'điều tra', 'submit', 'bản ghi', 'token', 'bản nháp', 'đồng bộ',
  'hàng đợi', 'mất kết nối', 'ngoại tuyến', 'offline', 'ứng dụng', 'cache', 'khung mẫu',
  'dàn mẫu', 'chốt dữ liệu', 'strata', 'random seed', 'hash', 'checksum', 'mẫu chính thức',
  'mẫu thay thế', 'khoảng tin cậy', 'biên độ', 'thực địa', 'fieldwork', 'observer',
  'người quan sát', 'hủy dữ liệu', 'không hợp lệ', 'thất bại', 'vui lòng', 'nhập sai',
  'chờ đợi', 'mỏng hẳn', 'khác hẳn', 'thấp hẳn', 'cao hẳn', 'ít hẳn', 'nhiều hẳn', 'hạt giống', 'bí danh',
  'mã thay tên', 'Lý do vắng', 'của Tỉnh', 'Toàn Tỉnh', 'MTTQ', 'trễ hẹn', 'đúng hẹn', 'trọng số',
  'hệ thống một cửa', 'quản trị hệ thống', 'tung xúc xắc', 'hết dùng', 'dấu cần hỏi', 'hồ sơ vắng', 'đơn vị vắng',
  'thôi dùng', 'thôi hiện', 'mã sáu số', 'sáu điểm rõ', 'hình vẽ', 'đường dây nóng',
  'chắc chắn', 'chính xác là', 'không đạt', 'mẫu xấu', 'gửi thành công', 'bạn', 'các tầng', 'Lỗi',
];

test.each(AVOIDED)('“%s” is said nowhere', (word) => {
  // A sentence may begin with any of them; some are wrong with their capital alone.
  const flags = word === word.toLowerCase() ? 'ui' : 'u';
  const boundary = new RegExp(`(?<![\\p{L}\\p{M}])${word}(?![\\p{L}\\p{M}])`, flags);
  const found = Object.entries({ ...TEXTS.vi, ...PUBLIC }).filter(([, text]) =>
    boundary.test(text.replaceAll(/\{\{\w+\}\}/g, '')),
  );
  expect(found).toEqual([]);
});

test('a percentage is written as state documents write it, without a blank', () => {
  const found = Object.entries({ ...TEXTS.vi, ...TEXTS.en, ...PUBLIC }).filter(([, text]) =>
    /(\d|\}\})\s%/.test(text),
  );
  expect(found).toEqual([]);
});

test('what a step of the tasks waits for is an order too, as the line “Việc cần làm” says it', () => {
  for (const [language, first] of [
    ['vi', /^chờ /],
    ['en', /^wait /],
  ] as const) {
    const waits = Object.entries(TEXTS[language]).filter(([key]) => /^tasks\.\w+\.wait$/.test(key));
    expect(waits.length).toBeGreaterThan(20);
    expect(waits.filter(([, words]) => !first.test(words))).toEqual([]);
  }
});

test('nothing is shouted', () => {
  for (const [key, text] of Object.entries(TEXTS.vi)) {
    expect(text.replace(/^! /, ''), key).not.toContain('!');
  }
});

test('an office sentence has at most 30 syllables', () => {
  for (const [key, text] of Object.entries(TEXTS.vi)) {
    for (const sentence of text.split(/[.:;?…]\s/)) {
      const syllables = sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word));
      expect({ key, syllables: Math.min(31, syllables.length) }).not.toEqual({
        key,
        syllables: 31,
      });
    }
  }
});
