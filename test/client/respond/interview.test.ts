// Truth: peers.md T1 (two tabs, one draft), T3 (killed after answer n), T8 (full device); ux.md §4.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mergedDrafts } from '#contract/draft-content.ts';
import { setClock } from '../../../client/clock.ts';
import { contentOf } from '../../../client/respond/copy-content.ts';
import { createInterview } from '../../../client/respond/interview.ts';
import { seal } from '../../../client/respond/outbox.ts';
import { isLarge } from '../../../client/respond/preferences.ts';
import type { Storage } from '../../../client/respond/storage.ts';
import { draftOf, newDevice, opening, store, storedDraft } from './device.ts';

let storage: Storage;
const watch = { onSaved: vi.fn(), onGone: vi.fn(), isWiped: () => false };

beforeEach(async () => {
  storage = await newDevice();
  isLarge.value = false;
  vi.clearAllMocks();
  await store(storage, draftOf('a'));
});
afterEach(() => {
  vi.restoreAllMocks();
  setClock(new Date().toUTCString());
});
const interview = () => createInterview(storage, draftOf('a'), watch);

test('every answer is on the device when it says so', async () => {
  const model = interview();
  for (const [i, code] of ['1', '2', '3', '4', '5'].entries()) {
    await model.answer(code, 1 + i);
    expect(model.saved.value).toBe('saved');
    expect((await storedDraft(storage, 'a'))?.answers[code]).toBe(1 + i);
  }
});

test('nothing is answered before somebody answers', () => {
  expect(interview().answers.value).toEqual({});
});

test('an answer that is taken back leaves no trace', async () => {
  const model = interview();
  await model.answer('c', 'đôi lời');
  await model.answer('c', undefined);
  expect((await storedDraft(storage, 'a'))?.answers).toEqual({});
});

test('two tabs write into one draft, and neither loses what the other wrote', async () => {
  const [first, two] = [interview(), interview()];
  await Promise.all([first.answer('1', 5), two.answer('2', 1)]);
  await first.answer('3', 3);
  expect((await storedDraft(storage, 'a'))?.answers).toEqual({ '1': 5, '2': 1, '3': 3 });
  await two.follow();
  expect(two.answers.value).toEqual({ '1': 5, '2': 1, '3': 3 });
});

test('a change is later than what it changes, though the clock was set back in between', async () => {
  const ahead = Date.now() + 900;
  await store(storage, draftOf('k', { answers: { '1': 5 }, stamps: { '1': ahead } }));
  const model = createInterview(storage, (await storedDraft(storage, 'k'))!, watch);
  await model.answer('1', 4);
  const now = (await storedDraft(storage, 'k'))!;
  const earlier = contentOf(draftOf('k', { answers: { '1': 5 }, stamps: { '1': ahead } }));
  expect(mergedDrafts(contentOf(now), earlier).answers['1']?.value).toBe(4);
});

/** A page whose clock is wrong by so many minutes, until its next reply. */
const minutesAhead = (minutes: number) =>
  setClock(new Date(Date.now() + minutes * 60_000).toUTCString());
const fullOnce = () =>
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
const tab = async () => createInterview(storage, (await storedDraft(storage, 'a'))!, watch);

test.each([-5, 0, 5])(
  'an answer that was refused does not replace what another tab has stored since (%i minutes ahead)',
  async (minutes) => {
    const phone = interview();
    minutesAhead(minutes);
    fullOnce();
    await phone.answer('1', null);
    expect(phone.saved.value).toBe('full');
    minutesAhead(0);
    const two = await tab();
    await two.answer('1', 5);
    expect(two.saved.value).toBe('saved');
    await phone.answer('2', 4);
    expect((await storedDraft(storage, 'a'))?.answers).toEqual({ '1': 5, '2': 4 });
    await phone.follow();
    expect(phone.answers.value).toEqual({ '1': 5, '2': 4 });
  },
);

test('an answer that was refused gives way to nothing older: not to itself, nor to another phone', async () => {
  const phone = interview();
  await phone.answer('1', 2);
  const then = (await storedDraft(storage, 'a'))!;
  fullOnce();
  await phone.answer('1', 4);
  // Another phone's answer of yesterday is merged in meanwhile.
  await store(storage, {
    ...then,
    answers: { '1': 2, '3': 1 },
    stamps: { ...then.stamps, '3': 1 },
  });
  fullOnce();
  await phone.answer('3', 5);
  await phone.follow();
  expect(phone.saved.value).toBe('saved');
  expect((await storedDraft(storage, 'a'))?.answers).toEqual({ '1': 4, '3': 5 });
});

test('what is written last is the latest also by its time, whichever tab is ahead', async () => {
  const [first, two] = [interview(), interview()];
  minutesAhead(5);
  await two.answer('1', 5);
  const handedIn = contentOf((await storedDraft(storage, 'a'))!);
  minutesAhead(0);
  await first.answer('1', 4);
  const now = contentOf((await storedDraft(storage, 'a'))!);
  expect(mergedDrafts(handedIn, now).answers['1']?.value).toBe(4);
});

