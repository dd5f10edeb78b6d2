import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { closeCampaign, openCampaign, openFrame, startCollecting } from '#contract/campaigns.ts';
import type { RoundDocument } from '#contract/documents.ts';
import { roundDocumentPdf } from '#contract/documents.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { issueInvitations } from '#contract/invitations.ts';
import { getResults, publishResults } from '#contract/results.ts';
import { drawSample, publishPlan } from '#contract/samples.ts';
import { downloadSlips } from '#contract/slips.ts';
import { chanceOf } from './chance.ts';
import type { DoorShares, Fieldwork } from './citizens.ts';
import { COMMUNE_CLERK } from './colleagues.ts';
import type { Collection } from './collection.ts';
import { openCollection } from './collection.ts';
import { DICE, WITNESSES } from './draw.ts';
import { followUp } from './duties.ts';
import { bringInEarlierYear } from './earlier-year.ts';
import { handInList } from './hand-in.ts';
import { remindBySms } from './reminders.ts';
import { roundingOf } from './rounding.ts';
import type { StageTable } from './stage-table.ts';

export interface Province extends Fieldwork {
  readonly table: StageTable;
  /** Messages that the demonstration's own sender has taken. */
  readonly taken: () => number;
  readonly root: string;
}

/** Thái Nguyên 2026 from the counters' file to the public page and the duties after it, in the order of the pipeline. */
export async function runProvince(province: Province): Promise<void> {
  const { id: campaignId } = await province.table.stage(
    'campaign',
    'Thái Nguyên 2026',
    () => openDemoCampaign(province),
    () => 1,
  );
  await designSample(province, campaignId);
  await drawAndIssue(province, campaignId);
  await collect(province, campaignId);
  await closeAndPublish(province, campaignId);
  await afterPublication(province, campaignId);
}

/** Some agencies send paper, some have a kiosk, to some homes interviewers go: by chance of the agency's code. */
export function sharesOf(agencyCode: string): DoorShares {
  const chance = chanceOf(agencyCode);
  const some = (door: string, agencies: number, share: number) =>
    chance(door) < agencies ? share * (0.7 + 0.6 * chance(`${door} share`)) : 0;
  return {
    paper: some('paper', 0.12, 0.4),
    counter: some('counter', 0.08, 0.3),
    interview: some('interview', 0.1, 0.3),
    phone: 0.1,
    plain: 0.01,
  };
}

async function designSample(province: Province, campaignId: string): Promise<void> {
  const { accounts, table } = province;
  const { homeAffairs } = accounts;
  const params = { campaignId };
  await table.stage('frame', 'import the dossiers', (say) => importFile(province, campaignId, say));
  await table.stage(
    'frame',
    'freeze',
    () => homeAffairs.call(freezeFrame, { params, body: {} }),
    (frame) => frame.people,
  );
  await table.stage(
    'plan',
    'allocate and publish',
    () => homeAffairs.call(publishPlan, { params, body: DESIGN }),
    (plan) => plan.strata.length,
  );
}

async function drawAndIssue(province: Province, campaignId: string): Promise<void> {
  const { accounts, clock, table } = province;
  const { homeAffairs } = accounts;
  const params = { campaignId };
  clock.setTo('2026-11-09T01:30:00Z');
  await table.stage(
    'draw',
    'SIPAS-DRAW/1',
    () => homeAffairs.call(drawSample, { params, body: { dice: DICE, witnesses: WITNESSES } }),
    (record) => record.sampled + record.reserves,
  );
  await table.stage(
    'invitations',
    'issue',
    () => homeAffairs.call(issueInvitations, { params }),
    ({ issued }) => issued,
  );
  await table.stage('invitations', 'slips of xã Vĩnh Thông (PDF)', async () => {
    const slips = await homeAffairs.download(downloadSlips, {
      params: { campaignId, agencyCode: COMMUNE_CLERK.agencyCode! },
      query: { purpose: 'first' },
    });
    return slips.length > 0 ? 1 : 0;
  });
  await homeAffairs.call(startCollecting, { params });
}

/** Day by day by every door; a reminder before the interviewers call, a re-check after the last day. */
async function collect(province: Province, campaignId: string): Promise<void> {
  const { clock, table, taken } = province;
  clock.setTo(MOMENTS[0]!);
  const collection = await table.stage(
    'doors',
    'paper packs, kiosks, telephones',
    () => openCollection(province, campaignId),
    (opened) => opened.devices,
  );
  const answers = (task: string, from: number, to: number) =>
    table.stage('answers', task, async (say) => {
      const before = sumOf(collection);
      for (let nth = from; nth < to; nth += 1) await collection.answerOn(MOMENTS, nth, say);
      return sumOf(collection) - before;
    });
  await answers('all doors, four days', 0, CALLING);
  clock.setTo(MOMENTS[CALLING]!);
  await table.stage('reminders', 'SMS through the gateway', (say) =>
    remindBySms(province, campaignId, DAYS[CALLING]!, taken, say),
  );
  await answers('calls, and the last two days', CALLING, MOMENTS.length);
  await table.stage('re-check', 'draw', () => collection.drawRecheck());
  await table.stage('re-check', 'calls', () => collection.finish());
  for (const [door, people] of Object.entries(collection.received))
    table.note(`answers by ${door}`, people);
}

