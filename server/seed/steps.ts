import { decideOnList, signList } from '#contract/acceptance.ts';
import { addDepartment, listAgencies } from '#contract/agencies.ts';
import { addDays } from '#contract/calendar.ts';
import type { CampaignTerms } from '#contract/campaigns.ts';
import { closeCampaign, openCampaign, openFrame, startCollecting } from '#contract/campaigns.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { issueInvitations } from '#contract/invitations.ts';
import { publishResults } from '#contract/results.ts';
import { ERASE_WORDS, eraseNow, getRetention } from '#contract/retention.ts';
import { drawSample, publishPlan } from '#contract/samples.ts';
import { downloadSlips } from '#contract/slips.ts';
import type { Accounts } from '../demo/accounts.ts';
import type { Fieldwork } from '../demo/citizens.ts';
import type { Colleague } from '../demo/colleagues.ts';
import { COMMUNE_CLERK, leaderOf } from '../demo/colleagues.ts';
import type { Collection } from '../demo/collection.ts';
import { openCollection } from '../demo/collection.ts';
import { DICE, WITNESSES } from '../demo/draw.ts';
import { handInList } from '../demo/hand-in.ts';
import { COMMUNE, DEPARTMENT, dossierList } from './dossiers.ts';
import type { SeedStage } from './stages.ts';

/** Of each list the first dossiers only, and whom the plan draws of them. */
export interface RoundSize {
  readonly shareOfDossiers: number;
  readonly design: Partial<typeof DESIGN>;
}

/** One campaign under way, and by whom and when each step of it is taken. */
export interface Round extends Fieldwork {
  readonly accounts: Accounts;
  readonly terms: CampaignTerms;
  readonly size?: RoundSize;
  campaignId: string;
  /** Once answers are collected. */
  collection?: Collection;
  /** The moment of a day counted from the first day of collection. */
  momentOf(day: number): string;
}

const DEPARTMENT_CLERK: Colleague = {
  username: 'soxaydung',
  fullName: 'Đặng Văn Bình',
  role: 'agency',
  agencyCode: DEPARTMENT.agencyCode,
  holder: 'Cán bộ Sở Xây dựng / staff of one department',
  tries: 'như xã Vĩnh Thông / as Vĩnh Thông commune',
};
const OFFICES = [
  [COMMUNE, COMMUNE_CLERK],
  [DEPARTMENT, DEPARTMENT_CLERK],
] as const;

const paramsOf = ({ campaignId }: Round) => ({ campaignId });

/** What is done to come from one stage to the next, through the same HTTP API that offices and phones use. */
export const STEPS: Readonly<Record<SeedStage, (round: Round) => Promise<unknown>>> = {
  async draft(round) {
    const { homeAffairs, callerOf } = round.accounts;
    round.campaignId = (await homeAffairs.call(openCampaign, { body: round.terms })).id;
    const params = paramsOf(round);
    const { agencies } = await homeAffairs.call(listAgencies, { params });
    const { agencyCode: code, agencyName: name } = DEPARTMENT;
    if (!agencies.some((agency) => agency.code === code))
      await homeAffairs.call(addDepartment, { params, body: { code, name } });
    await callerOf(DEPARTMENT_CLERK);
  },
  frame_open: (round) => round.accounts.homeAffairs.call(openFrame, { params: paramsOf(round) }),
  async listed(round) {
    const { shareOfDossiers = 1 } = round.size ?? {};
    for (const [counter, colleague] of OFFICES) {
      const dossiers = Math.ceil(counter.dossiers * shareOfDossiers);
      const content = dossierList({ ...counter, dossiers }, addDays(round.terms.returnedFrom, 10));
      const params = { ...paramsOf(round), agencyCode: counter.agencyCode };
      const clerk = await round.accounts.callerOf(colleague);
      await handInList(clerk, params, { fileName: 'mot-cua.csv', content });
    }
  },
  async accepted(round) {
    const { homeAffairs, callerOf } = round.accounts;
    const leaders = await Promise.all(OFFICES.map(([, clerk]) => callerOf(leaderOf(clerk))));
    for (const [nth, [{ agencyCode }]] of OFFICES.entries()) {
      const params = { ...paramsOf(round), agencyCode };
      await leaders[nth]!.call(signList, { params, body: { signerPosition: 'Lãnh đạo đơn vị' } });
      const body = { kind: 'accepted' } as const;
      await homeAffairs.call(decideOnList, { params, body });
    }
  },
  frame_frozen: (round) =>
    round.accounts.homeAffairs.call(freezeFrame, {
      params: paramsOf(round),
      body: { absentReason: 'Đợt thử của một xã và một sở' },
    }),
  planned: (round) =>
    round.accounts.homeAffairs.call(publishPlan, {
      params: paramsOf(round),
      body: { ...DESIGN, ...round.size?.design },
    }),
  drawn: (round) =>
    round.accounts.homeAffairs.call(drawSample, {
      params: paramsOf(round),
      body: { dice: DICE, witnesses: WITNESSES },
    }),
  invited: (round) =>
    round.accounts.homeAffairs.call(issueInvitations, { params: paramsOf(round) }),
  async collecting(round) {
    const { homeAffairs } = round.accounts;
    for (const [{ agencyCode }] of OFFICES) {
      const params = { ...paramsOf(round), agencyCode };
      await homeAffairs.download(downloadSlips, { params, query: { purpose: 'first' } });
    }
    await homeAffairs.call(startCollecting, { params: paramsOf(round) });
  },
  async answered(round) {
    round.collection = await openCollection(round, round.campaignId);
    const moments = ANSWER_DAYS.map(round.momentOf);
    for (const nth of moments.keys()) await round.collection.answerOn(moments, nth);
    await round.collection.drawRecheck();
  },
  async closed(round) {
    await round.collection?.finish();
    await round.accounts.homeAffairs.call(closeCampaign, { params: paramsOf(round) });
  },
  published: (round) =>
    round.accounts.homeAffairs.call(publishResults, {
      params: paramsOf(round),
      body: { confirm: 'CÔNG BỐ' },
    }),
  async erased(round) {
    const { homeAffairs } = round.accounts;
    const params = paramsOf(round);
    let retention = await homeAffairs.call(eraseNow, { params, body: { confirm: ERASE_WORDS } });
    while (!retention.certificate) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      retention = await homeAffairs.call(getRetention, { params });
    }
  },
};

const ANSWER_DAYS = [1, 2, 4, 6, 7, 8];

/** Half of the people, so that every agency and field has figures to show. */
const DESIGN = {
  method: 'proportional' as const,
  size: 150,
  minimumPerStratum: 20,
  minimumPerAgency: 40,
  reserveRatio: 0.3,
  responseRate: 0.65,
  expectedProportion: 0.8,
  doors: { self: 0.35, counter: 0.05, paper: 0.35, interview: 0.15, phone: 0.1 },
};
