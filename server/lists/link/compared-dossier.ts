import { comparedName, comparedOrganization } from '../understand/compared-name.ts';
import { bareName } from '../understand/names.ts';
import type { Identity } from './identity.ts';
import type { IdentityKeys } from './identity-keys.ts';

/** What is compared of a dossier: of the person who is asked. */
export interface ComparedDossier {
  readonly name: string;
  readonly phone: number;
  readonly id: number;
  /** Tells days apart; 0 where only the year is known or nothing. */
  readonly birthDay: number;
  /** 0 where unknown. */
  readonly birthYear: number;
}

type Named = Pick<Identity, 'fullName' | 'cameName' | 'birthDay' | 'birthYear'>;
type Keys = Pick<IdentityKeys, 'phone' | 'id'>;

/**
 * Where somebody came for the owner, that person is asked (domain.md 2.1): the phone is theirs, birth and number are the
 * owner's.
 */
export function comparedDossier(
  kind: 'citizen' | 'organization',
  named: Named,
  { phone, id }: Keys,
): ComparedDossier {
  if (kind === 'organization')
    return { name: comparedOrganization(named.fullName), phone, id, birthDay: 0, birthYear: 0 };
  const name = comparedName(named.cameName ?? named.fullName);
  if (named.cameName && bareName(name) !== bareName(comparedName(named.fullName)))
    return { name, phone, id: 0, birthDay: 0, birthYear: 0 };
  return { name, phone, id, birthDay: dayNumber(named.birthDay), birthYear: named.birthYear ?? 0 };
}

/** Days of a calendar of 31 days in each month, from 1900: two bytes until 2075. */
const FIRST_YEAR = 1900;

/** The first of January is written where only the year is known. */
function dayNumber(day: string | null): number {
  if (day === null || day.endsWith('-01-01')) return 0;
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return (year - FIRST_YEAR) * 372 + (month - 1) * 31 + Number(day.slice(8));
}

/** Year, month and day. */
export function partsOfDay(number: number): readonly [number, number, number] {
  const days = number - 1;
  return [Math.floor(days / 372), Math.floor((days % 372) / 31), days % 31];
}
