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
export const SHOWN_PEOPLE = ['all', 'merged', 'shared_phone'] as const;
export const ShownPeople = z.enum(SHOWN_PEOPLE);
export type ShownPeople = z.output<typeof ShownPeople>;

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/people',
  access: ['home_affairs', 'agency'],
  summary:
    'The people of an agency, 50 a page, by name, phone, ID number or dossier code; the reading is recorded',
  params: ListScopeParams,
  query: z.extend(Page, {
    search: z.optional(text(100)),
    show: z.optional(ShownPeople),
  }),
  reply: z.object({ people: z.array(Person), total: Count, page: Count }),
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
  path: '/api/campaigns/:campaignId/frame/:agencyCode/people/:personId',
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

export const countPeople = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/merges',
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

const Member = z.object({
  personId: Id,
  agencyCode: AgencyCode,
  agencyName: z.string(),
  fullName: z.string(),
  phone: z.nullable(z.string()),
  dossiers: Count,
});

/** One person as several agencies list them: each agency's index is about those it served, so each keeps its own. */
export const PersonOfAgencies = z.object({
  linkedBy: z.array(LinkRule),
  members: z.array(Member),
});
export type PersonOfAgencies = z.output<typeof PersonOfAgencies>;

export const findPersonsOfAgencies = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/persons-of-agencies/search',
  access: ['home_affairs'],
  summary: 'Look for persons whom several agencies have served',
  params: CampaignParams,
  reply: z.object({ persons: Count }),
});

export const listPersonsOfAgencies = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/persons-of-agencies',
  access: ['home_affairs'],
  summary: 'Persons whom several agencies have served, as last looked for; the reading is recorded',
  params: CampaignParams,
  query: Page,
  reply: z.object({
    foundAt: z.nullable(Moment),
    total: Count,
    page: Count,
    persons: z.array(PersonOfAgencies),
    /** Parted by Home Affairs: these are not the same person. */
    separated: z.array(Member),
  }),
});

const PersonBody = z.object({ personId: Id });

export const separateFromAgencies = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/persons-of-agencies/separations',
  access: ['home_affairs'],
  summary: 'This agency’s person is somebody else than their namesake in other agencies',
  params: CampaignParams,
  body: PersonBody,
  reply: z.object({}),
});

export const rejoinAgencies = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/persons-of-agencies/separations/undo',
  access: ['home_affairs'],
  summary: 'Take such a separation back',
  params: CampaignParams,
  body: PersonBody,
  reply: z.object({}),
});
