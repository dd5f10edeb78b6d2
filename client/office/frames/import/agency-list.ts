import { signal } from '@preact/signals';
import { getAcceptance } from '#contract/acceptance.ts';
import { getFrameSummary, uploadList } from '#contract/frames.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';
import { importIfSure } from './remembered-columns.ts';

export type AgencyListModel = ReturnType<typeof createAgencyList>;

/** One agency's list, or with `province` the file that covers all agencies. */
export function createAgencyList(ask: Ask, campaignId: string, agencyCode: string) {
  const params = { campaignId, agencyCode };
  const summary = createLoaded(() => ask(getFrameSummary, { params }));
  const isAgency = agencyCode !== 'province';
  const acceptance = createLoaded(async () =>
    isAgency ? await ask(getAcceptance, { params }) : null,
  );
  /** Bytes on their way to the server. */
  const sending = signal({ sent: 0, total: 0 });
  /** The columns are to be looked at, though they are as last time. */
  const isToLook = signal(false);
  return {
    summary,
    acceptance,
    load: () => Promise.all([summary.load(), acceptance.load()]),
    sending,
    isToLook,
    upload: createAct(async (file: File) => {
      sending.value = { sent: 0, total: file.size };
      const query = { fileName: file.name.slice(-200) };
      const preview = await ask(uploadList, { params, query }, file, (sent, total) => {
        sending.value = { sent, total };
      });
      if (!isToLook.value) await importIfSure(ask, params, preview);
      return preview;
    }),
  };
}