async function closeAndPublish(province: Province, campaignId: string): Promise<void> {
  const { accounts, clock, table } = province;
  const { homeAffairs } = accounts;
  const params = { campaignId };
  clock.setTo('2026-12-19T01:00:00Z');
  await table.stage(
    'close',
    'count the ballots',
    () => homeAffairs.call(closeCampaign, { params }),
    () => 0,
  );
  await table.stage(
    'results',
    'estimate',
    () => homeAffairs.call(getResults, { params }),
    figuresIn,
  );
  await table.stage(
    'results',
    'publish',
    () => homeAffairs.call(publishResults, { params, body: { confirm: 'CÔNG BỐ' } }),
    () => 1,
  );
  const levels = await table.stage(
    'results',
    'compare with full digits',
    () => roundingOf(province.deps.db, campaignId),
    (rows) => rows.reduce((sum, { figures }) => sum + figures, 0),
  );
  for (const { level, shown, largest, banded, withheld } of levels) {
    table.note(`${level}: figures shown`, shown);
    table.note(`${level}: largest difference by rounding, points`, largest);
    table.note(`${level}: told as a band`, banded);
    for (const [why, figures] of Object.entries(withheld)) table.note(`${level}: ${why}`, figures);
  }
}

/** The year before, the duties, and what is printed and signed. */
async function afterPublication(province: Province, campaignId: string): Promise<void> {
  const { accounts, clock, table } = province;
  await table.stage('years', 'table of 2025', () => bringInEarlierYear(province, campaignId));
  await table.stage('duties', 'weak criteria, leads, reports', () =>
    followUp(province, campaignId, COMMUNE_CLERK),
  );
  clock.setTo(TODAY);
  await table.stage('documents', 'minutes and reports (PDF)', async () => {
    for (const kind of PRINTED) {
      const params = { campaignId, kind };
      await accounts.homeAffairs.download(roundDocumentPdf, { params });
    }
    return PRINTED.length;
  });
}

const PRINTED: readonly RoundDocument[] = [
  'draw_minutes',
  'count_minutes',
  'report',
  'announcement',
  'duties_report',
];

const DAYS = ['2026-11-10', '2026-11-13', '2026-11-18', '2026-11-24', '2026-12-02', '2026-12-10'];
const MOMENTS = DAYS.map((day) => `${day}T02:00:00Z`);
/** On the last day but one interviewers call. */
const CALLING = MOMENTS.length - 2;
/** When the demonstration is left to be looked at: some duties are late. */
export const TODAY = '2027-01-05T02:00:00Z';

const sumOf = ({ received }: Collection) =>
  Object.values(received).reduce((sum, people) => sum + people, 0);

const figuresIn = ({ domains }: { domains: readonly { figures: readonly unknown[] }[] }) =>
  domains.reduce((sum, domain) => sum + domain.figures.length, 0);

const openDemoCampaign = async ({ accounts: { homeAffairs }, deps }: Province) => {
  const campaign = await homeAffairs.call(openCampaign, {
    body: {
      name: 'Khảo sát hài lòng Thái Nguyên 2026',
      year: 2026,
      provinceCode: '19',
      planNumber: '167/KH-UBND',
      planDate: '2026-04-17',
      returnedFrom: '2026-01-01',
      returnedTo: '2026-10-31',
      collectFrom: '2026-11-10',
      collectTo: '2026-12-15',
      graceDays: 3,
      questionnaireVersion: 'sipas-2023-2026',
      questionnairePart: 'whole',
      officeName: 'Trung tâm Phục vụ hành chính công',
      hotline: '0208 3855 000',
      hotlineHours: 'từ 8 đến 11 giờ và từ 14 đến 16 giờ, thứ Hai đến thứ Sáu',
      host: new URL(deps.config.publicUrl).host,
      noticeHours: 24,
    },
  });
  return homeAffairs.call(openFrame, { params: { campaignId: campaign.id } });
};

async function importFile(
  { accounts: { homeAffairs }, root }: Province,
  campaignId: string,
  say: (text: string) => void,
) {
  const file = gunzipSync(
    await readFile(join(root, 'test/golden/dossiers/thai-nguyen-2026.csv.gz')),
  );
  const params = { campaignId, agencyCode: 'province' };
  const list = { fileName: 'thai-nguyen-2026.csv', content: file };
  const { rows } = await handInList(homeAffairs, params, list, say);
  return rows;
}

/** Enough for most communes to be published by themselves: about 45 answers (sampling.md 0.5). */
const DESIGN = {
  method: 'costa' as const,
  size: 8000,
  minimumPerStratum: 2,
  minimumPerAgency: 60,
  reserveRatio: 0.5,
  responseRate: 0.65,
  expectedProportion: 0.8,
  doors: { self: 0.35, counter: 0.05, paper: 0.35, interview: 0.15, phone: 0.1 },
};
