import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { AgencyCode, CampaignParams, Count, Day, Moment } from './scalars.ts';
import { Line, text } from './written-text.ts';

/** What a person may ask about their own data (Luật 91/2025/QH15): in kind unlike a slip code and a receipt. */
export const DataRequestCode = z.string().check(z.regex(/^YD-[ACDEFGHJKMNPQRTVWXY34679]{6}$/));
export const DATA_REQUEST_KINDS = ['copy', 'correction', 'objection', 'erasure'] as const;
export type DataRequestKind = (typeof DATA_REQUEST_KINDS)[number];
export const REQUEST_CHANNELS = ['in_person', 'telephone', 'post', 'online'] as const;
/** `not_held`: nothing is stored about who asked. */
export const REQUEST_OUTCOMES = ['done', 'refused', 'not_held'] as const;
/** What may be answered: that it is being done, that it takes longer, or the end of it. */
export const REQUEST_ANSWERS = ['in_progress', 'extended', ...REQUEST_OUTCOMES] as const;
export type RequestAnswer = (typeof REQUEST_ANSWERS)[number];

export const DataRequest = z.object({
  code: DataRequestCode,
  kind: z.enum(DATA_REQUEST_KINDS),
  channel: z.enum(REQUEST_CHANNELS),
  agencyCode: AgencyCode,
  agencyName: z.string(),
  /** Null once the round is erased. */
  dossierCode: z.nullable(z.string()),
  /** Whether the agency's list in force has the dossier, with its person. */
  isHeld: z.boolean(),
  receivedAt: Moment,
  registeredBy: z.string(),
  replyDueOn: Day,
  actDueOn: Day,
  repliedAt: z.nullable(Moment),
  isExtended: z.boolean(),
  closedAt: z.nullable(Moment),
  closedBy: z.nullable(z.string()),
  outcome: z.nullable(z.enum(REQUEST_OUTCOMES)),
  note: z.nullable(z.string()),
  /** Owed before today and not there, or there after its day. */
  isLate: z.boolean(),
});
export type DataRequest = z.output<typeof DataRequest>;

const REGISTRARS = ['home_affairs', 'data_protection'] as const;
const RequestParams = z.extend(CampaignParams, { code: DataRequestCode });
const Requests = z.object({
  requests: z.array(DataRequest),
  /** Whose dossier a request may be about. */
  agencies: z.array(z.object({ code: AgencyCode, name: z.string() })),
});

export const listDataRequests = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/data-requests',
  access: REGISTRARS,
  summary: 'Register of requests about personal data, what is late and most urgent first',
  params: CampaignParams,
  reply: Requests,
});

export const registerDataRequest = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/data-requests',
  access: REGISTRARS,
  summary: 'Register what a person asked by telephone, by post or at a counter, by their dossier',
  params: CampaignParams,
  body: z.object({
    kind: z.enum(DATA_REQUEST_KINDS),
    channel: z.enum(REQUEST_CHANNELS),
    agencyCode: AgencyCode,
    dossierCode: Line,
    receivedOn: Day,
  }),
  reply: z.object({ code: DataRequestCode }),
});

const Attempt = z.object({ day: Day, way: z.string(), outcome: z.nullable(z.string()) });
export const StoredContact = z.object({
  fullName: z.string(),
  phone: z.nullable(z.string()),
  address: z.nullable(z.string()),
  hamlet: z.nullable(z.string()),
  email: z.nullable(z.string()),
});
export type StoredContact = z.output<typeof StoredContact>;

const StoredDossier = z.object({
  code: z.string(),
  procedureName: z.string(),
  receivedOn: z.nullable(Day),
  dueOn: z.nullable(Day),
  returnedOn: z.nullable(Day),
  channel: z.nullable(z.string()),
  /** The name on this dossier, where it is not written as the person's. */
  statedName: z.nullable(z.string()),
});
const StoredPerson = z.extend(StoredContact, {
  agencyCode: AgencyCode,
  agencyName: z.string(),
  birthYear: z.nullable(z.int()),
  birthDay: z.nullable(z.string()),
  sex: z.nullable(z.string()),
  cameName: z.nullable(z.string()),
  representative: z.nullable(z.string()),
  corrected: z.nullable(StoredContact),
  dossiers: z.array(StoredDossier),
  /** Of the slip, where they were drawn. Whether it was answered or declined nobody learns. */
  slip: z.nullable(
    z.object({
      serial: Count,
      issuedAt: Moment,
      openedOn: z.nullable(Day),
      delivery: z.nullable(z.string()),
      isUsed: z.boolean(),
      attempts: z.array(Attempt),
      reminders: Count,
    }),
  ),
});
export const DataCopy = z.object({
  code: DataRequestCode,
  madeAt: Moment,
  campaignName: z.string(),
  erasedOn: Day,
  persons: z.array(StoredPerson),
});
export type DataCopy = z.output<typeof DataCopy>;

export const readDataCopy = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/data-requests/:code/copy',
  access: REGISTRARS,
  summary: 'All that is stored about who asked, in every agency that served them; recorded',
  params: RequestParams,
  reply: DataCopy,
});

export const correctContact = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/data-requests/:code/contact',
  access: REGISTRARS,
  summary:
    'Contact data as the person states them, after the freeze; the frozen record stays as it was',
  params: RequestParams,
  body: z.object({
    fullName: Line,
    phone: z.nullable(z.string().check(z.regex(/^0\d{9,10}$/))),
    address: z.nullable(Line),
    hamlet: z.nullable(Line),
    email: z.nullable(Line),
  }),
  reply: z.object({}),
});

export const answerDataRequest = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/data-requests/:code/answer',
  access: REGISTRARS,
  summary:
    'Answer a request. Done: an objection ends all contact and leaves the person out, an erasure empties what names them',
  params: RequestParams,
  body: z.object({ answer: z.enum(REQUEST_ANSWERS), note: text(500) }),
  reply: Requests,
});
