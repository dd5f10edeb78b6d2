import { signal } from '@preact/signals';
import { listAgencies } from '#contract/agencies.ts';
import type { NewTerm } from '#contract/terms-changes.ts';
import { changeTerms, listTermsChanges } from '#contract/terms-changes.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type TermsChangesModel = ReturnType<typeof createTermsChanges>;

export function createTermsChanges(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const changes = createLoaded(async () => (await ask(listTermsChanges, { params })).changes);
  const agencies = createLoaded(async () => (await ask(listAgencies, { params })).agencies);
  const term = signal<NewTerm['term']>('collect_to');
  const agencyCode = signal('');
  const value = signal('');
  const reason = signal('');
  function newTerm(): NewTerm {
    const agency = agencyCode.value || null;
    if (term.value === 'hotline') return { term: 'hotline', hotline: value.value };
    if (term.value === 'hotline_hours') return { term: 'hotline_hours', hotlineHours: value.value };
    if (term.value === 'office_name')
      return { term: 'office_name', agencyCode: agency, officeName: value.value };
    if (term.value === 'lists_due_on')
      return { term: 'lists_due_on', agencyCode: agency ?? '', day: value.value };
    return { term: 'collect_to', day: value.value };
  }
  return {
    changes,
    agencies,
    term,
    agencyCode,
    value,
    reason,
    load: () => Promise.all([changes.load(), agencies.load()]),
    choose(next: NewTerm['term']) {
      term.value = next;
      value.value = '';
    },
    change: createAct(async () => {
      await ask(changeTerms, { params, body: { change: newTerm(), reason: reason.value } });
      value.value = '';
      reason.value = '';
      await changes.load();
      return true;
    }),
  };
}
