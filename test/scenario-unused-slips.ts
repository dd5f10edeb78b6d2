import { afterAll } from 'vitest';
import type { Office, RefusedCall } from './office.ts';
import { openOffice } from './office.ts';
import type { CollectingCampaign } from './scenario-collecting.ts';
import { collectingCampaign } from './scenario-collecting.ts';
import type { TestInvitation } from './scenario-frozen.ts';

export interface UnusedSlips {
  readonly office: Office;
  readonly campaign: CollectingCampaign;
  /** A slip that no test of the file has used. */
  nextSlip(): TestInvitation;
}

/** A campaign that collects answers, for all tests of a file; its office closes after the last of them. */
export async function unusedSlips(): Promise<UnusedSlips> {
  const office = await openOffice();
  afterAll(() => office.close());
  const campaign = await collectingCampaign(office);
  const slips = campaign.invitations.values();
  return {
    office,
    campaign,
    nextSlip() {
      const { value, done } = slips.next();
      if (done) throw new Error('every slip of the scenario is used');
      return value;
    },
  };
}

export const refusalOf = (call: Promise<unknown>): Promise<RefusedCall> =>
  call.then(
    () => Promise.reject(new Error('not refused')),
    (refusal: RefusedCall) => refusal,
  );
