import { dayOf, erasureDay, graceTo } from '#contract/calendar.ts';
import type { RoundTerms } from '#contract/devices.ts';
import { requireAnswerable } from '../../db/answerable.ts';
import { openingMark } from '../../db/opening-mark.ts';
import { questionnaireOf } from '../../db/questionnaire.ts';
import type { Deps } from '../../deps.ts';
import { publicBoxKey } from '../calls/interview-box.ts';
import { shownCampaign } from '../queries.ts';
import type { Device } from './find-device.ts';

/** What a device keeps to ask without network. Refused once nothing can arrive any more: the device then wipes. */
export async function roundTerms(
  { db, secrets, now }: Deps,
  { id, campaignId, agencyName }: Device,
): Promise<RoundTerms> {
  const campaign = await shownCampaign(db, campaignId);
  const { collectFrom } = campaign;
  // In the days of grace as well: what was asked in time is still on its way.
  requireAnswerable({ ...campaign, state: 'issued', openedOn: collectFrom }, now());
  return {
    questionnaire: await questionnaireOf(db, campaignId),
    campaign: {
      ...campaign,
      agencyName: agencyName ?? '',
      graceTo: graceTo(campaign),
      erasedOn: erasureDay(campaign),
    },
    boxKey: publicBoxKey(await secrets.ballotKey(campaignId)),
    mark: openingMark(secrets.keyFor('opening'), id, dayOf(now())),
  };
}
