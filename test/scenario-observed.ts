import { createHash, randomUUID } from 'node:crypto';
import { closeCampaign } from '#contract/campaigns.ts';
import { draftName, draftSecret, sealDraft } from '#contract/draft-seal.ts';
import { keepDraft } from '#contract/drafts.ts';
import { startAnswering } from '#contract/opening.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import { questionnaires } from '../server/campaigns/questionnaires.ts';
import type { Office } from './office.ts';
import type { AnswersOf, CollectingCampaign } from './scenario-collecting.ts';
import { AFTER_GRACE, answer, collectingCampaign } from './scenario-collecting.ts';
import type { TestInvitation } from './scenario-frozen.ts';
import type { Copy } from './table-copies.ts';
import { copyOf } from './table-copies.ts';

/**
 * Respondents of an agency's strata: half of them large enough to remain alone, and four of one to three
 * people, as most strata of a province are, that the count pools into one of nine.
 */
const RESPONDENTS = [8, 8, 8, 8, 3, 2, 1, 3] as const;
const FIELDS = [
  'Hộ tịch',
  'Đất đai',
  'Chứng thực',
  'Y tế',
  'Giáo dục',
  'Xây dựng',
  'Thuế',
  'Bảo hiểm',
];
export const COMMENT = 'Tôi nuôi sáu con trâu ở Bản Áng';

export interface Arrival extends TestInvitation {
  readonly submissionId: string;
  /** The stratum, or the agency's small ones together. */
  readonly group: string;
  /** The answers that nobody else in the group gave: a number below nine. */
  readonly mark: number;
  /** To every question, those about the person too. */
  readonly answers: AnswersOf;
}

/** A collection of five weeks that somebody watches who has copies of the database. */
export interface ObservedCollection {
  readonly round: CollectingCampaign;
  /** In the order in which they answered. */
  readonly arrivals: readonly Arrival[];
  /** Those of one day: four of one stratum, and one person alone of another. */
  readonly watched: readonly Arrival[];
  /** From the evening before that day and the one after, from the last day, and from after the count. */
  readonly copies: Readonly<Record<'evening' | 'dayAfter' | 'end' | 'counted', Copy>>;
  /** What the count destroyed. */
  readonly ballotKey: Buffer;
}

export async function observedCollection(office: Office): Promise<ObservedCollection> {
  const { db, secrets } = office.deps;
  const round = await collectingCampaign(office, {
    fields: FIELDS,
    peoplePerStratum: 10,
    terms: { questionnairePart: 'whole' },
  });
  const respondents = await respondentsOf(round);
  const [first = [], second = []] = [...Map.groupBy(respondents, ({ group }) => group).values()];
  const watched = [...first.slice(0, 4), second[0]!];
  const others = inLots('day', respondents).filter((arrival) => !watched.includes(arrival));
  const [earlier, later] = [others.slice(0, 56), others.slice(56)];

  await arrive(office, earlier, '2026-11-10', 12);
  for (const arrival of watched.slice(0, 3)) await keep(office, arrival);
  const evening = await copyOf(db);
  await arrive(office, watched, '2026-11-23', 1);
  for (const arrival of later.slice(-4)) await keep(office, arrival);
  const dayAfter = await copyOf(db);
  await arrive(office, later, '2026-11-24', 20);
  const end = await copyOf(db);
  // Taken out of the server's memory: the count zeroes the buffer itself.
  const ballotKey = Buffer.from(await secrets.ballotKey(round.campaignId));
  office.at(AFTER_GRACE);
  await round.homeAffairs.call(closeCampaign, { params: { campaignId: round.campaignId } });
  const counted = await copyOf(db);
  const arrivals = [...earlier, ...watched, ...later];
  return { round, arrivals, watched, copies: { evening, dayAfter, end, counted }, ballotKey };
}

async function respondentsOf({ strata, invitations }: CollectingCampaign): Promise<Arrival[]> {
  const questionnaire = (await questionnaires()).get('sipas-2023-2026')!;
  const people = strata.flatMap(({ code, agencyCode }, h) => {
    const respondents = RESPONDENTS[h % RESPONDENTS.length]!;
    const group = respondents < 5 ? agencyCode : code;
    return invitations
      .filter(({ stratum }) => stratum === code)
      .slice(0, respondents)
      .map((invitation) => ({ ...invitation, group, submissionId: randomUUID() }));
  });
  return [...Map.groupBy(people, ({ group }) => group).values()].flatMap((group) => {
    const marked = inLots('answers', group);
    return group.map((arrival) => {
      const mark = marked.indexOf(arrival);
      return { ...arrival, mark, answers: answersOf(questionnaire, arrival.token, mark) };
    });
  });
}

/** Who comes when and who answers what follow from no column, and not from one another. */
function inLots<T extends { readonly token: string }>(lottery: string, people: readonly T[]): T[] {
  const lot = ({ token }: T) => createHash('sha256').update(`${lottery} ${token}`).digest('hex');
  return people.toSorted((a, b) => (lot(a) < lot(b) ? -1 : 1));
}

/** Everybody answers everything their own way; the mark alone tells a response from all others. */
function answersOf(questionnaire: Questionnaire, token: string, mark: number): AnswersOf {
  const chosen = questionsOf(questionnaire).flatMap((question) => {
    if (question.kind === 'comment') return [];
    const lot = createHash('sha256').update(`${question.code} ${token}`).digest()[0]!;
    const { value } = question.options[lot % question.options.length]!;
    return [[question.code, question.kind === 'multiple' ? [value] : value] as const];
  });
  return {
    ...Object.fromEntries(chosen),
    '9.24': (mark & 3) + 1,
    '9.25': (mark >> 2) + 1,
    ...(mark === 0 && { comment: COMMENT }),
  };
}

/** The mark that such answers carry. */
export const markIn = (answers: Readonly<Record<string, readonly number[]>>): number =>
  (answers['9.24']?.[0] ?? 0) - 1 + 4 * ((answers['9.25']?.[0] ?? 0) - 1);

async function arrive(
  office: Office,
  arrivals: readonly Arrival[],
  first: string,
  days: number,
): Promise<void> {
  const from = Date.parse(`${first}T03:00:00Z`);
  for (const [index, arrival] of arrivals.entries()) {
    const day = Math.floor((index / arrivals.length) * days);
    office.at(new Date(from + day * 86_400_000).toISOString());
    const draft = await draftName(draftSecretOf(arrival));
    await answer(office, arrival.token, arrival.answers, { draft }, arrival.submissionId);
  }
}

/** Of a link and the code that its holder's device has made; here all made the same. */
export const draftSecretOf = ({ token }: Pick<Arrival, 'token'>): string =>
  draftSecret(token, '0123456789ABCDEF');

/** Begins and is kept on the server for another day. */
async function keep(office: Office, { token, mark }: Arrival): Promise<void> {
  await office.nobody.call(startAnswering, { body: { token } });
  const sealed = await sealDraft(draftSecretOf({ token }), {
    answers: { '9.24': { value: mark, at: 1 } },
  });
  await office.nobody.call(keepDraft, {
    body: { token, name: await draftName(draftSecretOf({ token })), base: 0, sealed },
  });
}
