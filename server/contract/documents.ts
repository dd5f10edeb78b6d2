import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { AgencyCode, CampaignAgencyParams, CampaignParams, Count, Id, Page } from './scalars.ts';
import { text } from './written-text.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PDF = 'application/pdf';

/** Of the round as a whole. */
export const ROUND_DOCUMENTS = [
  'report',
  'announcement',
  'policy_sheets',
  'draw_minutes',
  'count_minutes',
  'duties_report',
  'erasure_minutes',
  'invitation',
  'reminder',
  'thanks',
] as const;
export type RoundDocument = (typeof ROUND_DOCUMENTS)[number];

/** Of one agency. */
export const AGENCY_DOCUMENTS = ['sheet', 'apology', 'publicity', 'poster'] as const;
export type AgencyDocument = (typeof AGENCY_DOCUMENTS)[number];

const RoundParams = z.object({ campaignId: Id, kind: z.enum(ROUND_DOCUMENTS) });
const AgencyParams = z.object({
  campaignId: Id,
  agencyCode: AgencyCode,
  kind: z.enum(AGENCY_DOCUMENTS),
});

export const roundDocumentWord = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/documents/:kind/word',
  access: WITNESSES,
  summary: 'A document of the round as a Word file, in the layout of NĐ 30/2020',
  params: RoundParams,
  file: WORD,
});
export const roundDocumentPdf = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/documents/:kind/pdf',
  access: WITNESSES,
  summary: 'The same as a PDF',
  params: RoundParams,
  file: PDF,
});
export const agencyDocumentWord = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/agencies/:agencyCode/documents/:kind/word',
  access: ['home_affairs', 'agency', 'agency_office'],
  summary: "A document of one agency as a Word file; an agency's staff get their own",
  params: AgencyParams,
  file: WORD,
});
export const agencyDocumentPdf = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/agencies/:agencyCode/documents/:kind/pdf',
  access: ['home_affairs', 'agency', 'agency_office'],
  summary: 'The same as a PDF',
  params: AgencyParams,
  file: PDF,
});

/** People in one file of a list; a longer list is several files. */
export const PEOPLE_OF_FILE = 1000;

export const countListedPersons = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/agencies/:agencyCode/persons-list',
  access: ['home_affairs', 'agency'],
  summary: 'How many people the list of an agency has, and in how many files',
  params: CampaignAgencyParams,
  reply: z.object({ people: Count, files: Count }),
});
export const personsListWord = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/agencies/:agencyCode/persons-list/word',
  access: ['home_affairs', 'agency'],
  summary:
    'The people of an agency’s list with a place for signatures, as a Word file; the reading is recorded',
  params: CampaignAgencyParams,
  query: Page,
  file: WORD,
});
export const personsListPdf = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/agencies/:agencyCode/persons-list/pdf',
  access: ['home_affairs', 'agency'],
  summary: 'The same as a PDF',
  params: CampaignAgencyParams,
  query: Page,
  file: PDF,
});

/** Parts of documents that the office may write itself. */
export const WORDING_PARTS = [
  'issuer_parent',
  'issuer',
  'place',
  'signer',
  'recipients',
  'report_opening',
  'report_proposals',
  'announcement_opening',
  'duties_opening',
  'invitation_text',
  'reminder_text',
  'thanks_text',
  'apology_text',
  'publicity_text',
  'poster_text',
  'persons_title',
  'persons_columns',
  'persons_signers',
  'six_labels',
  'policy_owners',
] as const;
export type WordingPart = (typeof WORDING_PARTS)[number];

const Wording = z.object({
  part: z.enum(WORDING_PARTS),
  text: z.string(),
  /** The software's own words are in force. */
  isUsual: z.boolean(),
});

export const getWording = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/document-wording',
  access: ['home_affairs'],
  summary: 'The words of documents that can be changed',
  params: CampaignParams,
  reply: z.object({ parts: z.array(Wording) }),
});

export const changeWording = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/document-wording',
  access: ['home_affairs'],
  summary: 'Change the words of one part; empty words bring the usual ones back',
  params: CampaignParams,
  body: z.object({ part: z.enum(WORDING_PARTS), text: text(4000) }),
  reply: z.object({ parts: z.array(Wording) }),
});

export const downloadEvidence = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/evidence.zip',
  access: WITNESSES,
  summary:
    'Evidence for PAR INDEX: documents, published figures, record of the draw, hashes and an index',
  params: CampaignParams,
  file: 'application/zip',
});
