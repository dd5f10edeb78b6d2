import { ROOM_WITH_COMMENT } from '#contract/draft-seal.ts';
import type { Question, Questionnaire } from '#contract/questionnaire.ts';
import type { Draft } from './stored-draft.ts';

/**
 * Bytes to which a copy on the server is padded. Until the comment is reached: all other answers, whichever were
 * given. From then on: a comment too, whether or not one was written. Never less than before, so that going back
 * shows nothing either. What remains to be seen on the wire is that the last page was reached.
 */
export function roomFor({ opening, stamps, at: screen, room = 0 }: Draft): number {
  const questions = questionsIn(opening.questionnaire);
  const hasReachedComment =
    screen === 'check' || questions.some(({ kind, code }) => kind === 'comment' && code in stamps);
  return Math.max(room, hasReachedComment ? ROOM_WITH_COMMENT : answersRoom(questions));
}

const questionsIn = ({ groups }: Questionnaire) => groups.flatMap(({ questions }) => questions);

/** `{"answers":{},"at":"…","continuedAt":…}` */
const FRAME = 80;
/** `"":{"value":0,"at":1763348400000},` */
const ANSWER = 35;

const answersRoom = (questions: readonly Question[]): number =>
  questions.reduce((sum, question) => sum + answerRoom(question), FRAME);

function answerRoom(question: Question): number {
  if (question.kind === 'comment') return 0;
  const most = question.kind === 'multiple' ? 3 * question.options.length : 3;
  return ANSWER + question.code.length + most;
}

/** Of a copy that another device has made. */
export const roomOf = (sealed: string): number =>
  Math.max(0, Math.floor((sealed.length * 3) / 4) - 30);
