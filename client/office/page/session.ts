import { signal } from '@preact/signals';
import type { Endpoint, Replied, Sent } from '#contract/endpoint.ts';
import type { Staff } from '#contract/staff.ts';
import { choosePassword, signIn, signOut, whoAmI } from '#contract/staff.ts';
import { call, Refusal } from '../../api.ts';
import type { OnSent } from './send-file.ts';
import { sendFile } from './send-file.ts';

const WARN_AFTER = 28 * 60_000;
const END_AFTER = 30 * 60_000;

export type Ask = <E extends Endpoint>(
  endpoint: E,
  input: Sent<E>,
  file?: Blob,
  onSent?: OnSent,
) => Promise<Replied<E>>;

export type Session = ReturnType<typeof createSession>;

/**
 * Who is signed in, and for how long still. When a session ends, the screen behind stays as it is, so
 * that nothing typed is lost: signing in again goes on from there.
 */
export function createSession(now: () => number = Date.now) {
  /** Undefined until the server has said. */
  const staff = signal<Staff | null | undefined>(undefined);
  const hasEnded = signal(false);
  const isEnding = signal(false);
  const isUnreachable = signal(false);
  let lastAct = now();

  const ask: Ask = async (endpoint, input, file, onSent) => {
    try {
      const reply =
        file && onSent
          ? await sendFile(endpoint, input, file, onSent)
          : await call(endpoint, input, file);
      lastAct = now();
      isEnding.value = false;
      return reply;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not_signed_in' && staff.value) {
        hasEnded.value = true;
      }
      throw error;
    }
  };

  function admit(person: Staff) {
    staff.value = person;
    hasEnded.value = false;
    isEnding.value = false;
  }

  return {
    staff,
    hasEnded,
    isEnding,
    isUnreachable,
    ask,
    async resume() {
      try {
        admit(await ask(whoAmI, {}));
        isUnreachable.value = false;
      } catch (error) {
        if (error instanceof TypeError) isUnreachable.value = true;
        else staff.value = null;
      }
    },
    async signIn(username: string, password: string) {
      const before = staff.value?.id;
      const person = await ask(signIn, { body: { username, password } });
      // Somebody else at the same context must not see the screen behind.
      if (before && before !== person.id) location.assign('/quan-tri');
      admit(person);
    },
    async choosePassword(token: string, password: string) {
      admit(await ask(choosePassword, { body: { token, password } }));
    },
    async signOut() {
      await ask(signOut, {});
      staff.value = null;
    },
    /** Called by the clock; the server decides, this only warns in time. */
    tick() {
      if (!staff.value || hasEnded.value) return;
      const idle = now() - lastAct;
      isEnding.value = idle >= WARN_AFTER && idle < END_AFTER;
      if (idle >= END_AFTER) hasEnded.value = true;
    },
    async goOn() {
      await ask(whoAmI, {});
    },
  };
}
