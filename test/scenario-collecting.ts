import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { AnswerValue } from '#contract/questionnaire.ts';
import type { Receipt, Submission } from '#contract/responses.ts';
import { submitResponse } from '#contract/responses.ts';
import { seedText } from '#sampling/draw/seed.ts';
import type { Db } from '../server/db/database.ts';
import type { Tables } from '../server/db/schema.ts';
import { slipCodeHash } from '../server/db/slip-code-hash.ts';
import { hashOf } from '../server/http/access.ts';
import { slipCodeOf, tokenOf } from '../server/invitations/secret-code.ts';
import type { Office } from './office.ts';
import type { FrozenCampaign, FrozenOptions, TestInvitation } from './scenario-frozen.ts';
import { DICE, frozenCampaign, WITNESSES } from './scenario-frozen.ts';

/** A sample of exactly the sizes that a test wants, by stratum; the draw itself is not what it is about. */
export interface CollectingOptions extends FrozenOptions {
  readonly sample?: (stratum: string, population: number) => number;
  /** Reserves of a stratum that have been released. */
  readonly released?: (stratum: string) => number;
  readonly disclosureThreshold?: number;
  /** What the outlook reads of the plan. */
  readonly design?: object;
}

export interface CollectingCampaign extends FrozenCampaign {
  readonly invitations: readonly TestInvitation[];
}

export const OPEN_DAY = '2026-11-17T03:00:00Z';
export const AFTER_GRACE = '2026-12-19T03:00:00Z';

/** A campaign that collects answers: everybody drawn has an invitation, and the clock is in its window. */
export async function collectingCampaign(
  office: Office,
  options: CollectingOptions = {},
): Promise<CollectingCampaign> {
  const frozen = await frozenCampaign(office, options);
  const { campaignId } = frozen;
  const { db } = office.deps;
  const sample = sampleOf(frozen, options);
  await storeDraw(office, frozen, options, sample);
  const invitations = await issue(office, campaignId, sample);
  await db
    .updateTable('campaign')
    .set({ stage: 'collecting', disclosureThreshold: options.disclosureThreshold ?? 5 })
    .where('id', '=', campaignId)
    .execute();
  await office.deps.secrets.makeBallotKey(campaignId);
  await office.deps.secrets.makeContactKey(campaignId);
  office.at(OPEN_DAY);
  return { ...frozen, invitations };
}

/** The first people of each stratum: as many as the options say, then the released reserves. */
function sampleOf(
  { campaignId, strata, people }: FrozenCampaign,
  { sample = wholeStratum, released = () => 0 }: CollectingOptions,
) {
  return strata.flatMap(({ code, population }) => {
    const size = Math.min(population, sample(code, population));
    return people
      .filter((person) => person.stratum === code)
      .slice(0, size + released(code))
      .map((person, position) => ({
        campaignId,
        unitId: person.unitId,
        stratum: code,
        position: position + 1,
        role: position < size ? ('sample' as const) : ('reserve' as const),
        ticket: HASH,
      }));
  });
}

const wholeStratum = (_: string, population: number) => population;
const HASH = 'a'.repeat(64);

async function storeDraw(
  office: Office,
  { campaignId, homeAffairs, strata }: FrozenCampaign,
  { sample = wholeStratum, released = () => 0, design = {} }: CollectingOptions,
  sampleUnits: ReturnType<typeof sampleOf>,
): Promise<void> {
  const { db, now } = office.deps;
  const by = homeAffairs.staffId ?? '';
  const plan = { campaignId, sha256: HASH, publishedAt: now(), publishedBy: by };
  await db
    .insertInto('samplePlan')
    .values({ ...plan, design: JSON.stringify(design) })
    .execute();
  await insert(
    db,
    'allocation',
    strata.map(({ code, population }) => ({
      campaignId,
      stratum: code,
      sampleSize: Math.min(population, sample(code, population)),
      reserveSize: released(code),
    })),
  );
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('draw')
      .values({
        campaignId,
        drawId: `test-${campaignId.slice(0, 8)}`,
        seed: seedText({
          drawId: `test-${campaignId.slice(0, 8)}`,
          frameHash: HASH,
          planHash: HASH,
          dice: DICE.replaceAll(' ', ''),
        }),
        key: HASH,
        sampleSha256: HASH,
        witnesses: JSON.stringify(WITNESSES),
        drawnAt: now(),
        drawnBy: by,
      })
      .execute();
    await insert(trx, 'sampleUnit', sampleUnits);
  });
  const release = { reason: 'below_target', releasedAt: now(), releasedBy: by } as const;
  await insert(
    db,
    'reserveRelease',
    sampleUnits
      .filter(({ role }) => role === 'reserve')
      .map(({ unitId }) => ({ campaignId, unitId, ...release })),
  );
}

async function issue(
  office: Office,
  campaignId: string,
  drawn: readonly { unitId: string; stratum: string }[],
): Promise<TestInvitation[]> {
  const { secrets } = office.deps;
  const serials = new Map<string, number>();
  const invitations = drawn.map(({ unitId, stratum }) => {
    const id = randomUUID();
    const agencyCode = stratum.slice(0, stratum.lastIndexOf('.'));
    const serial = (serials.get(agencyCode) ?? 0) + 1;
    serials.set(agencyCode, serial);
    const token = tokenOf(secrets, id);
    return {
      id,
      unitId,
      agencyCode,
      stratum,
      serial,
      issue: 1,
      token,
      code: slipCodeOf(secrets, id),
      link: '',
    };
  });
  await insert(
    office.deps.db,
    'invitation',
    invitations.map(({ id, unitId, agencyCode, stratum, serial, token, code }) => ({
      id,
      campaignId,
      unitId,
      agencyCode,
      stratum,
      serial,
      hamlet: null,
      tokenHash: hashOf(token),
      codeHash: slipCodeHash(secrets, code),
      delivery: null,
      issuedAt: office.deps.now(),
      openedOn: null,
      submissionDigest: null,
      receiptCode: null,
      receivedWeek: null,
    })),
  );
  return invitations;
}

async function insert<T extends 'allocation' | 'sampleUnit' | 'reserveRelease' | 'invitation'>(
  db: Db,
  table: T,
  rows: Insertable<Tables[T]>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) {
    await db
      .insertInto(table)
      .values(rows.slice(from, from + 1000) as never)
      .execute();
  }
}

export type AnswersOf = Record<string, AnswerValue>;

/** The sixteen criteria of service, all answered alike. */
export const service = (value: number, more: AnswersOf = {}): AnswersOf => ({
  ...Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`9.${index + 24}`, value])),
  ...more,
});

export const submission = (
  token: string,
  answers: AnswersOf,
  changes: Partial<Submission> = {},
): Submission => ({
  token,
  questionnaireVersion: 'sipas-2023-2026',
  language: 'vi',
  answers: answers as Submission['answers'],
  ...changes,
});

/** Answers as a phone does: through HTTP, under an id made on the device. */
export const answer = (
  office: Office,
  token: string,
  answers: AnswersOf = service(4),
  changes: Partial<Submission> = {},
  submissionId: string = randomUUID(),
): Promise<Receipt> =>
  office.nobody.call(submitResponse, {
    params: { submissionId },
    body: submission(token, answers, changes),
  });
