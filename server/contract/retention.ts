import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { CampaignParams, Count, Day, Moment, PlannedDay, Sha256 } from './scalars.ts';
import { text } from './written-text.ts';

/** A day may be put off by at most a year at a time, and never brought nearer. */
export const LONGEST_POSTPONEMENT_DAYS = 366;

export const RETENTION_STATES = ['waiting', 'counting', 'erasing', 'erased'] as const;

export const Postponement = z.object({
  until: Day,
  reason: z.string(),
  postponedAt: Moment,
  postponedBy: z.string(),
});
export type Postponement = z.output<typeof Postponement>;

/** How many of each kind were erased; the kinds are those of the certificate. */
export const ErasedCounts = z.record(z.string(), Count);
export type ErasedCounts = z.output<typeof ErasedCounts>;

/** What the certificate says, with the hash of its text. */
export const Certificate = z.object({
  campaignName: z.string(),
  dueOn: Day,
  begunAt: Moment,
  endedAt: Moment,
  /** Null: the clock, without anybody's act. */
  begunBy: z.nullable(z.string()),
  counts: ErasedCounts,
  frameSha256Before: z.nullable(Sha256),
  frameSha256After: z.nullable(Sha256),
  sha256: Sha256,
  content: z.string(),
});
export type Certificate = z.output<typeof Certificate>;

export const Retention = z.object({
  retentionDays: Count,
  /** As the terms have it, and with the postponements. */
  termsDay: Day,
  dueOn: Day,
  /** `counting`: the day has come, and the forms are still to be counted. */
  state: z.enum(RETENTION_STATES),
  mayEraseByHand: z.boolean(),
  postponements: z.array(Postponement),
  erased: ErasedCounts,
  certificate: z.nullable(Certificate),
});
export type Retention = z.output<typeof Retention>;

export const getRetention = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/retention',
  access: ['home_affairs', 'observer', 'data_protection', 'auditor'],
  summary: 'Until when personal data are kept, why longer, and what was erased',
  params: CampaignParams,
  reply: Retention,
});

export const postponeErasure = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/retention/postponements',
  access: ['home_affairs'],
  summary: 'Keep personal data longer, for a reason that the observer reads',
  params: CampaignParams,
  body: z.object({
    until: PlannedDay,
    reason: text(500, 10),
  }),
  reply: Retention,
});

export const ERASE_WORDS = 'XÓA DỮ LIỆU CÁ NHÂN';

export const eraseNow = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/retention/erase',
  access: ['home_affairs'],
  summary: 'Erase personal data of a published campaign before the day; it goes on by itself',
  params: CampaignParams,
  body: z.object({ confirm: z.literal(ERASE_WORDS) }),
  reply: Retention,
});

export const getCertificate = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/erasure-certificate',
  access: 'public',
  summary: 'What was erased of a campaign, and that the frame is still the same; null before',
  params: CampaignParams,
  reply: z.object({ certificate: z.nullable(Certificate) }),
});

export const downloadCertificate = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/erasure-certificate.txt',
  access: 'public',
  summary: 'The certificate as text; its SHA-256 is the one shown',
  params: CampaignParams,
  file: 'text/plain; charset=utf-8',
});
