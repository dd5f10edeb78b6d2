import { signal } from '@preact/signals';
import { getAcceptance } from '#contract/acceptance.ts';
import { getFrameSummary, uploadList } from '#contract/frames.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';
import { importIfSure } from './remembered-columns.ts';

export type UnitListModel = ReturnType<typeof createUnitList>;

/** One unit's list, or with `province` the file that covers all units. */
export function createUnitList(ask: Ask, campaignId: string, unitCode: string) {
  const params = { campaignId, unitCode };
  const summary = createLoaded(() => ask(getFrameSummary, { params }));
  const isUnit = unitCode !== 'province';
  const acceptance = createLoaded(async () =>
    isUnit ? await ask(getAcceptance, { params }) : null,
  );
  /** Bytes on their way to the server. */
  const sending = signal({ sent: 0, of: 0 });
  /** The columns are to be looked at, though they are as last time. */
  const isToLook = signal(false);
  return {
    summary,
    acceptance,
    load: () => Promise.all([summary.load(), acceptance.load()]),
    sending,
    isToLook,
    upload: createAct(async (file: File) => {
      sending.value = { sent: 0, of: file.size };
      const query = { fileName: file.name.slice(-200) };
      const preview = await ask(uploadList, { params, query }, file, (sent, of) => {
        sending.value = { sent, of };
      });
      if (!isToLook.value) await importIfSure(ask, params, preview);
      return preview;
    }),
  };
}
