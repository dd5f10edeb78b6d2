import { bare } from '../understand/fold.ts';
import type { NameEvidence } from './compare-names.ts';
import { isOneLetterApart } from './one-letter-apart.ts';
import { WEIGHTS } from './weights.ts';

const { same, near, differs } = WEIGHTS.organization;

/** By the words that tell organisations apart; a branch has its place's beside them. */
export function compareOrganizations(a: string, b: string): NameEvidence {
  if (a === '' || b === '') return { weight: 0, isSame: true };
  if (a === b) return { weight: same, isSame: true };
  const [x, y] = [bare(a), bare(b)];
  if (x === y) return { weight: x === a || y === b ? same : near, isSame: true };
  const [words, others] = [x.split(' '), y.split(' ')];
  const different = words.filter((word, place) => word !== others[place]);
  const isNear =
    words.length === others.length &&
    different.length === 1 &&
    isOneLetterApart(different[0]!, others[words.indexOf(different[0]!)]!);
  return { weight: isNear ? near : differs, isSame: isNear };
}
