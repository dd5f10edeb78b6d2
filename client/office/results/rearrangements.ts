import { computed, signal } from '@preact/signals';
import type { ReplyOf } from '#contract/endpoint.ts';
import type { Rearrangement } from '#contract/rearrangements.ts';
import { keepRearrangements, listRearrangements } from '#contract/rearrangements.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type RearrangementsModel = ReturnType<typeof createRearrangements>;
type Kept = ReplyOf<typeof listRearrangements>;

const EMPTY = { earlierCode: '', into: [''] as readonly string[], since: '', decree: '' };

/** One line is added at a time; all lines are kept together. */
export function createRearrangements(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const list = createLoaded(() => ask(listRearrangements, { params }));
  const draft = signal(EMPTY);
  const keep = async (rearrangements: readonly Rearrangement[]) => {
    await ask(keepRearrangements, { params, body: { rearrangements: [...rearrangements] } });
    await list.load();
  };
  const others = (earlierCode: string) =>
    (list.value.value?.rearrangements ?? []).filter((line) => line.earlierCode !== earlierCode);
  return {
    list,
    draft,
    change(part: Partial<typeof EMPTY>) {
      draft.value = { ...draft.value, ...part };
    },
    chooseInto(place: number, code: string) {
      const into = draft.value.into.map((chosen, index) => (index === place ? code : chosen));
      draft.value = { ...draft.value, into };
    },
    addInto() {
      draft.value = { ...draft.value, into: [...draft.value.into, ''] };
    },
    isWhole: computed(() => {
      const { earlierCode, into, since, decree } = draft.value;
      const hasTarget = into.some((code) => code !== '');
      return earlierCode !== '' && hasTarget && since !== '' && decree.trim() !== '';
    }),
    add: createAct(async () => {
      const { into, ...line } = draft.value;
      const chosen = [...new Set(into.filter((code) => code !== ''))];
      await keep([...others(line.earlierCode), { ...line, into: chosen }]);
      draft.value = EMPTY;
    }),
    remove: createAct((earlierCode: string) => keep(others(earlierCode))),
  };
}

/** Agencies of one round only of which nothing is declared: by mistake, or because they are new or gone. */
export function undeclared({ agencies, rearrangements }: Kept) {
  const gone = new Set(rearrangements.map(({ earlierCode }) => earlierCode));
  const targets = new Set(rearrangements.flatMap(({ into }) => into));
  return {
    earlier: agencies.filter(
      ({ code, isEarlier, isLater }) => isEarlier && !isLater && !gone.has(code),
    ),
    later: agencies.filter(
      ({ code, isEarlier, isLater }) => isLater && !isEarlier && !targets.has(code),
    ),
  };
}
