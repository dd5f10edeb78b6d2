import { randomUUID } from 'node:crypto';
import { declineInvitation, openInvitation, startAnswering } from '#contract/opening.ts';
import { submitResponse } from '#contract/responses.ts';
import { answersOf, paradataOf } from './answers.ts';
import { Caller } from './caller.ts';
import type { Citizen, Fieldwork } from './citizens.ts';

/** Everybody's phone is on a network of its own; of one in thirty the whole hamlet shares it. */
const networkOf = ({ chance, agency }: Citizen): string => {
  const owner = chance('shared network') < 0.03 ? agency : chance;
  return `10.${[1, 2, 3].map((part) => Math.floor(256 * owner(`network ${part}`))).join('.')}`;
};

export async function answerByOwnPhone(
  { address, satisfactionShift }: Fieldwork,
  citizen: Citizen,
): Promise<void> {
  const { token, chance } = citizen;
  const phone = new Caller(address, networkOf(citizen));
  const { questionnaire } = await phone.call(openInvitation, { body: { token } });
  await phone.call(startAnswering, { body: { token } });
  const params = { submissionId: randomUUID() };
  const body = {
    token,
    questionnaireVersion: questionnaire.version,
    language: 'vi',
    answers: answersOf(questionnaire, citizen, satisfactionShift),
    paradata: paradataOf(questionnaire, citizen),
  };
  const receipt = await phone.call(submitResponse, { params, body });
  // One phone in fifty loses the reply and sends again: it must get the same receipt.
  if (chance('timeout') >= 0.02) return;
  const again = await phone.call(submitResponse, { params, body });
  if (again.code !== receipt.code) throw new Error('a repeat got another receipt');
}

export async function decline({ address }: Fieldwork, citizen: Citizen): Promise<void> {
  const phone = new Caller(address, networkOf(citizen));
  await phone.call(declineInvitation, { body: { token: citizen.token, reason: 'declined' } });
}
