// Truth: a pack speaks by the Vietnamese of the questionnaire; what it lacks stays Vietnamese, never empty.
import { afterEach, expect, test, vi } from 'vitest';
import type { LanguagePack } from '#contract/languages.ts';
import { chooseLanguage, startPreferences } from '../../../client/respond/preferences.ts';
import { language, switchLanguage, t } from '../../../client/respond/texts.ts';
import { filled, localText, officeName } from '../../../client/respond/wording.ts';
import { opening } from './device.ts';

const pack = (name: string): LanguagePack => ({
  language: name,
  name,
  texts: { back: `${name}: về`, 'questions.page': `${name} {{now}}/{{of}}` },
  questions: { 'Câu 1 ở {BPMC}': `${name}: {BPMC} 1` },
});
/** The server's replies, each let go by the test. */
function server() {
  const waiting = new Map<string, (reply: Response) => void>();
  vi.stubGlobal('fetch', (path: string) => new Promise((resolve) => waiting.set(path, resolve)));
  return {
    give(name: string) {
      waiting.get(`/api/languages/${name}`)?.(Response.json(pack(name)));
    },
  };
}
afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
  switchLanguage('vi');
});

test('page and questionnaire speak it, with the counter’s own name; the rest stays as it was', async () => {
  officeName.value = opening.campaign.officeName;
  switchLanguage(pack('tyz'));
  const [first] = filled(opening).questionnaire.groups;
  expect(localText(first!.questions[0]!.text)).toBe('tyz: Trung tâm "Một cửa" 1');
  expect(localText(first!.questions[1]!.text)).toBe('Câu 2 ở Trung tâm "Một cửa"');
  expect(t('questions.page', { now: 2, of: 9 })).toBe('tyz 2/9');
  expect(t('questions.next')).toBe('Tiếp tục');
  await chooseLanguage('en');
  expect(localText(first!.questions[0]!.text)).toContain('(en)');
  expect(t('back')).toBe('Back');
});

test('of two choices the later one counts, however late the first arrives', async () => {
  const { give } = server();
  const first = chooseLanguage('tyz');
  await chooseLanguage('en');
  give('tyz');
  await first;
  expect(language.value).toBe('en');
});

test('what cannot be had changes nothing', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  await expect(chooseLanguage('tyz')).rejects.toMatchObject({ trouble: 'offline' });
  expect([language.value, t('back')]).toEqual(['vi', 'Quay lại']);
});

test('a pack that was chosen is there at the next opening without network', async () => {
  await startPreferences();
  switchLanguage(pack('tyz'));
  const kept = { language: localStorage['respond.language'], pack: localStorage['respond.pack'] };
  switchLanguage('vi');
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  localStorage['respond.language'] = kept.language;
  localStorage['respond.pack'] = kept.pack;
  await startPreferences();
  expect([language.value, t('back')]).toEqual(['tyz', 'tyz: về']);
});
