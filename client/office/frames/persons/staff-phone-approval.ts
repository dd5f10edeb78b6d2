import { computed, signal } from '@preact/signals';
import type { StaffPhonesOfAgency } from '#contract/staff-phones.ts';
import { decideOnStaffPhones, listStaffPhones, stateOfficials } from '#contract/staff-phones.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { wholeNumber } from '../../../ui/words.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';

export type StaffPhoneApprovalModel = ReturnType<typeof createStaffPhoneApproval>;

/** Staff phones of all agencies: Home Affairs states officials and decides, observers look on. */
export function createStaffPhoneApproval(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const known = createLoaded(() => ask(listStaffPhones, { params }));
  const all = computed(() => known.value.value?.agencies ?? []);
  /** Numbers of officials as typed, by agency. */
  const typed = signal<ReadonlyMap<string, string>>(new Map());
  const reason = signal('');
  return {
    known,
    all,
    typed,
    reason,
    waiting: computed(() => all.value.filter(({ waiting }) => waiting.phones > 0)),
    type(agencyCode: string, officials: string) {
      typed.value = new Map(typed.value).set(agencyCode, officials);
    },
    saveOfficials: createAct(async () => {
      const agencies = [...typed.value]
        .map(([agencyCode, text]) => ({ agencyCode, officials: Number(text) }))
        .filter(({ officials }) => Number.isInteger(officials) && officials > 0);
      if (agencies.length === 0) return;
      await ask(stateOfficials, { params, body: { agencies } });
      typed.value = new Map();
      await known.load();
    }),
    decide: createAct(async (agency: StaffPhonesOfAgency, kind: 'approved' | 'refused') => {
      const { phones, people } = agency.waiting;
      const note = reason.value.trim();
      const counts = await ask(decideOnStaffPhones, {
        params: { campaignId, agencyCode: agency.agencyCode },
        body: { kind, phones, people, ...(note && { note }) },
      });
      reason.value = '';
      await known.load();
      return counts;
    }),
  };
}

export const leftOutWords = (counts: {
  readonly phones: number;
  readonly people: number;
  readonly dossiers: number;
}) => ({
  n: wholeNumber(counts.phones),
  people: wholeNumber(counts.people),
  m: wholeNumber(counts.dossiers),
});
