/**
 * Truth: what a survey may know of how it was answered: seconds of a screen while it was in sight, changes,
 * a class of device; nothing by which a device or a person could be known again.
 */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEVICES, LONGEST_SECONDS, Paradata } from '#contract/paradata.ts';
import { contentOf } from '../../../client/respond/copy-content.ts';
import { larger, watchSight } from '../../../client/respond/effort.ts';
import { createInterview } from '../../../client/respond/interview.ts';
import { paradataOf } from '../../../client/respond/paradata.ts';
import type { Storage } from '../../../client/respond/storage.ts';
import { draftOf, newDevice, store, storedDraft } from './device.ts';

let storage: Storage;
const watch = { onSaved: () => undefined, onGone: () => undefined, isWiped: () => false };
const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);
const comeIntoSight = (isInSight: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(!isInSight);
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  watchSight();
  storage = await newDevice();
  await store(storage, draftOf('a'));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
const interview = () => createInterview(storage, draftOf('a'), watch);
const stored = async () => (await storedDraft(storage, 'a'))!;

test('a group counts the seconds that it was in sight, and no other screen counts any', async () => {
  const model = interview();
  pass(30);
  model.goTo('1');
  pass(10);
  await model.answer('1', 4);
  pass(5.4);
  comeIntoSight(false);
  pass(4000);
  comeIntoSight(true);
  pass(2);
  model.goTo('3');
  pass(LONGEST_SECONDS + 50);
  model.goTo('check');
  pass(60);
  model.change('1');
  pass(3);
  await model.answer('2', 4);
  const { seconds } = paradataOf(await stored());
  expect(seconds).toEqual({ 'a-1': 20, 'a-2': LONGEST_SECONDS });
});

test('a choice made anew is a change; a first choice, ticks and letters are none', async () => {
  const model = interview();
  model.goTo('1');
  await model.answer('1', 4);
  await model.answer('1', 4);
  expect(paradataOf(await stored()).changes).toBe(0);
  await model.answer('1', 5);
  await model.answer('1', null);
  await model.answer('1', 2);
  await model.answer('2', [1]);
  await model.answer('2', [1, 3]);
  await model.answer('c', 'n');
  await model.answer('c', 'nh');
  expect(paradataOf(await stored()).changes).toBe(3);
});

test('two tabs that write one draft count no second twice', async () => {
  const [first, two] = [interview(), interview()];
  first.goTo('1');
  two.goTo('1');
  pass(8);
  await Promise.all([first.answer('1', 1), two.answer('2', 1)]);
  await first.follow();
  await first.note({});
  expect(paradataOf(await stored()).seconds).toEqual({ 'a-1': 8 });
  const [a, b] = [
    { seconds: { x: 1, y: 5 }, changes: 2 },
    { seconds: { x: 3 }, changes: 1 },
  ];
  expect(larger(a, b)).toEqual({ seconds: { x: 3, y: 5 }, changes: 2 });
  expect(larger(larger(a, b), a)).toEqual(larger(b, a));
});

test('where another device had a part in it the time is not told: it would be too short', () => {
  const effort = { seconds: { 'a-1': 9 }, changes: 1 };
  expect(paradataOf(draftOf('a', { effort }))).toMatchObject(effort);
  expect(Object.keys(paradataOf(draftOf('a', { effort, isShared: true })))).toEqual([
    'page',
    'device',
  ]);
});

test.each([
  ['phone', true, 360, 800],
  ['phone', true, 915, 412],
  ['tablet', true, 800, 1280],
  ['desktop', false, 1366, 768],
  ['desktop', false, 360, 640],
] as const)('a %s is known by pointer and width', (device, isCoarse, width, height) => {
  vi.stubGlobal('matchMedia', () => ({ matches: isCoarse }));
  vi.stubGlobal('screen', { width, height });
  expect(paradataOf(draftOf('a')).device).toBe(device);
});

test('what is sent fits the contract and holds nothing else, and the locked copy holds none of it', async () => {
  const model = interview();
  model.goTo('1');
  pass(7);
  await model.answer('1', 4);
  const sent = paradataOf(await stored());
  expect(Paradata.parse(sent)).toEqual(sent);
  expect(Object.keys(sent).sort()).toEqual(['changes', 'device', 'page', 'seconds']);
  expect(DEVICES).toContain(sent.device);
  expect(Object.keys(contentOf(await stored())).sort()).toEqual(['answers', 'at']);
});
