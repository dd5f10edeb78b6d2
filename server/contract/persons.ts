import * as z from 'zod/mini';
import { endpoint, OFFICE } from './endpoint.ts';
import { ListScopeParams } from './list-scope.ts';
import { AgencyCode, CampaignParams, Count, Day, Id, Moment, Page } from './scalars.ts';
import { text, verbatim } from './written-text.ts';

/** What joins two dossiers to one person. */
export const LINK_RULES = [
  'phone_and_name',
  'id_number',
  'name_and_birth_day',
  'organisation_name',
  'by_hand',
] as const;
export const LinkRule = z.enum(LINK_RULES);
export type LinkRule = z.output<typeof LinkRule>;

export const Person = z.object({
  personId: Id,
  agencyCode: AgencyCode,
  fullName: z.string(),
  /** Who came to the counter for the owner: then this is the person who is asked. */
  cameName: z.nullable(z.string()),
  /** Who acts for an organisation. */
  representative: z.nullable(z.string()),
  kind: z.enum(['citizen', 'organization']),
  phone: z.nullable(z.string()),
  /** The phone is an intermediary's or an official's: another one is needed. */
  hasSharedPhone: z.boolean(),
  address: z.nullable(z.string()),
  hamlet: z.nullable(z.string()),
  dossiers: Count,
  field: z.string(),
  procedureName: z.string(),
  returnedOn: z.nullable(Day),
});
export type Person = z.output<typeof Person>;

/** Everybody, those with several dossiers, or those whose phone is an intermediary's. */
export const SHOWN_PERSONS = ['all', 'merged', 'shared_phone'] as const;
export const ShownPersons = z.enum(SHOWN_PERSONS);
export type ShownPersons = z.output<typeof ShownPersons>;

export const listPersons = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/persons',
  access: ['home_affairs', 'agency'],
  summary: 'The people of an agency, 50 a page; the reading is recorded',
  params: ListScopeParams,
  query: z.extend(Page, { show: z.optional(ShownPersons) }),
  reply: z.object({ people: z.array(Person), total: Count, page: Count }),
});

/** In the body: addresses are kept by proxies and browsers, and who is looked for is a person. */
export const searchPersons = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/persons/search',
  access: ['home_affairs', 'agency'],
  summary: 'The same by name, phone, ID number or dossier code',
  params: ListScopeParams,
  body: z.extend(Page, { search: text(100), show: z.optional(ShownPersons) }),
  reply: listPersons.reply,
});

/** One dossier of a person: what it says of its owner and why it is theirs. */
export const PersonDossier = z.object({
  code: z.string(),
  procedureName: z.string(),
  returnedOn: z.nullable(Day),
  fullName: z.string(),
  phone: z.nullable(z.string()),
  birthYear: z.nullable(z.int()),
  isChosen: z.boolean(),
  /** Under which the person is in the public frame; null before the draw, and for dossiers that were not chosen. */
  unitId: z.nullable(z.string()),
  linkedBy: z.array(LinkRule),
});
export type PersonDossier = z.output<typeof PersonDossier>;

export const getPerson = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/persons/:personId',
  access: ['home_affairs', 'agency'],
  summary: 'The dossiers of one person and why they are one; the reading is recorded',
  params: z.extend(ListScopeParams, { personId: Id }),
  reply: z.object({ dossiers: z.array(PersonDossier) }),
});

/** A dossier's code is sent in bodies only: an address is logged. */
const SeparatedDossier = z.object({
  dossierCode: verbatim(100, 1),
});

export const separateDossier = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/separations',
  access: ['home_affairs', 'agency'],
  summary: 'Undo a merge: this dossier is linked to none, in newer lists neither',
  params: ListScopeParams,
  body: SeparatedDossier,
  reply: z.object({}),
});

export const rejoinDossier = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/separations/undo',
  access: ['home_affairs', 'agency'],
  summary: 'Take a separation back: the dossier is linked as the rules say',
  params: ListScopeParams,
  body: SeparatedDossier,
  reply: z.object({}),
});

export const Separation = z.object({
  dossierCode: z.string(),
  agencyCode: AgencyCode,
  /** Empty where the list in force has no such dossier. */
  fullName: z.string(),
  separatedAt: Moment,
  separatedBy: z.string(),
});
export type Separation = z.output<typeof Separation>;

export const listSeparations = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/separations',
  access: ['home_affairs', 'agency'],
  summary: 'Dossiers that were parted from their person; the reading is recorded',
  params: ListScopeParams,
  reply: z.object({ separations: z.array(Separation) }),
});

export const countPersons = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/persons',
  access: OFFICE,
  summary:
    'By agency: people, merges, and people whose phone is an intermediary’s; an agency sees its own',
  params: CampaignParams,
  reply: z.object({
    /** A phone of more owners than this is an intermediary's. */
    ownersOfOnePhone: Count,
    agencies: z.array(
      z.object({
        agencyCode: AgencyCode,
        agencyName: z.string(),
        merged: Count,
        sharedPhone: Count,
        separated: Count,
        /** Pairs of dossiers that may be one person's, undecided. */
        doubtful: Count,
        /** Of them those in which something speaks against it. */
        contradictory: Count,
      }),
    ),
  }),
});
