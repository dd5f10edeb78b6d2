import { listRemarks, writeRemark } from '#contract/remarks.ts';
import { createAct } from '../act.ts';
import type { Desk } from '../desk.ts';
import { createReading } from '../reading.ts';

export function createRemarks({ ask, campaign }: Desk) {
  const params = { campaignId: campaign.id };
  const remarks = createReading(async () => (await ask(listRemarks, { params })).remarks);
  const write = createAct((text: string) => ask(writeRemark, { params, body: { text } }));
  return { remarks, write };
}
