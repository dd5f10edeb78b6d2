import { computed, signal } from '@preact/signals';
import type { ActionItem, ReadRow } from '#contract/action-plan.ts';
import {
  addActionItems,
  getActionPlan,
  readPlanFile,
  readPlanText,
  removeActionItem,
  SIX_LABELS,
} from '#contract/action-plan.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import { query } from '../page/router.ts';
import { sendFile } from '../page/send-file.ts';
import type { Ask } from '../page/session.ts';

export type ActionPlanModel = ReturnType<typeof createActionPlan>;

const EMPTY = {
  criterion: '',
  shortcoming: '',
  duty: '',
  expected: '',
  product: '',
  person: '',
  authority: '',
  leads: '',
  partners: '',
  deadline: '',
};
export type DraftField = keyof typeof EMPTY;

/** What a figure brings along in the address: its words, its node and its agency. */
function fromAddress(): Partial<Record<string, string>> {
  return Object.fromEntries(query.value);
}

export function createActionPlan(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const given = fromAddress();
  const draft = signal({
    ...EMPTY,
    criterion: given.criterion ?? '',
    shortcoming: given.figure ?? '',
    leads: given.leads ?? '',
  });
  const labels = signal<readonly string[]>(SIX_LABELS);
  const plan = createLoaded(async () => {
    const found = await ask(getActionPlan, { params });
    labels.value = found.labels;
    const owner = found.owners.find(({ criteria }) => criteria.includes(given.nodeCode ?? ''));
    if (owner && draft.value.leads === '') draft.value = { ...draft.value, leads: owner.name };
    return found.items;
  });
  const pasted = signal('');
  const reading = signal<readonly ReadRow[] | undefined>(undefined);
  const onlyLate = signal(false);
  const add = createAct(async () => {
    const { nodeCode = null, figure = null, agency: figureAgency = null } = given;
    const source = figure && nodeCode ? { nodeCode, figure, figureAgency } : {};
    await ask(addActionItems, {
      params,
      body: { items: [{ section: null, ...emptied(draft.value), ...source }] },
    });
    draft.value = EMPTY;
    await plan.load();
  });
  const keepReading = createAct(async () => {
    const items = (reading.value ?? []).map(({ agencies, others: _, dueOn: __, ...row }) => ({
      ...row,
      agencies: agencies.map(({ agencyCode }) => agencyCode),
    }));
    await ask(addActionItems, { params, body: { items } });
    reading.value = undefined;
    pasted.value = '';
    await plan.load();
  });
  return {
    plan,
    labels,
    draft,
    pasted,
    reading,
    onlyLate,
    add,
    keepReading,
    load: plan.load,
    set(field: DraftField, value: string) {
      draft.value = { ...draft.value, [field]: value };
    },
    read: createAct(async () => {
      const { rows } = await ask(readPlanText, { params, body: { text: pasted.value } });
      reading.value = rows;
    }),
    readFile: createAct(async (file: Blob) => {
      reading.value = (await sendFile(readPlanFile, { params }, file, () => {})).rows;
    }),
    remove: createAct(async (itemId: string) => {
      await ask(removeActionItem, { params: { campaignId, itemId } });
      await plan.load();
    }),
    late: computed(() => (plan.value.value ?? []).filter(isLate)),
    shown: computed(() =>
      (plan.value.value ?? []).filter((item) => !onlyLate.value || isLate(item)),
    ),
  };
}

const isLate = ({ agencies }: ActionItem): boolean => agencies.some(({ isOverdue }) => isOverdue);

/** Fields left empty are absent, but the words of leads, partners and deadline may be empty. */
function emptied(draft: typeof EMPTY) {
  const { leads, partners, deadline, duty, ...words } = draft;
  const optional = Object.fromEntries(
    Object.entries(words).map(([name, value]) => [name, value.trim() || null]),
  ) as Record<keyof typeof words, string | null>;
  return { ...optional, leads, partners, deadline, duty };
}
