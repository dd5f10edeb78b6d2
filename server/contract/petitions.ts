import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { AgencyCode, CampaignParams, Count, Day, Id } from './scalars.ts';
import { OptionalLine, text } from './written-text.ts';

const MOST_CHARACTERS = 2000;

/** A wish about rules and places, or a complaint about how somebody behaved. */
export const PETITION_KINDS = ['suggestion', 'conduct'] as const;
export const PetitionKind = z.enum(PETITION_KINDS);
export type PetitionKind = z.output<typeof PetitionKind>;

export const PETITION_STATES = ['waiting', 'assigned', 'answered', 'closed', 'declined'] as const;
export const PetitionState = z.enum(PETITION_STATES);
export type PetitionState = z.output<typeof PetitionState>;

/** Eleven random digits and their check digit. */
export const PetitionNumber = z.string().check(
  z.overwrite((typed) => typed.replaceAll(/[\s.-]/g, '')),
  z.regex(/^\d{12}$/),
);

const NamedAgency = z.object({ agencyCode: AgencyCode, agencyName: z.string() });

export const PetitionRound = z.object({
  campaignId: Id,
  name: z.string(),
  provinceName: z.string(),
  officeName: z.string(),
  hotline: z.string(),
  agencies: z.array(NamedAgency),
});
export type PetitionRound = z.output<typeof PetitionRound>;

export const listPetitionRounds = endpoint({
  method: 'GET',
  path: '/api/petition-rounds',
  access: 'public',
  summary: 'Rounds whose province takes petitions now, with the agencies that they may be about',
  reply: z.object({ rounds: z.array(PetitionRound) }),
});

/** Where the answer may reach the citizen; every part is left by the own will. */
export const PetitionContact = z.object({
  name: OptionalLine,
  phone: OptionalLine,
  email: OptionalLine,
  address: OptionalLine,
});
export type PetitionContact = z.output<typeof PetitionContact>;

export const sendPetition = endpoint({
  method: 'POST',
  path: '/api/petitions',
  access: 'public',
  summary:
    'Send a petition apart from any ballot: it names no link, slip or receipt, and a body that does is refused',
  bodyLimit: 24 * 1024,
  body: z.strictObject({
    /** Of the page on which it was written: the same words, sent again, are the same petition. */
    requestId: Id,
    campaignId: Id,
    kind: PetitionKind,
    /** The agency that it is about. */
    concernedAgency: z.nullable(AgencyCode),
    text: text(MOST_CHARACTERS, 10),
    contact: z.nullable(PetitionContact),
    /** To keep what was written, and the contact, until the answer. */
    consent: z.literal(true),
    mayPublish: z.boolean(),
  }),
  reply: z.object({ number: PetitionNumber }),
});

export const readPetitionStatus = endpoint({
  method: 'POST',
  path: '/api/petitions/status',
  access: 'public',
  summary: 'What became of a petition, by its number; never what was written in it',
  body: z.object({ number: PetitionNumber }),
  reply: z.object({
    state: PetitionState,
    agencyName: z.nullable(z.string()),
    dueOn: z.nullable(Day),
    /** Once the office has closed it. */
    answer: z.nullable(z.string()),
  }),
});

export const PublishedAnswer = z.object({
  agencyName: z.nullable(z.string()),
  question: z.string(),
  answer: z.string(),
  closedOn: Day,
});
export type PublishedAnswer = z.output<typeof PublishedAnswer>;

export const listPetitionAnswers = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/petition-answers',
  access: 'public',
  summary: 'Petitions whose writers agreed, without anybody’s data, with their answers',
  params: CampaignParams,
  reply: z.object({ answers: z.array(PublishedAnswer) }),
});

export const countPetitions = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/petition-counts',
  access: WITNESSES,
  summary:
    'How many petitions are in each state and how many are overdue, by agency; no word of them',
  params: CampaignParams,
  reply: z.object({
    counts: z.record(PetitionState, Count),
    agencies: z.array(z.object({ ...NamedAgency.shape, open: Count, overdue: Count })),
  }),
});

const Handled = {
  id: Id,
  kind: PetitionKind,
  state: PetitionState,
  agencyCode: z.nullable(AgencyCode),
  agencyName: z.nullable(z.string()),
  masked: z.nullable(z.string()),
  dueOn: z.nullable(Day),
  isOverdue: z.boolean(),
  answer: z.nullable(z.string()),
  note: z.nullable(z.string()),
};

export const PetitionInOffice = z.object({
  ...Handled,
  number: PetitionNumber,
  concernedAgency: z.nullable(AgencyCode),
  concernedName: z.nullable(z.string()),
  mayPublish: z.boolean(),
  publicQuestion: z.nullable(z.string()),
  /** As written, with the contact; null once personal data have been erased. */
  original: z.nullable(z.object({ text: z.string(), contact: z.nullable(PetitionContact) })),
});
export type PetitionInOffice = z.output<typeof PetitionInOffice>;

export const listPetitions = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/petitions',
  access: ['home_affairs'],
  summary: 'Petitions as written, with a suggestion of what to mask; the reading is recorded',
  params: CampaignParams,
  query: z.object({ state: z._default(PetitionState, 'waiting') }),
  reply: z.object({
    petitions: z.array(PetitionInOffice),
    counts: z.record(PetitionState, Count),
    agencies: z.array(NamedAgency),
  }),
});

const PetitionParams = z.object({ ...CampaignParams.shape, petitionId: Id });

export const assignPetition = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/petitions/:petitionId/assignment',
  access: ['home_affairs'],
  summary:
    'Give a masked petition to an agency with a last day; a complaint never to whom it is about',
  params: PetitionParams,
  body: z.object({ agencyCode: AgencyCode, masked: text(MOST_CHARACTERS, 1), dueOn: Day }),
  reply: z.object({}),
});

export const decidePetition = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/petitions/:petitionId/decision',
  access: ['home_affairs'],
  summary: 'Answer and close, publish where the writer agreed, return to the agency, or decline',
  params: PetitionParams,
  body: z.discriminatedUnion('decision', [
    z.object({
      decision: z.literal('close'),
      answer: text(MOST_CHARACTERS, 1),
      /** What the public reads as the question; null: the answer is for its writer alone. */
      publicQuestion: z.nullable(text(MOST_CHARACTERS, 1)),
    }),
    z.object({ decision: z.literal('return'), note: text(MOST_CHARACTERS, 1) }),
    z.object({ decision: z.literal('decline'), answer: text(MOST_CHARACTERS, 1) }),
  ]),
  reply: z.object({}),
});

const OwnParams = z.object({ ...CampaignParams.shape, agencyCode: AgencyCode });
export const OwnPetition = z.object(Handled);
export type OwnPetition = z.output<typeof OwnPetition>;

export const listOwnPetitions = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/agencies/:agencyCode/petitions',
  access: ['home_affairs', 'agency', 'agency_office'],
  summary: 'Petitions that an agency is to answer, as masked and without contact',
  params: OwnParams,
  reply: z.object({ petitions: z.array(OwnPetition) }),
});

export const answerPetition = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/agencies/:agencyCode/petitions/:petitionId/answer',
  access: ['agency', 'agency_office'],
  summary: "The agency's answer, which Home Affairs reads before its writer does",
  params: z.object({ ...OwnParams.shape, petitionId: Id }),
  body: z.object({ answer: text(MOST_CHARACTERS, 1) }),
  reply: z.object({}),
});
