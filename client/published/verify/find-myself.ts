import { computed, signal } from '@preact/signals';
import { enterCode, findPseudonym } from '#contract/opening.ts';
import { call, Refusal } from '../../api.ts';
import { enterWithWork } from '../../slip-code/enter-with-work.ts';
import { failureOf } from '../../ui/failure.ts';
import type { Failure } from '../../ui/problem-words.ts';
import type { Checking } from './checking.ts';
import { placeOf } from './self-check.ts';

export type Typed =
  | { kind: 'token'; token: string }
  | { kind: 'code'; code: string }
  | { kind: 'pseudonym'; unitId: string };

/** A slip's link or its letters, its 16 digits, or a pseudonym that is known already. */
export function readTyped(text: string): Typed | undefined {
  const compact = text.replace(/[\s.-]/g, '');
  if (/^(\d{12}|\d{16})$/.test(compact)) return { kind: 'code', code: compact };
  if (/^[0-9a-f]{20}([0-9a-f]{12})?$/i.test(compact))
    return { kind: 'pseudonym', unitId: compact.toLowerCase() };
  const token = /(?:^|\/)([A-Z2-7]{16})$/.exec(compact.toUpperCase())?.[1];
  return token ? { kind: 'token', token } : undefined;
}

async function tokenFor(code: string): Promise<string> {
  const entered = await enterWithWork((pass) =>
    call(enterCode, { body: { code, ...(pass && { pass }) } }),
  );
  if (!entered) throw new Refusal(503, { code: 'service_busy' });
  return entered.token;
}

export type FindMyself = ReturnType<typeof createFindMyself>;

/** Looks for one person's pseudonym in texts over which the draw was repeated on this device. */
export function createFindMyself(checking: Checking) {
  const unitId = signal<string | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  const isBusy = signal(false);

  async function pseudonymOf(typed: Typed): Promise<string> {
    if (typed.kind === 'pseudonym') return typed.unitId;
    const token = typed.kind === 'token' ? typed.token : await tokenFor(typed.code);
    return (await call(findPseudonym, { body: { token } })).unitId;
  }

  return {
    unitId,
    failure,
    isBusy,
    /** Undefined until the draw was repeated and came out the same; null where the frame has not got it. */
    place: computed(() => {
      const { seed, frame, plan, sample } = checking.texts.value;
      if (unitId.value === undefined || checking.finding.value?.kind !== 'same') return undefined;
      if (!seed || !frame || !plan || !sample) return undefined;
      return placeOf({ seed, frame, plan, sample }, unitId.value) ?? null;
    }),
    async find(typed: Typed): Promise<void> {
      if (isBusy.value) return;
      isBusy.value = true;
      failure.value = undefined;
      try {
        unitId.value = await pseudonymOf(typed);
      } catch (error) {
        failure.value = failureOf(error);
      } finally {
        isBusy.value = false;
      }
    },
  };
}
