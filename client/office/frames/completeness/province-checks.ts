import { computed, signal } from '@preact/signals';
import type { AgencyCheck } from '#contract/register-checks.ts';
import {
  CHECK_CONFIDENCE,
  drawRegisterChecks,
  fillRegisterCheck,
  listProvinceChecks,
  lockRegisters,
} from '#contract/register-checks.ts';
import { registerCheckSize } from '#sampling/quality/register-check.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';
import { isCount } from './FillCheck.tsx';

export type ProvinceChecksModel = ReturnType<typeof createProvinceChecks>;
type Wrong = 'population' | 'share' | 'none';

/** Random checks of many registers: numbers are locked, then the same dice draw for all of them. */
export function createProvinceChecks(ask: Ask, campaignId: string) {
  const found = createLoaded(() => ask(listProvinceChecks, { params: { campaignId } }));
  const typed = signal<Readonly<Record<string, string>>>({});
  const share = signal('5');
  const wrong = signal<Wrong | undefined>(undefined);
  const agencies = computed(() => found.value.value?.agencies ?? []);
  const free = computed(() => agencies.value.filter(({ check }) => !isOpen(check)));
  const entriesOf = (agency: AgencyCheck) =>
    (typed.value[agency.agencyCode] ?? usualEntries(agency)).trim();
  const chosen = computed(() =>
    free.value.flatMap((agency) => {
      const entries = entriesOf(agency);
      return entries === ''
        ? []
        : [{ agencyCode: agency.agencyCode, population: isCount(entries) ? Number(entries) : 0 }];
    }),
  );
  const fraction = () => Number(share.value.trim().replace(',', '.')) / 100;
  const hasShare = () => fraction() >= 0.005 && fraction() <= 0.5;
  const whatIsWrong = (): Wrong | undefined => {
    if (chosen.value.length === 0) return 'none';
    if (chosen.value.some(({ population }) => population === 0)) return 'population';
    return hasShare() ? undefined : 'share';
  };
  const params = { campaignId };
  const lock = createAct(async () => {
    const body = { agencies: chosen.value, share: fraction() };
    const locked = await ask(lockRegisters, { params, body });
    typed.value = {};
    await found.load();
    return locked;
  });
  const draw = createAct(async (dice: string) => {
    const drawn = await ask(drawRegisterChecks, { params, body: { dice } });
    await found.load();
    return drawn;
  });
  return {
    ...{ found, share, wrong, chosen, free, lock, draw, entriesOf },
    locked: computed(() => agencies.value.filter(({ check }) => check?.drawnAt === null)),
    open: computed(() => agencies.value.filter(({ check }) => isOpen(check))),
    filled: computed(() => agencies.value.filter(({ check }) => check?.result)),
    agencies,
    load: found.load,
    type(agencyCode: string, entries: string) {
      typed.value = { ...typed.value, [agencyCode]: entries };
    },
    /** Entries that would be drawn in all; null while share or numbers are none. */
    size: computed(() =>
      hasShare() && chosen.value.every(({ population }) => population > 0)
        ? chosen.value.reduce((sum, { population }) => sum + sizeOf(population, fraction()), 0)
        : null,
    ),
    async send() {
      wrong.value = whatIsWrong();
      if (!wrong.value) await lock.run();
    },
    /** For the form of one agency's check: refusals are its own. */
    fillOf: (agencyCode: string) =>
      createAct(async (checkId: string, absent: number, unhappy: number, note: string) => {
        const body = { absent, unhappy, ...(note && { note }) };
        const params = { campaignId, agencyCode, checkId };
        const kept = await ask(fillRegisterCheck, { params, body });
        await found.load();
        return kept;
      }),
  };
}

/** Drawn, and nobody has written yet what was found. */
const isOpen = (check: AgencyCheck['check']): boolean =>
  check !== null && check.drawnAt !== null && check.result === null;

/** Who has a result or is locked is not chosen again unless somebody types a number. */
const usualEntries = ({ stated, check }: AgencyCheck): string =>
  check || !stated ? '' : String(stated);

const sizeOf = (population: number, share: number): number =>
  registerCheckSize({ population, share, confidence: CHECK_CONFIDENCE });
