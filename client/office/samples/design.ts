import { computed, signal } from '@preact/signals';
import type { Mode } from '#contract/responses.ts';
import { MODES } from '#contract/responses.ts';
import type { Plan, Stratum } from '#contract/samples.ts';
import { getPlan, listStrata, publishPlan, SampleDesign } from '#contract/samples.ts';
import { Refusal } from '../../api.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';
import { forecastOf, previewOf } from './forecast.ts';

type DoorDraft = Record<Mode, string>;
export type Draft = Record<Exclude<keyof SampleDesign, 'doors'>, string> & {
  readonly doors: DoorDraft;
};
/** What is typed as one text. */
export type DraftText = Exclude<keyof Draft, 'doors'>;
export type DesignModel = ReturnType<typeof createDesign>;

const PERCENTS = ['responseRate', 'expectedProportion'] as const;
const TYPICAL_PER_AGENCY = 35;
const SMALLEST = 300;

export function createDesign(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const draft = signal<Draft>(draftFor([]));
  const strata = createLoaded(async () => {
    const reply = await ask(listStrata, { params });
    draft.value = draftFor(reply.strata);
    return reply.strata;
  });
  const plan = createLoaded(() => planOrNone(() => ask(getPlan, { params })));
  const design = computed(() => designOf(draft.value));

  return {
    draft,
    strata,
    plan,
    design,
    load: () => Promise.all([strata.load(), plan.load()]),
    set(name: DraftText, value: string) {
      draft.value = { ...draft.value, [name]: value };
    },
    setDoor(mode: Mode, value: string) {
      draft.value = { ...draft.value, doors: { ...draft.value.doors, [mode]: value } };
    },
    /** Raises total and minimum so that every agency can be published by itself. */
    tryEnough(enough: { perAgency: number; size: number }) {
      draft.value = {
        ...draft.value,
        size: String(enough.size),
        minimumPerAgency: String(enough.perAgency),
      };
    },
    preview: computed(() => {
      if (!strata.value.value?.length) return undefined;
      if (!design.value) return { refusal: { code: 'design_incomplete', details: {} } };
      return previewOf(design.value, strata.value.value);
    }),
    published: computed(() => {
      const fixed = plan.value.value;
      if (!fixed?.design || !strata.value.value) return undefined;
      const sampled = new Map(fixed.strata.map((row) => [row.stratum, row]));
      return forecastOf(fixed.design, strata.value.value, sampled);
    }),
    publish: createAct(async () =>
      design.value ? ask(publishPlan, { params, body: design.value }) : undefined,
    ),
  };
}

/** A campaign without a plan is an ordinary state of this screen. */
async function planOrNone(read: () => Promise<Plan>): Promise<Plan | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'plan_not_published') return null;
    throw error;
  }
}

/** Percent and numbers as typed; a comma is a decimal point. */
export function designOf(draft: Draft): SampleDesign | undefined {
  const { doors, method, ...texts } = draft;
  const numbers = Object.entries(texts).map(([name, text]) => [
    name,
    isPercent(name) ? numberIn(text) / 100 : numberIn(text),
  ]);
  return SampleDesign.safeParse({
    ...Object.fromEntries(numbers),
    method,
    ...(percentOfDoors(doors) !== null && { doors: sharesOf(doors) }),
  }).data;
}

const numberIn = (text: string) =>
  text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));

/** What all doors come to; null where none is planned. A door without a number brings nothing. */
export function percentOfDoors(doors: DoorDraft): number | null {
  const typed = MODES.filter((mode) => doors[mode].trim() !== '');
  return typed.length === 0 ? null : typed.reduce((sum, mode) => sum + numberIn(doors[mode]), 0);
}

const sharesOf = (doors: DoorDraft) =>
  Object.fromEntries(MODES.map((mode) => [mode, (numberIn(doors[mode]) || 0) / 100]));

const isPercent = (name: string) => (PERCENTS as readonly string[]).includes(name);

/** Two a stratum at least, so that its variance can be estimated; about 35 invitations for each agency. */
export function draftFor(strata: readonly Stratum[]): Draft {
  const people = strata.reduce((sum, stratum) => sum + stratum.population, 0);
  const agencies = new Set(strata.map((stratum) => stratum.agencyCode)).size;
  const least = strata.reduce((sum, stratum) => sum + Math.min(2, stratum.population), 0);
  return {
    method: 'costa',
    size: String(Math.min(people, Math.max(SMALLEST, TYPICAL_PER_AGENCY * agencies, least)) || ''),
    minimumPerStratum: '2',
    minimumPerAgency: '0',
    reserveRatio: '1',
    responseRate: '65',
    expectedProportion: '80',
    doors: { self: '', counter: '', paper: '', interview: '', phone: '' },
  };
}
