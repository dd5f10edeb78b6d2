import { listRemarks, writeRemark } from '#contract/remarks.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type RemarksModel = ReturnType<typeof createRemarks>;

export function createRemarks(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const remarks = createLoaded(async () => (await ask(listRemarks, { params })).remarks);
  const write = createAct((text: string) => ask(writeRemark, { params, body: { text } }));
  return { remarks, write };
}
