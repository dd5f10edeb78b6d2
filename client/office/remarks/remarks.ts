import { listRemarks, writeRemark } from '#contract/remarks.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { PageContext } from '../page/page-context.ts';

export type RemarksModel = ReturnType<typeof createRemarks>;

export function createRemarks({ ask, campaign }: PageContext) {
  const params = { campaignId: campaign.id };
  const remarks = createLoaded(async () => (await ask(listRemarks, { params })).remarks);
  const write = createAct((text: string) => ask(writeRemark, { params, body: { text } }));
  return { remarks, write };
}
