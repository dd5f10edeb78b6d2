import { addDays, dayOf } from '#contract/calendar.ts';
import type { CampaignTerms } from '#contract/campaigns.ts';

/** Stages of a seeded campaign: the platform's stages and what is done between them, in order. */
export const SEED_STAGES = [
  'draft',
  'frame_open',
  'listed',
  'accepted',
  'frame_frozen',
  'planned',
  'drawn',
  'invited',
  'collecting',
  'answered',
  'closed',
  'published',
  'erased',
] as const;
export type SeedStage = (typeof SEED_STAGES)[number];

export const isSeedStage = (text: string | undefined): text is SeedStage =>
  (SEED_STAGES as readonly (string | undefined)[]).includes(text);

export const WHAT_STANDS: Readonly<Record<SeedStage, string>> = {
  draft: 'a campaign that Home Affairs is still writing',
  frame_open: 'waits for the lists',
  listed: 'both agencies have handed in their lists',
  accepted: 'the lists are signed and accepted',
  frame_frozen: 'the frame is frozen',
  planned: 'plan and hash are published, the draw is allowed',
  drawn: 'the sample is drawn',
  invited: 'links and slips are issued',
  collecting: 'the first day of collection, nobody has answered',
  answered: 'more than half of the invited have answered',
  closed: 'ballots are counted, results wait for publication',
  published: 'results are public',
  erased: 'personal data are erased, the certificate is public',
};

/** Days before or after the first day of collection on which each step is taken. */
export const STEP_DAY: Readonly<Record<SeedStage, number>> = {
  draft: -30,
  frame_open: -25,
  listed: -20,
  accepted: -15,
  frame_frozen: -12,
  planned: -8,
  drawn: -5,
  invited: -3,
  collecting: 0,
  answered: 8,
  closed: 24,
  published: 26,
  erased: 28,
};

const WINDOW_DAYS = 20;
const GRACE_DAYS = 3;

/** Today, counted from the first day of collection: a drawn or invited campaign can collect answers at once. */
export const standingDay = (stage: SeedStage): number =>
  stage === 'drawn' || stage === 'invited' ? 0 : STEP_DAY[stage];

/** The terms of a campaign that is in a stage today, as the server's clock will have it tomorrow too. */
export function termsOf(stage: SeedStage, now: Date, host: string): CampaignTerms {
  const collectFrom = addDays(dayOf(now), -standingDay(stage));
  const returnedFrom = addDays(collectFrom, -200);
  return {
    name: `Khảo sát hài lòng thử: ${stage}`,
    year: Number(collectFrom.slice(0, 4)),
    provinceCode: '19',
    planNumber: '167/KH-UBND',
    planDate: addDays(collectFrom, -60),
    returnedFrom,
    returnedTo: addDays(collectFrom, -31),
    listsDueOn: null,
    reportDueOn: addDays(collectFrom, WINDOW_DAYS + 30),
    collectFrom,
    collectTo: addDays(collectFrom, WINDOW_DAYS),
    graceDays: GRACE_DAYS,
    questionnaireVersion: 'sipas-2023-2026',
    questionnairePart: 'whole',
    officeName: 'Trung tâm Phục vụ hành chính công',
    hotline: '0208 3855 000',
    hotlineHours: 'từ 8 đến 11 giờ và từ 14 đến 16 giờ, thứ Hai đến thứ Sáu',
    host,
    noticeHours: 24,
    retentionDays: 90,
    restRounds: 1,
    slipPrinting: 'home_affairs',
  };
}
