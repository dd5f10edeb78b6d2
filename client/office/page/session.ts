import { signal } from '@preact/signals';
import type { Endpoint, Replied, Sent } from '#contract/endpoint.ts';
import { beginOidc, finishOidc } from '#contract/oidc.ts';
import { askForPasskey, signInWithPasskey } from '#contract/passkeys.ts';
import type { SignedIn } from '#contract/staff.ts';
import { choosePassword, signIn, signOut, whoAmI } from '#contract/staff.ts';
import { call, Refusal } from '../../api.ts';
import { failureOf } from '../../ui/failure.ts';
import type { Failure } from '../../ui/problem-words.ts';
import { answerByPasskey } from './browser-passkey.ts';
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
 * The signed-in account and the idle time. When a session ends the screen stays rendered, so that nothing
 * typed is lost. The next sign-in continues there.
 */
export function createSession(now: () => number = Date.now) {
  /** Undefined until the server has said. */
  const staff = signal<SignedIn | null | undefined>(undefined);
  /** Why the server has not said who is here. */
  const failure = signal<Failure | undefined>(undefined);
  const idle = createIdleClock(now);

  const ask: Ask = async (endpoint, input, file, onSent) => {
    try {
      const reply = await send(endpoint, input, file, onSent);
      idle.reset();
      return reply;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not_signed_in' && staff.value) {
        idle.hasEnded.value = true;
      }
      throw error;
    }
  };

  /** Somebody else at the same computer must not see the screen behind. */
  const enter = (person: SignedIn) => {
    const before = staff.value?.id;
    if (before && before !== person.id) location.assign('/quan-tri');
    admit(person);
  };

  const admit = (person: SignedIn) => {
    staff.value = person;
    idle.restart();
  };

  return {
    staff,
    hasEnded: idle.hasEnded,
    isEnding: idle.isEnding,
    failure,
    ask,
    resume: async () => {
      try {
        admit(await ask(whoAmI, {}));
        failure.value = undefined;
      } catch (error) {
        const isNobody = error instanceof Refusal && error.code === 'not_signed_in';
        failure.value = isNobody ? undefined : failureOf(error);
        if (isNobody) staff.value = null;
      }
    },
    async signIn(username: string, password: string, code?: string) {
      enter(await ask(signIn, { body: { username, password, ...(code && { code }) } }));
    },
    async signInWithPasskey() {
      const answer = await answerByPasskey(await ask(askForPasskey, {}));
      enter(await ask(signInWithPasskey, { body: answer }));
    },
    /** To the identity provider; it sends the browser back. */
    async leaveForProvider() {
      location.assign((await ask(beginOidc, {})).address);
    },
    async signInFromProvider(query: string) {
      enter(await ask(finishOidc, { body: { query } }));
    },
    async choosePassword(token: string, password: string) {
      admit(await ask(choosePassword, { body: { token, password } }));
    },
    /** True where the browser leaves for the identity provider, whose session ends too. */
    async signOut(): Promise<boolean> {
      const { address } = await ask(signOut, {});
      staff.value = null;
      if (address !== null) location.assign(address);
      return address !== null;
    },
    /** Called by the clock. */
    tick: () => staff.value && idle.tick(),
    goOn: () => ask(whoAmI, {}),
  };
}

const send: Ask = (endpoint, input, file, onSent) =>
  file && onSent ? sendFile(endpoint, input, file, onSent) : call(endpoint, input, file);

/** Warns before the server ends a session that nothing was asked of. Only the server ends it. */
function createIdleClock(now: () => number) {
  const hasEnded = signal(false);
  const isEnding = signal(false);
  let lastAct = now();
  return {
    hasEnded,
    isEnding,
    restart() {
      hasEnded.value = false;
      isEnding.value = false;
    },
    reset() {
      lastAct = now();
      isEnding.value = false;
    },
    tick() {
      if (hasEnded.value) return;
      const idleMs = now() - lastAct;
      isEnding.value = idleMs >= WARN_AFTER && idleMs < END_AFTER;
      if (idleMs >= END_AFTER) hasEnded.value = true;
    },
  };
}
