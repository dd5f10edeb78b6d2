import { bare } from '../understand/fold.ts';
import type { NameEvidence } from './compare-names.ts';
import { isOneLetterApart } from './one-letter-apart.ts';
import { WEIGHTS } from './weights.ts';

const { same, near, differs } = WEIGHTS.organization;

/** By the words that tell organisations apart; a branch has its place's beside them. */
export function compareOrganizations(a: string, b: string): NameEvidence {
  if (a === '' || b === '') return evidence(0, true);
  if (a === b) return evidence(same, true);
  const [x, y] = [bare(a), bare(b)];
  if (x === y) return evidence(x === a || y === b ? same : near, true);
  const [words, others] = [x.split(' '), y.split(' ')];
  const different = words.filter((word, place) => word !== others[place]);
  const isNear =
    words.length === others.length &&
    different.length === 1 &&
    isOneLetterApart(different[0]!, others[words.indexOf(different[0]!)]!);
  return evidence(isNear ? near : differs, isNear);
}

const evidence = (weight: number, isSame: boolean): NameEvidence => ({ weight, beyond: 0, isSame });
