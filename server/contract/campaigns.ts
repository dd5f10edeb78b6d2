import * as z from 'zod/mini';
import { endpoint, OFFICE } from './endpoint.ts';
import { QuestionnairePart } from './questionnaire.ts';
import { CampaignParams, Count, Id, Moment, PlannedDay } from './scalars.ts';
import { Stage } from './stage.ts';
import { HotlineHours, Line, OptionalLine } from './written-text.ts';

/** Who prints the slips, and so holds the links and codes of an agency's people: server/invitations/custody.ts. */
export const SLIP_PRINTINGS = ['home_affairs', 'neutral', 'sealed_packs', 'agency'] as const;
export const SlipPrinting = z.enum(SLIP_PRINTINGS);
export type SlipPrinting = z.output<typeof SlipPrinting>;

/** What Home Affairs writes when it opens a round of measurement. */
export const CampaignTerms = z.object({
  name: Line,
  year: z.int().check(z.gte(2020), z.lte(2100)),
  provinceCode: z.string().check(z.regex(/^\d{2}$/)),
  planNumber: OptionalLine,
  planDate: z.nullable(PlannedDay),
  /** Results returned to the citizen within this window make a dossier eligible. */
  returnedFrom: PlannedDay,
  returnedTo: PlannedDay,
  /** Last day for handing in lists; by itself the day before collection begins. */
  listsDueOn: z._default(z.nullable(PlannedDay), null),
  collectFrom: PlannedDay,
  collectTo: PlannedDay,
  /** Of the round's report to the province's committee; by itself 15 December of the year. */
  reportDueOn: z._default(z.nullable(PlannedDay), null),
  /** Days after the last day in which an answer begun in time may still arrive. */
  graceDays: z.int().check(z.gte(0), z.lte(60)),
  questionnaireVersion: Line,
  questionnairePart: QuestionnairePart,
  /** The counter's local name, filled into the questionnaire as {BPMC}. */
  officeName: Line,
  hotline: OptionalLine,
  /** As people read them: “từ 8 đến 11 giờ, thứ Hai đến thứ Sáu”. */
  hotlineHours: z._default(HotlineHours, ''),
  /** Public host of the links, such as ks.thainguyen.gov.vn. */
  host: z.string().check(z.trim(), z.regex(/^[a-z0-9.-]{3,60}(:\d{2,5})?$/)),
  /** Hours that the frame's and the plan's hashes are public before the dice are rolled. */
  noticeHours: z.int().check(z.gte(0), z.lte(240)),
  /** Days after the last day on which answers arrive; then whatever names a person is erased. */
  retentionDays: z._default(z.int().check(z.gte(7), z.lte(730)), 90),
  /** Who was asked in so many rounds before is not asked in this one. */
  restRounds: z._default(z.int().check(z.gte(0), z.lte(5)), 1),
  slipPrinting: z._default(SlipPrinting, 'home_affairs'),
});
export type CampaignTerms = z.output<typeof CampaignTerms>;

export const Campaign = z.extend(CampaignTerms, {
  id: Id,
  /** Rounds of before may state more than a slip has room for. */
  hotlineHours: z.string(),
  provinceName: z.string(),
  stage: Stage,
  createdAt: Moment,
});
export type Campaign = z.output<typeof Campaign>;

/** Counts for the home screen; no person, no answer. An agency's staff get their own agency's counts. */
export const Overview = z.object({
  stage: Stage,
  agencies: Count,
  agenciesWithList: Count,
  /** Agencies whose leader answers for the list, and of these the accepted ones. */
  signed: Count,
  accepted: Count,
  rows: Count,
  people: Count,
  strata: Count,
  planPublishedAt: z.nullable(Moment),
  drawAllowedFrom: z.nullable(Moment),
  drawn: Count,
  invited: Count,
  /** For an agency's staff in whole steps, as in `getProgress`. */
  received: Count,
  /** Agencies that have slips, and of these the ones whose slips are printed. */
  agenciesInvited: Count,
  printed: Count,
});
export type Overview = z.output<typeof Overview>;

export const listQuestionnaires = endpoint({
  method: 'GET',
  path: '/api/questionnaires',
  access: OFFICE,
  summary: 'Questionnaire versions that a campaign can use',
  reply: z.object({
    questionnaires: z.array(
      z.object({
        version: z.string(),
        title: z.string(),
        questions: Count,
        serviceQuestions: Count,
        compared: z.array(
          z.object({ version: z.string(), same: Count, changed: Count, added: Count }),
        ),
      }),
    ),
  }),
});

export const listCampaigns = endpoint({
  method: 'GET',
  path: '/api/campaigns',
  access: 'staff',
  summary: 'All campaigns, newest first',
  reply: z.object({ campaigns: z.array(Campaign) }),
});

export const openCampaign = endpoint({
  method: 'POST',
  path: '/api/campaigns',
  access: ['home_affairs'],
  summary: 'Open a campaign as a draft',
  body: CampaignTerms,
  reply: Campaign,
});

export const getCampaign = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId',
  access: 'staff',
  summary: 'One campaign',
  params: CampaignParams,
  reply: Campaign,
});

export const changeCampaign = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId',
  access: ['home_affairs'],
  summary: 'Change a draft campaign',
  params: CampaignParams,
  body: CampaignTerms,
  reply: Campaign,
});

export const getOverview = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/overview',
  access: OFFICE,
  summary: 'Counts that tell what to do next',
  params: CampaignParams,
  reply: Overview,
});

const stageChange = <const P extends `/api/${string}`>(path: P, summary: string) =>
  endpoint({
    method: 'POST',
    path,
    access: ['home_affairs'],
    summary,
    params: CampaignParams,
    reply: Campaign,
  });

export const openFrame = stageChange('/api/campaigns/:campaignId/open-frame', 'Draft → frame open');
export const startCollecting = stageChange(
  '/api/campaigns/:campaignId/collect',
  'Drawn → collecting',
);
/** Counts the sealed ballots: until then nobody can read an answer. */
export const closeCampaign = stageChange('/api/campaigns/:campaignId/close', 'Collecting → closed');
