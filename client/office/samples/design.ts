import { computed, signal } from '@preact/signals';
import type { Plan, Stratum } from '#contract/samples.ts';
import { getPlan, listStrata, publishPlan, SampleDesign } from '#contract/samples.ts';
import { Refusal } from '../../api.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';
import { forecastOf, previewOf } from './forecast.ts';

export type Draft = Record<keyof SampleDesign, string>;
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
    set(name: keyof Draft, value: string) {
      draft.value = { ...draft.value, [name]: value };
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
  const number = (name: keyof Draft) =>
    draft[name].trim() === '' ? Number.NaN : Number(draft[name].replace(',', '.'));
  const numbers = Object.fromEntries(
    (Object.keys(draft) as (keyof Draft)[])
      .filter((name) => name !== 'method')
      .map((name) => [name, isPercent(name) ? number(name) / 100 : number(name)]),
  );
  return SampleDesign.safeParse({ ...numbers, method: draft.method }).data;
}

const isPercent = (name: keyof Draft) => (PERCENTS as readonly string[]).includes(name);

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
  };
}
