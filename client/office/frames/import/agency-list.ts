import { signal } from '@preact/signals';
import { getAcceptance } from '#contract/acceptance.ts';
import { getFrameSummary } from '#contract/frames.ts';
import { LIST_MB, uploadList } from '#contract/list-preview.ts';
import { Refusal } from '../../../api.ts';
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
      // A browser whose upload is cut off hears no reply, so the limit is checked before anything is sent.
      if (file.size > LIST_MB * 1024 * 1024)
        throw new Refusal(413, { code: 'file_too_large', details: { limitMb: LIST_MB } });
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
