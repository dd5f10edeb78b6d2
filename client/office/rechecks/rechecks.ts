import { computed } from '@preact/signals';
import type { Role } from '#contract/endpoint.ts';
import { drawRecheck, listRechecks, prepareRecheck } from '#contract/rechecks.ts';
import { listSigns } from '#contract/signs.ts';
import type { TakerDoor } from '#contract/voidings.ts';
import { decideVoiding, listVoidings, proposeVoiding } from '#contract/voidings.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type RechecksModel = ReturnType<typeof createRechecks>;

export interface ProposedBatch {
  readonly door: TakerDoor;
  readonly takerId: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly reason: string;
}

/** Draws, what was found, signs and voidings of a round, with what is to be done next. */
export function createRechecks(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const found = createLoaded(() => ask(listRechecks, { params }));
  const signs = createLoaded(() => ask(listSigns, { params }));
  const voidings = createLoaded(async () => (await ask(listVoidings, { params })).voidings);
  const undrawn = computed(() =>
    found.value.value?.rechecks.find(({ drawnAt }) => drawnAt === null),
  );
  return {
    found,
    signs,
    voidings,
    undrawn,
    async load() {
      await Promise.all([found.load(), signs.load(), voidings.load()]);
    },
    prepare: createAct(async (percent: number) => {
      await ask(prepareRecheck, { params, body: { percent } });
      await found.load();
    }),
    draw: createAct(async (dice: string, witness: string, body: string) => {
      const place = { ...params, number: String(undrawn.value?.number ?? 0) };
      const witnesses = [{ name: witness, body }];
      await ask(drawRecheck, { params: place, body: { dice, witnesses } });
      await found.load();
    }),
    propose: createAct(async (body: ProposedBatch) => {
      await ask(proposeVoiding, { params, body });
      await voidings.load();
      return true;
    }),
    decide: createAct(async (voidingId: string, isConfirmed: boolean, witness: string) => {
      await ask(decideVoiding, {
        params: { ...params, voidingId },
        body: { isConfirmed, witness },
      });
      await Promise.all([voidings.load(), found.load(), signs.load()]);
    }),
  };
}

/** Key under `rechecks.` of what the reader does next. */
export function todoOf({ found, voidings, undrawn }: RechecksModel, role: Role): string {
  const isObserver = role === 'observer';
  const isProposed = voidings.value.value?.some(({ state }) => state === 'proposed');
  if (isProposed) return isObserver ? 'todo_decide' : 'todo_wait_decision';
  if (undrawn.value) return isObserver ? 'todo_watch_draw' : 'todo_draw';
  if (isObserver) return 'todo_watch';
  if ((found.value.value?.waiting ?? 0) > 0) return 'todo_call';
  return (found.value.value?.unchecked ?? 0) > 0 ? 'todo_prepare' : 'todo_none';
}
