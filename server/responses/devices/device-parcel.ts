import * as z from 'zod';
import { DeviceKey } from '#contract/devices.ts';
import { Token } from '#contract/invitations.ts';
import type { Receipt } from '#contract/responses.ts';
import { Submission } from '#contract/responses.ts';
import type { SealedInterview } from '#contract/sealed-interview.ts';
import { boundTo } from '#contract/sealed-interview.ts';
import { markedDay } from '../../db/opening-mark.ts';
import { slipCodeHash } from '../../db/slip-code-hash.ts';
import type { Deps } from '../../deps.ts';
import { hashOf } from '../../http/access.ts';
import { problem } from '../../problem.ts';
import { openInterview } from '../calls/interview-box.ts';
import { knownLanguage } from '../calls/submit-call.ts';
import { submitResponse } from '../submit-response.ts';
import { requireAssigned } from './assigned-slip.ts';
import type { Device } from './find-device.ts';
import { deviceByKey } from './find-device.ts';

const { questionnaireVersion, language, answers, mark, paradata } = Submission.shape;
const Content = z.object({
  /** Of the device that sealed it, which the box alone learns: nobody else can seal in its name. */
  deviceKey: DeviceKey,
  /** At a kiosk: the slip's link, or its code where there was no network to find the link. */
  slip: z.optional(z.union([Token, z.string().regex(/^\d{16}$/)])),
  questionnaireVersion,
  language,
  answers,
  mark,
  paradata,
});
type Content = z.output<typeof Content>;

interface Parcel {
  readonly campaignId: string;
  /** Null at a kiosk. */
  readonly caseId: string | null;
  readonly submissionId: string;
  readonly sealed: SealedInterview;
  /** The device may be another one by now: of the same interviewer, or of the same round. */
  readonly isSealer: (device: Device) => boolean;
}

/** Opened, judged and sealed again like a citizen's own; the door is that of the device which sealed it. */
export async function submitParcel(deps: Deps, parcel: Parcel): Promise<Receipt> {
  const { campaignId, caseId, submissionId, sealed, isSealer } = parcel;
  const bound = boundTo(caseId ?? 'kiosk', submissionId);
  const key = await deps.secrets.ballotKey(campaignId);
  const content = openInterview(key, bound, sealed, Content);
  const sealer = await deviceByKey(deps.db, content.deviceKey);
  if (sealer.campaignId !== campaignId || !isSealer(sealer)) throw problem('device_unknown');
  const { token, tokenHash } =
    caseId === null
      ? await slipOf(deps, campaignId, content)
      : // Of a case whose slip is renewed the repeat is known by the case.
        { token: caseId, tokenHash: await requireAssigned(deps.db, sealer, caseId) };
  const { deviceKey: _, slip: __, mark: word, ...interview } = content;
  return submitResponse(deps, {
    submissionId,
    submission: { ...interview, language: knownLanguage(content.language), token },
    tokenHash,
    door: sealer.kind === 'kiosk' ? 'counter' : 'interview',
    takerId: sealer.kind === 'kiosk' ? sealer.id : sealer.staffId,
    contactOn: word ? markedDay(deps.secrets.keyFor('opening'), sealer.id, word) : null,
    admit(invitation) {
      if (invitation.campaignId !== campaignId) throw problem('invitation_not_found');
    },
  });
}

/**
 * The slip as it was read or typed is the person in the digest, so that a repeat is known; also of a
 * slip that was replaced since.
 */
async function slipOf({ db, secrets }: Deps, campaignId: string, { slip }: Content) {
  if (!slip) throw problem('interview_unreadable');
  if (!/^\d{16}$/.test(slip)) return { token: slip, tokenHash: hashOf(slip) };
  const find = (table: 'invitation' | 'retiredSlip') =>
    db
      .selectFrom(table)
      .select('tokenHash')
      .where('codeHash', '=', slipCodeHash(secrets, slip))
      .where('campaignId', '=', campaignId)
      .executeTakeFirst();
  const found = (await find('invitation')) ?? (await find('retiredSlip'));
  if (!found) throw problem('invitation_not_found');
  return { token: slip, tokenHash: found.tokenHash };
}
