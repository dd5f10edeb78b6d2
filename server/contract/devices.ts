import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { OwnOpening } from './opening.ts';
import { Questionnaire } from './questionnaire.ts';
import { Receipt } from './responses.ts';
import { AgencyCode, CampaignParams, Count, Day, Id, Moment } from './scalars.ts';
import { BoxKey, SealedInterview } from './sealed-interview.ts';
import { Line } from './written-text.ts';

export const DEVICE_KINDS = ['kiosk', 'interviewer'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** Made on the device when it is enrolled; the server keeps its hash. It travels in bodies only. */
export const DeviceKey = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** Twelve symbols of base 32, read out or typed from paper: spaces, hyphens and small letters do not matter. */
const EnrolmentCode = z.pipe(
  z.string().check(z.maxLength(40)),
  z.transform((text) => text.toUpperCase().replace(/[^A-Z2-7]/g, '')),
);

export const FieldTerms = z.object({
  /** Attempts on different parts of the day before a case may be closed without contact. */
  visitAttempts: z.int().check(z.gte(1), z.lte(9)),
  /** Days without contact after which a device wipes its assignments. */
  deviceDays: z.int().check(z.gte(1), z.lte(30)),
  /** Share of an agency's answers by kiosk above which Home Affairs gets a notice. */
  counterPercent: z.int().check(z.gte(1), z.lte(100)),
});
export type FieldTerms = z.output<typeof FieldTerms>;

const FieldDevice = z.object({
  id: Id,
  kind: z.enum(DEVICE_KINDS),
  name: z.string(),
  /** At whose counter a kiosk is. */
  agencyName: z.nullable(z.string()),
  /** Whose telephone it is. */
  staffName: z.nullable(z.string()),
  state: z.enum(['waiting', 'expired', 'active', 'revoked']),
  lastContactOn: z.nullable(Day),
  revokedOn: z.nullable(Day),
  /** Sealed answers that were still on the device at its last contact; and those that were refused. */
  unsent: Count,
  setAside: Count,
  /** Cases that its interviewer has not finished. */
  openCases: Count,
});
export type FieldDevice = z.output<typeof FieldDevice>;

export const listDevices = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/devices',
  access: ['home_affairs'],
  summary:
    'Kiosks and interviewers’ telephones with their last contact; agencies with a large share by kiosk',
  params: CampaignParams,
  reply: z.object({
    devices: z.array(FieldDevice),
    terms: FieldTerms,
    /** Only where it is about at least the threshold; the percentage only where those left over are too. */
    overShare: z.array(z.object({ agencyName: z.string(), percent: z.nullable(Count) })),
  }),
});

export const addDevice = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/devices',
  access: ['home_affairs'],
  summary: 'Make the one-time enrolment code of a kiosk or of an interviewer’s telephone',
  params: CampaignParams,
  /** `requestId` is made by the page: the same request sent again by the same person has the same reply. */
  body: z.discriminatedUnion('kind', [
    z.object({ requestId: Id, kind: z.literal('kiosk'), name: Line, agencyCode: AgencyCode }),
    z.object({ requestId: Id, kind: z.literal('interviewer'), name: Line, staffId: Id }),
  ]),
  reply: z.object({ id: Id, code: z.string(), expiresAt: Moment }),
});

const DeviceParams = z.extend(CampaignParams, { deviceId: Id });

export const revokeDevice = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/devices/:deviceId/revocation',
  access: ['home_affairs'],
  summary: 'Cut a device off, for good: what was on it is told, as far as it has told it',
  params: DeviceParams,
  reply: FieldDevice,
});

export const setFieldTerms = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/field-terms',
  access: ['home_affairs'],
  summary:
    'Attempts before closing, days without contact before wiping, share by kiosk that is told',
  params: CampaignParams,
  body: FieldTerms,
  reply: FieldTerms,
});

export const enrolDevice = endpoint({
  method: 'POST',
  path: '/api/field/enrolment',
  access: 'public',
  summary: 'Enrol a device by its one-time code; the same device may repeat it',
  body: z.object({ code: EnrolmentCode, deviceKey: DeviceKey }),
  reply: z.object({ deviceId: Id, kind: z.enum(DEVICE_KINDS), name: z.string() }),
});

/** What a device tells at each contact. */
export const DeviceContact = z.object({ deviceKey: DeviceKey, unsent: Count, setAside: Count });

/** What an interview says of its round, for all who are asked; the case adds its agency. */
export const RoundTerms = z.object({
  questionnaire: Questionnaire,
  campaign: OwnOpening.shape.campaign,
  boxKey: BoxKey,
  /** The server's word on the day of this contact: answers given by then may arrive in the days of grace. */
  mark: z.string(),
});
export type RoundTerms = z.output<typeof RoundTerms>;

export const contactKiosk = endpoint({
  method: 'POST',
  path: '/api/field/kiosk',
  access: 'public',
  summary: 'What an enrolled kiosk needs to ask without network; notes the contact',
  body: DeviceContact,
  reply: RoundTerms,
});

export const SealedParcel = z.extend(SealedInterview, { deviceKey: DeviceKey });

export const submitAtKiosk = endpoint({
  method: 'PUT',
  path: '/api/field/kiosk/responses/:submissionId',
  access: 'public',
  summary: 'Hand in answers that were given at an enrolled kiosk, sealed under the public key',
  params: z.object({ submissionId: Id }),
  bodyLimit: 128 * 1024,
  body: SealedParcel,
  reply: Receipt,
});

/** What a device that was cut off gives out: the box alone opens it. */
export const DeviceFile = z.extend(SealedInterview, {
  format: z.literal('SIPAS-DEVICE/1'),
  deviceId: Id,
  /** Null: of a kiosk, whose parcel names the slip inside. */
  caseId: z.nullable(Id),
  submissionId: Id,
});
export type DeviceFile = z.output<typeof DeviceFile>;

export const handInDeviceFile = endpoint({
  method: 'POST',
  path: '/api/device-files',
  access: ['home_affairs'],
  summary: 'Hand in an answer that a device could not send; counted by the device’s own door',
  body: DeviceFile,
  reply: Receipt,
});
