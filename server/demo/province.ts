import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { closeCampaign, openCampaign, openFrame, startCollecting } from '#contract/campaigns.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { issueInvitations } from '#contract/invitations.ts';
import { getResults, publishResults } from '#contract/results.ts';
import { drawSample, publishPlan } from '#contract/samples.ts';
import { downloadSlips } from '#contract/slips.ts';
import type { Deps } from '../deps.ts';
import type { Accounts } from './accounts.ts';
import { answerAsCitizens } from './citizens.ts';
import type { DemoClock } from './clock.ts';
import { handInList } from './hand-in.ts';
import type { StageTable } from './stage-table.ts';

export interface Province {
  readonly address: string;
  readonly accounts: Accounts;
  readonly clock: DemoClock;
  readonly table: StageTable;
  readonly deps: Deps;
  readonly root: string;
}

/** Thái Nguyên 2026 from the counters' file to the public page, in the order of the pipeline. */
export async function runProvince(province: Province): Promise<void> {
  const { id: campaignId } = await province.table.stage(
    'campaign',
    'Thái Nguyên 2026',
    () => openDemoCampaign(province),
    () => 1,
  );
  await designSample(province, campaignId);
  await drawAndCollect(province, campaignId);
  await closeAndPublish(province, campaignId);
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

async function drawAndCollect(province: Province, campaignId: string): Promise<void> {
  const { accounts, clock, table } = province;
  const { homeAffairs } = accounts;
  const params = { campaignId };
  clock.setTo('2026-11-09T01:30:00Z');
  await accounts.signInAgain();
  await table.stage(
    'draw',
    'SIPAS-DRAW/1',
    () => draw(province, campaignId),
    (record) => record.sampled + record.reserves,
  );
  await table.stage(
    'invitations',
    'issue',
    () => homeAffairs.call(issueInvitations, { params }),
    ({ issued }) => issued,
  );
  await table.stage('invitations', 'slips of xã Vĩnh Thông (PDF)', async () => {
    const slips = await homeAffairs.fetch(downloadSlips, {
      params: { campaignId, agencyCode: '01981' },
      query: { purpose: 'first' },
    });
    return (await slips.arrayBuffer()).byteLength > 0 ? 1 : 0;
  });
  await homeAffairs.call(startCollecting, { params });
  await table.stage('answers', 'phones, day by day', (say) =>
    answerAsCitizens(province, campaignId, MOMENTS, say),
  );
}

async function closeAndPublish(
  { accounts, clock, table }: Province,
  campaignId: string,
): Promise<void> {
  const { homeAffairs } = accounts;
  const params = { campaignId };
  clock.setTo('2026-12-19T01:00:00Z');
  await accounts.signInAgain();
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
}

const DAYS = ['2026-11-10', '2026-11-13', '2026-11-18', '2026-11-24', '2026-12-02', '2026-12-10'];
const MOMENTS = DAYS.map((day) => `${day}T02:00:00Z`);

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
};

function draw({ accounts: { homeAffairs } }: Province, campaignId: string) {
  return homeAffairs.call(drawSample, {
    params: { campaignId },
    body: {
      dice: '47109 33826 50917 62840',
      witnesses: [
        { name: 'Nguyễn Văn Thắng', body: 'Ủy ban MTTQ Việt Nam tỉnh' },
        { name: 'Lường Thị Sâm', body: 'Người dân' },
        { name: 'Trần Văn Lực', body: 'Hội Cựu chiến binh' },
      ],
    },
  });
}
