import * as z from 'zod/mini';
import { endpoint, LIST_READERS, WITNESSES } from './endpoint.ts';
import { AgencyCode, CampaignAgencyParams, CampaignParams, Count, Id, Moment } from './scalars.ts';
import { text } from './written-text.ts';

/** Probability with which a check meets a trim of the wanted share. */
export const CHECK_CONFIDENCE = 0.95;
export const CHECK_DICE_DIGITS = 20;
const MOST_ENTRIES = 200_000;

const Entries = Count.check(z.gte(1), z.lte(MOST_ENTRIES));
const Share = z.number().check(z.gte(0.005), z.lte(0.5));
const Dice = z.string().check(z.regex(/^(?!(\d)\1*$)\d{20,200}$/));

export const RegisterCheck = z.object({
  id: Id,
  /** Entries of the counter's register in the campaign's window. */
  population: Count,
  share: z.number(),
  /** The number of entries is fixed; nobody knows yet what the dice will draw. */
  lockedAt: Moment,
  /** Of campaign, agency, entries, share and nonce: none of them changes after the dice. Null where there was no lock yet. */
  lockSha256: z.nullable(z.string()),
  /** Told with the dice: without it who has rolled already could choose the number of entries by what it draws. */
  nonce: z.nullable(z.string()),
  dice: z.nullable(z.string()),
  /** Places in the register, from 1, in its order of receipt; none before the dice. */
  positions: z.array(Count),
  drawnAt: z.nullable(Moment),
  result: z.nullable(
    z.object({
      /** Of the entries drawn, those that the list lacks or tells otherwise without a right reason. */
      absent: Count,
      /** Late or refused among them. */
      unhappy: Count,
      note: z.nullable(z.string()),
      filledAt: Moment,
      /** At most this share of the register is absent from the list, with 95 %. */
      atMost: z.number(),
    }),
  ),
});
export type RegisterCheck = z.output<typeof RegisterCheck>;
/** All checks of one register that have a result. */
export const RegisterCheckSum = z.object({ drawn: Count, absent: Count, unhappy: Count });
export type RegisterCheckSum = z.output<typeof RegisterCheckSum>;
const RegisterChecks = z.object({ checks: z.array(RegisterCheck) });

const PATH = '/api/campaigns/:campaignId/frame/:agencyCode/register-checks';

export const listRegisterChecks = endpoint({
  method: 'GET',
  path: PATH,
  access: LIST_READERS,
  summary: "Random checks of the list against the counter's register, the newest first",
  params: CampaignAgencyParams,
  reply: RegisterChecks,
});

export const fillRegisterCheck = endpoint({
  method: 'PUT',
  path: `${PATH}/:checkId`,
  access: ['home_affairs'],
  summary: 'How many of the entries drawn the list lacks; written once',
  params: z.extend(CampaignAgencyParams, { checkId: Id }),
  body: z.object({ absent: Count, unhappy: Count, note: z.optional(text(500)) }),
  reply: RegisterChecks,
});

/** One agency among all: what a draw for many begins with, and how far its check is. */
export const AgencyCheck = z.object({
  agencyCode: AgencyCode,
  agencyName: z.string(),
  /**
   * Dossiers returned, as the one-stop system counts them. Not as the list does: of a trimmed list's own number no
   * entry beyond it would ever be drawn.
   */
  stated: z.nullable(Count),
  /** The newest. */
  check: z.nullable(RegisterCheck),
});
export type AgencyCheck = z.output<typeof AgencyCheck>;
const ProvinceChecks = z.object({ agencies: z.array(AgencyCheck) });

const OF_ALL = '/api/campaigns/:campaignId/register-checks';
const MOST_AGENCIES = 1000;

export const listProvinceChecks = endpoint({
  method: 'GET',
  path: OF_ALL,
  access: WITNESSES,
  summary: 'The newest check of each agency’s register',
  params: CampaignParams,
  reply: ProvinceChecks,
});

export const lockRegisters = endpoint({
  method: 'POST',
  path: OF_ALL,
  access: ['home_affairs'],
  summary: 'Fix how many entries registers have, before the dice',
  params: CampaignParams,
  body: z.object({
    agencies: z.array(z.object({ agencyCode: AgencyCode, population: Entries })).check(
      z.minLength(1),
      z.maxLength(MOST_AGENCIES),
      z.refine(
        (agencies) =>
          new Set(agencies.map(({ agencyCode }) => agencyCode)).size === agencies.length,
      ),
    ),
    share: Share,
  }),
  reply: ProvinceChecks,
});

export const drawRegisterChecks = endpoint({
  method: 'POST',
  path: `${OF_ALL}/dice`,
  access: ['home_affairs'],
  summary: 'Draw by public dice which entries are looked up, of all registers that are locked',
  params: CampaignParams,
  body: z.object({ dice: Dice }),
  reply: ProvinceChecks,
});

export const registerFormsPdf = endpoint({
  method: 'GET',
  path: `${OF_ALL}/forms/pdf`,
  access: WITNESSES,
  summary:
    'Forms of all checks that are drawn and have no result, one agency after the other, to be filled at the counters',
  params: CampaignParams,
  file: 'application/pdf',
});
