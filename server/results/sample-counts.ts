import * as z from 'zod';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import { pooledCategories } from '#sampling/disclosure/categories.ts';
import { shownCount, shownEligible, shownRecheck } from '#sampling/disclosure/fieldwork-counts.ts';
import type { PublishedPaper } from '#sampling/disclosure/paper-counts.ts';
import { shownPaper } from '#sampling/disclosure/paper-counts.ts';
import { roundedTo } from '#sampling/disclosure/rounding.ts';
import type { CountedStratum } from '../db/counted-strata.ts';
import type { Db } from '../db/database.ts';
import { receivedWeeks } from '../db/received-weeks.ts';
import type { CampaignRow } from '../db/tables/campaigns.ts';
import {
  comparedItems,
  fieldworkCounts,
  paperTotals,
  recheckTotals,
  voidedBallots,
} from './fieldwork-counts.ts';
import { frameOf } from './queries.ts';

const FrameCounts = z.object({
  rows: z.object({
    rows: z.int(),
    accepted: z.int(),
    merged: z.int(),
    excluded: z.int(),
    inError: z.int(),
  }),
  exclusions: z.array(z.object({ reason: z.string(), rows: z.int() })),
  faults: z.array(z.object({ reason: z.string(), rows: z.int() })),
  remarks: z
    .array(z.object({ agencyCode: z.string(), agencyName: z.string(), remark: z.string() }))
    .default([]),
  unaccepted: z
    .object({ agencies: z.int(), reason: z.string().nullable() })
    .default({ agencies: 0, reason: null }),
});

/** Of the frame and of everybody asked: what the published methods page counts. */
export async function sampleCounts(
  db: Db,
  campaign: CampaignRow,
  strata: readonly CountedStratum[],
  questionnaire: Questionnaire,
) {
  const { id: campaignId, disclosureThreshold } = campaign;
  const { modes, died, declined, undelivered, distinctPersons } = await fieldworkCounts(
    db,
    campaignId,
  );
  const frame = await frameOf(db, campaignId);
  const sum = (count: (stratum: CountedStratum) => number) =>
    strata.reduce((running, stratum) => running + count(stratum), 0);
  const ineligible = sum((stratum) => stratum.ineligible);
  const invited = sum((stratum) => stratum.released);
  const reasons = { died, wrong_person: ineligible - died };
  const { remarks, ...counts } = FrameCounts.parse(frame.counts);
  const shownModes = pooledCategories(
    modes.map(({ mode, responses }) => ({ category: mode, count: responses })),
    disclosureThreshold,
  );
  const isShown = new Set(shownModes.map(({ category }) => category));
  // A door that is pooled with others has no row of its own: its few would be bounded by it.
  const rechecked = (await recheckTotals(db, campaignId)).filter(({ door }) => isShown.has(door));
  return {
    ...counts,
    listRemarks: remarks,
    people: frame.unitCount,
    strata: strata.length,
    invited,
    received: sum((stratum) => stratum.respondents),
    distinctPersons,
    weeks: await cumulatedWeeks(db, campaign),
    declined: shownCount(declined, disclosureThreshold),
    undelivered: shownCount(undelivered, disclosureThreshold),
    ineligible: pooledCategories(
      Object.entries(reasons).map(([category, count]) => ({ category, count })),
      disclosureThreshold,
    ).map(({ category, count }) => ({ reason: category, people: count })),
    eligible: shownEligible(invited, ineligible, disclosureThreshold),
    modes: shownModes.map(({ category, count }) => ({ mode: category, responses: count })),
    recheck: rechecked.flatMap((door) => shownRecheck(door, disclosureThreshold)),
    voided: shownCount(await voidedBallots(db, campaignId), disclosureThreshold),
    paper: await paperCounts(db, campaign, questionnaire, {
      invited,
      forms: modes.find(({ mode }) => mode === 'paper')?.responses ?? 0,
      isTold: isShown.has('paper'),
    }),
  };
}

async function paperCounts(
  db: Db,
  { id, disclosureThreshold }: CampaignRow,
  questionnaire: Questionnaire,
  { invited, forms, isTold }: Readonly<{ invited: number; forms: number; isTold: boolean }>,
): Promise<PublishedPaper | undefined> {
  const totals = numbersOf(await paperTotals(db, id));
  if (totals.packs === 0) return undefined;
  const entries = numbersOf(await comparedItems(db, id));
  const items = questionsOf(questionnaire).filter(({ kind }) => kind !== 'comment').length;
  // Each of two entries of a form is compared.
  const enteredTwice = entries.itemsCompared / (2 * items);
  const counts = { ...totals, ...entries, forms, enteredTwice };
  return shownPaper(counts, invited, isTold, disclosureThreshold);
}

/** Sums of the database are strings where they might be too large for a number. */
const numbersOf = <K extends string>(row: Readonly<Record<K, number>>): Record<K, number> =>
  Object.fromEntries(Object.entries(row).map(([name, sum]) => [name, Number(sum)])) as Record<
    K,
    number
  >;

/**
 * Percent of fewer answers would be counts again, and with them how many were voided: whole percent of 200 and more are
 * met by every number near theirs.
 */
const FEWEST_BY_WEEK = 200;

async function cumulatedWeeks(db: Db, campaign: CampaignRow) {
  const weeks = await receivedWeeks(db, campaign);
  const whole = weeks.reduce((sum, { received }) => sum + received, 0);
  if (whole < FEWEST_BY_WEEK) return undefined;
  let sum = 0;
  return weeks.map(({ from, to, received }) => {
    sum += received;
    return { from, to, share: roundedTo(sum / whole, 0.01) };
  });
}
