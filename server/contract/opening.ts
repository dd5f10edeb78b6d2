import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { SlipCode, Token } from './invitations.ts';
import { Questionnaire } from './questionnaire.ts';
import { CampaignParams, Day, Id } from './scalars.ts';

/** What `code_proof_needed` asked for: its challenge with the work done, or come back with after the wait. */
export const CodePass = z.object({
  challenge: z.string().check(z.regex(/^[\w.-]{20,60}$/)),
  nonce: z.optional(z.string().check(z.regex(/^[0-9a-z]{1,12}$/))),
});
export type CodePass = z.output<typeof CodePass>;

/** What an invitation alone says; nothing that names the person. */
export const OwnOpening = z.object({
  campaign: z.object({
    name: z.string(),
    year: z.int(),
    provinceName: z.string(),
    planNumber: z.string(),
    hotline: z.string(),
    hotlineHours: z.string(),
    host: z.string(),
    officeName: z.string(),
    agencyName: z.string(),
    collectTo: Day,
    graceTo: Day,
    /** When name, address and telephone are erased. */
    erasedOn: Day,
  }),
  /** The procedure; null where its name is sensitive. */
  procedureName: z.nullable(z.string()),
  returnedMonth: z.nullable(z.string().check(z.regex(/^\d{4}-\d{2}$/))),
  /** The server's word on the day of this opening: it goes along with the answers, see `Submission`. */
  mark: z.string(),
});
/** What all invitations of a campaign say alike. */
export const SharedOpening = z.object({ questionnaire: Questionnaire });
export type SharedOpening = z.output<typeof SharedOpening>;
/** Everything the citizen's page needs. */
export const Opening = z.object({ ...SharedOpening.shape, ...OwnOpening.shape });
export type Opening = z.output<typeof Opening>;

/** Read-only: previews and link scanners never spend or open an invitation. */
export const openInvitation = endpoint({
  method: 'POST',
  path: '/api/invitation',
  access: 'public',
  summary: 'What an invitation asks; opening never uses it up',
  body: z.object({ token: Token }),
  reply: Opening,
});

export const previewForm = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/form-preview',
  access: WITNESSES,
  summary:
    'What an invitation of this campaign would ask, in every stage; of no person and no agency, and nothing can be handed in with it',
  params: CampaignParams,
  reply: Opening,
});

export const startAnswering = endpoint({
  method: 'POST',
  path: '/api/invitation/start',
  access: 'public',
  summary: 'The person pressed “Bắt đầu”: the invitation counts as opened',
  body: z.object({ token: Token }),
  reply: z.object({ heard: z.literal('started') }),
});

export const findPseudonym = endpoint({
  method: 'POST',
  path: '/api/invitation/pseudonym',
  access: 'public',
  summary: 'The pseudonym in the frozen frame that belongs to a slip; says nothing of answers',
  body: z.object({ token: Token }),
  reply: z.object({ campaignId: Id, unitId: z.string() }),
});

export const enterCode = endpoint({
  method: 'POST',
  path: '/api/invitation/code',
  access: 'public',
  summary:
    'The link that belongs to a typed slip code; after several wrong ones from one network a try costs some work or a wait',
  body: z.object({ code: SlipCode, pass: z.optional(CodePass) }),
  reply: z.object({ token: Token }),
});

/** `never_again`: of later rounds too. */
export const DECLINE_REASONS = ['declined', 'never_again', 'wrong_person'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const declineInvitation = endpoint({
  method: 'POST',
  path: '/api/invitation/decline',
  access: 'public',
  summary: 'The person does not take part, or is not the person',
  body: z.object({ token: Token, reason: z.enum(DECLINE_REASONS) }),
  /** By which a page knows the server from a sign-in page that answers 200 to everything. */
  reply: z.object({ heard: z.enum(DECLINE_REASONS) }),
});
