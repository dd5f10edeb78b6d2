// Truth checked: ux.md §3 — a warning after 28 minutes, the end after 30, nothing typed is lost.
import { expect, test } from 'vitest';
import { listProvinces } from '#contract/agencies.ts';
import { onTheWire, refused, STAFF } from './wire.ts';

const MINUTE = 60_000;

async function signedIn(answers: Record<string, object> = {}) {
  let clock = 0;
  const { session, ask } = onTheWire({ 'GET /api/session': STAFF, ...answers }, () => clock);
  await session.resume();
  return {
    session,
    ask,
    after(minutes: number) {
      clock += minutes * MINUTE;
      session.tick();
    },
  };
}

test('the warning comes after 28 quiet minutes and goes with “Làm tiếp”', async () => {
  const { session, after } = await signedIn();
  after(27);
  expect(session.isEnding.value).toBe(false);
  after(1);
  expect(session.isEnding.value).toBe(true);
  await session.goOn();
  expect(session.isEnding.value).toBe(false);
  after(27);
  expect(session.isEnding.value).toBe(false);
});

test('after 30 quiet minutes the session has ended, and who was there is kept for signing in again', async () => {
  const { session, after } = await signedIn({ 'POST /api/session': STAFF });
  after(30);
  expect(session.hasEnded.value).toBe(true);
  expect(session.staff.value?.username).toBe('lan.hoang');
  await session.signIn('lan.hoang', 'mật khẩu dài');
  expect(session.hasEnded.value).toBe(false);
});

test('the server may end it earlier', async () => {
  const { session, ask } = await signedIn({ 'GET /api/provinces': refused(401, 'not_signed_in') });
  await expect(ask(listProvinces, {})).rejects.toMatchObject({ code: 'not_signed_in' });
  expect(session.hasEnded.value).toBe(true);
});

test('without a session the door is shown, without a network the reason', async () => {
  const closed = onTheWire({ 'GET /api/session': refused(401, 'not_signed_in') });
  await closed.session.resume();
  expect(closed.session.staff.value).toBeNull();
  expect(closed.session.hasEnded.value).toBe(false);
  const cut = onTheWire({});
  await cut.session.resume();
  expect(cut.session.failure.value?.code).toBe('no_network');
  expect(cut.session.staff.value).toBeUndefined();
});

test('a sign-in page of a Wi-Fi that answers JSON of its own is no word of the server', async () => {
  const { ask } = await signedIn({ 'GET /api/provinces': { ok: true } });
  await expect(ask(listProvinces, {})).rejects.toThrow(TypeError);
  const refusing = await signedIn({ 'GET /api/provinces': refused(403, '') });
  await expect(refusing.ask(listProvinces, {})).rejects.toMatchObject({ status: 403 });
});
