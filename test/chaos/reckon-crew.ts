import { keyForm } from '#contract/paper.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import type { Mode } from '#contract/responses.ts';
import { cleaned, countable } from '../../server/responses/answers.ts';
import type { Office } from '../office.ts';
import type { AskedPerson } from './crew.ts';
import type { Tally } from './tally.ts';

export interface ExpectedResponse {
  readonly stratum: string;
  readonly agencyCode: string;
  readonly answers: Readonly<Record<string, readonly number[]>>;
}

/** Whom every door has asked: received by one that asked, with what that one heard; forms of strips are entered. */
export async function reckonCrew(
  office: Office,
  campaignId: string,
  people: readonly AskedPerson[],
  tally: Tally,
): Promise<ExpectedResponse[]> {
  const { db } = office.deps;
  const rows = await db
    .selectFrom('invitation')
    .select(['id', 'state', 'door'])
    .where('campaignId', '=', campaignId)
    .execute();
  const { questionnaire } = await db
    .selectFrom('campaign')
    .select('questionnaire')
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
  const questions = questionsOf(questionnaire);
  const clerks = [await office.as('entry'), await office.as('entry')];
  const expected: ExpectedResponse[] = [];
  for (const person of people) {
    const { invitation, answers } = person;
    const { state, door } = rows.find(({ id }) => id === invitation.id)!;
    checkPerson(person, state === 'received' ? door : null, tally);
    if (door === null) continue;
    tally.count(`crew: received by ${door}`);
    if (door === 'paper') {
      const number = await freeForm(office, campaignId, invitation.stratum);
      for (const clerk of clerks)
        await clerk.call(keyForm, {
          params: { campaignId, number },
          body: { answers: answers.paper },
        });
    }
    const counted = countable(cleaned(answers[door]), questions);
    const { stratum, agencyCode } = invitation;
    expected.push({ stratum, agencyCode, answers: counted.answers });
  }
  return expected;
}

function checkPerson(
  { invitation, tried, sealed }: AskedPerson,
  door: Mode | null,
  tally: Tally,
): void {
  const name = `${invitation.agencyCode}/${invitation.serial}`;
  if (door === null && sealed.size > 0)
    tally.violation(`${name}: sealed by ${[...sealed]}, received by none`);
  if (door !== null && !tried.has(door))
    tally.violation(`${name}: received by ${door}, which never asked`);
  if (sealed.size > 1) tally.count('crew: people sealed by several doors');
}

async function freeForm({ deps }: Office, campaignId: string, stratum: string): Promise<string> {
  const { number } = await deps.db
    .selectFrom('paperForm')
    .select('number')
    .where('campaignId', '=', campaignId)
    .where('stratum', '=', stratum)
    .where('state', '=', 'printed')
    .executeTakeFirstOrThrow();
  return number;
}