test('laid down again by a tab that knew less, a cleared draft gets back what the other one had stored', async () => {
  const [first, two] = [interview(), interview()];
  await first.answer('1', 1);
  await two.answer('1', 5);
  await storage.transact((access) => access.remove('draft', 'a'));
  await first.note({});
  expect((await storedDraft(storage, 'a'))?.answers).toEqual({ '1': 1 });
  await two.follow();
  expect((await storedDraft(storage, 'a'))?.answers).toEqual({ '1': 5 });
});

test('cleared in the moment of looking, a draft is laid down again and not taken for wiped', async () => {
  const model = interview();
  await model.answer('1', 5);
  await storage.transact((access) => access.remove('draft', 'a'));
  await model.follow();
  expect(watch.onGone).not.toHaveBeenCalled();
  expect((await storedDraft(storage, 'a'))?.answers).toEqual({ '1': 5 });
});

test('a full device is said to be full, and later answers bring the earlier ones along', async () => {
  const model = interview();
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await model.answer('1', 5);
  expect(model.saved.value).toBe('full');
  expect(model.answers.value).toEqual({ '1': 5 });
  await model.answer('2', 4);
  expect(model.saved.value).toBe('saved');
  expect((await storedDraft(storage, 'a'))?.answers).toEqual({ '1': 5, '2': 4 });
});

test('a draft that another tab has sealed is not written again', async () => {
  const model = interview();
  await seal(storage, 'a', { token: 'ABCDEFGHIJKLMNOP', language: 'vi' });
  await model.answer('1', 5);
  expect(watch.onGone).toHaveBeenCalledOnce();
  expect(await storedDraft(storage, 'a')).toBeUndefined();
});

test('an open question is told once, then one may go on', () => {
  const model = interview();
  model.goTo('1');
  model.next();
  expect(model.position.value).toBe('1');
  expect(model.missing.value.map(({ code }) => code)).toEqual(['1', '2']);
  model.next();
  expect(model.position.value).toBe('3');
  expect(model.missing.value).toEqual([]);
});

test('the pages count up to the check page, and back loses nothing', async () => {
  const model = interview();
  model.goTo('1');
  expect(model.page.value).toEqual({ now: 1, of: 5 });
  await model.answer('1', 2);
  model.goTo('c');
  model.next();
  expect(model.position.value).toBe('check');
  expect(model.page.value).toEqual({ now: 5, of: 5 });
  expect(model.previous()).toBe('c');
  model.goTo('1');
  expect(model.previous()).toBe('start');
  expect(model.answers.value).toEqual({ '1': 2 });
});

test('larger letters ask one by one and stay where the person was', () => {
  const model = interview();
  model.goTo('3');
  isLarge.value = true;
  expect(model.screen.value?.questions.map(({ code }) => code)).toEqual(['3']);
  expect(model.page.value).toEqual({ now: 3, of: 7 });
});

test('a change from the check page leads back to it after the group', () => {
  const model = interview();
  isLarge.value = true;
  model.change('1');
  model.skip();
  expect(model.position.value).toBe('2');
  model.skip();
  expect(model.position.value).toBe('check');
  model.goTo('3');
  model.skip();
  expect(model.position.value).toBe('4');
});

test('a skip rule closes questions and screens as the answers change, and what it closed is not sent', async () => {
  const { questionnaire } = opening;
  const rules: Record<string, { question: string; anyOf: number[] }> = {
    '2': { question: '1', anyOf: [1, 2] },
    '3': { question: '2', anyOf: [1] },
    '4': { question: '2', anyOf: [1] },
  };
  const groups = questionnaire.groups.map((group) => ({
    ...group,
    questions: group.questions.map((question) => {
      const askedIf = rules[question.code];
      return askedIf ? { ...question, askedIf } : question;
    }),
  }));
  const draft = {
    ...draftOf('a'),
    opening: { ...opening, questionnaire: { ...questionnaire, groups } },
  };
  await store(storage, draft);
  const model = createInterview(storage, draft, watch);
  const way = () => model.screens.value.map(({ questions }) => questions.map(({ code }) => code));
  model.goTo('1');
  expect([way(), model.page.value, model.settled.value.of]).toEqual([
    [['1'], ['5'], ['c']],
    { now: 1, of: 4 },
    2,
  ]);
  await model.answer('1', 2);
  expect(way()).toEqual([['1', '2'], ['5'], ['c']]);
  await model.answer('2', 1);
  await model.answer('3', 4);
  expect([way(), model.settled.value]).toEqual([
    [['1', '2'], ['3', '4'], ['5'], ['c']],
    { done: 3, of: 5 },
  ]);
  model.goTo('3');
  // Another phone has taken the ground away under this screen: the one before it is shown.
  await model.answer('1', 5);
  expect([model.screen.value?.at, way()]).toEqual(['1', [['1'], ['5'], ['c']]]);
  const parcel = await seal(storage, 'a', { token: 'ABCDEFGHIJKLMNOP', language: 'vi' });
  expect(parcel?.submission.answers).toEqual({ '1': 5 });
});

test('the start page and the way out are not where one resumes', async () => {
  const model = interview();
  model.goTo('3');
  model.goTo('decline');
  await model.answer('1', 1);
  expect((await storedDraft(storage, 'a'))?.at).toBe('3');
});
