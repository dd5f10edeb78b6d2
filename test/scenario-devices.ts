import { randomBytes, randomUUID } from 'node:crypto';
import * as devices from '#contract/devices.ts';
import { boundTo, sealInterview } from '#contract/sealed-interview.ts';
import { publicBoxKey } from '../server/responses/calls/interview-box.ts';
import type { Office } from './office.ts';
import type { CollectingCampaign } from './scenario-collecting.ts';
import { service } from './scenario-collecting.ts';
import type { TestInvitation } from './scenario-frozen.ts';

export const newDeviceKey = () => randomBytes(32).toString('hex');

export const enrol = (office: Office, code: string, deviceKey = newDeviceKey()) =>
  office.nobody
    .call(devices.enrolDevice, { body: { code, deviceKey } })
    .then((enrolled) => ({ ...enrolled, deviceKey }));

type NewDevice =
  | { kind: 'kiosk'; name: string; agencyCode: string }
  | { kind: 'interviewer'; name: string; staffId: string };

/** A device as Home Affairs has it enrolled; its code is in the reply. */
export async function newDevice(office: Office, campaign: CollectingCampaign, body: NewDevice) {
  const { campaignId, homeAffairs } = campaign;
  const { code } = await homeAffairs.call(devices.addDevice, {
    params: { campaignId },
    body: { ...body, requestId: randomUUID() },
  });
  return { code, ...(await enrol(office, code)) };
}

/** Sealed as a device seals it: under the box's public key, with the device's own key inside. */
export async function parcel(
  { deps }: Office,
  { campaignId }: CollectingCampaign,
  deviceKey: string,
  caseId: string | null,
  content: Record<string, unknown> = {},
) {
  const submissionId = randomUUID();
  const boxKey = publicBoxKey(await deps.secrets.ballotKey(campaignId));
  const sealed = await sealInterview(boxKey, boundTo(caseId ?? 'kiosk', submissionId), {
    deviceKey,
    questionnaireVersion: 'sipas-2023-2026',
    language: 'vi',
    answers: service(4),
    ...content,
  });
  return { submissionId, sealed };
}

export async function doorOf({ deps }: Office, id: string) {
  const { door } = await deps.db
    .selectFrom('invitation')
    .select('door')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return door;
}

/** People nobody has answered for yet, one after the other. */
export function peopleOf({ invitations }: CollectingCampaign) {
  const left = new Map<string, TestInvitation[]>();
  return (agencyCode: string): TestInvitation => {
    const people =
      left.get(agencyCode) ?? invitations.filter((row) => row.agencyCode === agencyCode);
    left.set(agencyCode, people);
    return people.shift()!;
  };
}
