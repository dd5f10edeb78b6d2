import { computed, signal } from '@preact/signals';
import type { Campaign } from '#contract/campaigns.ts';
import { CampaignTerms } from '#contract/campaigns.ts';
import { serverNow } from '../../clock.ts';
import { today } from '../../ui/words.ts';

/** The text of every field. Numbers are parsed when the form is read. */
export type Draft = Record<keyof CampaignTerms, string>;
export type TermsForm = ReturnType<typeof createTermsForm>;

const NUMBERS = ['year', 'graceDays', 'noticeHours', 'retentionDays', 'restRounds'] as const;

/** What most provinces write; every value can be changed. */
export function defaultTerms(host: string, latest?: Campaign, now = new Date(serverNow())): Draft {
  const day = today(now);
  const year = day.slice(0, 4);
  return {
    name: latest ? '' : `Khảo sát hài lòng năm ${year}`,
    year,
    provinceCode: latest?.provinceCode ?? '',
    planNumber: '',
    planDate: '',
    returnedFrom: `${year}-01-01`,
    returnedTo: day,
    listsDueOn: '',
    collectFrom: plusDays(day, 21),
    collectTo: plusDays(day, 51),
    reportDueOn: '',
    graceDays: '7',
    questionnaireVersion: latest?.questionnaireVersion ?? 'sipas-2023-2026',
    questionnairePart: latest?.questionnairePart ?? 'service',
    officeName: latest?.officeName ?? 'Trung tâm Phục vụ hành chính công',
    hotline: latest?.hotline ?? '',
    hotlineHours:
      latest?.hotlineHours ?? 'từ 8 đến 11 giờ và từ 14 đến 16 giờ, thứ Hai đến thứ Sáu',
    host: latest?.host ?? host,
    noticeHours: '24',
    retentionDays: '90',
    restRounds: '1',
    slipPrinting: latest?.slipPrinting ?? 'home_affairs',
  };
}

export const draftOf = (campaign: Campaign): Draft =>
  Object.fromEntries(
    (Object.keys(CampaignTerms.shape) as (keyof CampaignTerms)[]).map((name) => [
      name,
      String(campaign[name] ?? ''),
    ]),
  ) as Draft;

export function createTermsForm(initial: Draft) {
  const draft = signal(initial);
  /** Complaints are shown after the first attempt to send, then follow the typing. */
  const wasSent = signal(false);
  const complaints = computed(() => complaintsAbout(draft.value));
  return {
    draft,
    wasSent,
    shown: computed(() => (wasSent.value ? complaints.value : {})),
    set(name: keyof Draft, value: string) {
      draft.value = { ...draft.value, [name]: value };
    },
    /** The terms, or nothing while something is still to be put right. */
    read(): CampaignTerms | undefined {
      wasSent.value = true;
      return Object.keys(complaints.value).length === 0 ? parsed(draft.value).data : undefined;
    },
  };
}

function parsed(draft: Draft) {
  const numbers = Object.fromEntries(
    NUMBERS.map((name) => [name, draft[name].trim() === '' ? Number.NaN : Number(draft[name])]),
  );
  return CampaignTerms.safeParse({
    ...draft,
    ...numbers,
    planDate: draft.planDate || null,
    listsDueOn: draft.listsDueOn || null,
    reportDueOn: draft.reportDueOn || null,
  });
}

/** Field → key of its sentence under `terms.wrong`. */
function complaintsAbout(draft: Draft): Partial<Record<keyof Draft, string>> {
  const found: Partial<Record<keyof Draft, string>> = {};
  for (const issue of parsed(draft).error?.issues ?? []) {
    const name = issue.path[0] as keyof Draft;
    found[name] ??= name;
  }
  if (!found.returnedTo && draft.returnedTo < draft.returnedFrom) found.returnedTo = 'order';
  if (draft.listsDueOn > draft.collectFrom) found.listsDueOn ??= 'due_order';
  if (!found.collectTo && draft.collectTo < draft.collectFrom) found.collectTo = 'order';
  return found;
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
