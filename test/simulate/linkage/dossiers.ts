import type { ContactCells } from '../../../server/lists/decide/contact.ts';
import type { Chances } from './chances.ts';
import { chances } from './chances.ts';
import type { NamePool, Person } from './people.ts';
import { peopleOf } from './people.ts';

/** How one kind of clerk and system writes: every cell from what is true. */
export interface Writing {
  readonly pool: NamePool;
  name(person: Person, chance: Chances): string;
  birth(person: Person, chance: Chances): string;
  idNumber(person: Person, before: Person | undefined, chance: Chances): string;
  /** `intermediaries`: phones that many owners share. */
  phone(person: Person, intermediaries: readonly string[], chance: Chances): string;
}

/** A dossier as a clerk wrote it, and who truly is the one to be asked. */
export interface WrittenDossier {
  readonly person: number;
  readonly cells: ContactCells;
}

/** Of a thousand persons who come for others, each for a handful. */
const HELPERS = 12;
/** Of a thousand dossiers: one that somebody of the household brings, once. */
const BROUGHT = 15;

/** Dossiers of one agency in the order of the counter; as many as are asked for. */
export function writtenDossiers(writing: Writing, seed: number, size: number): WrittenDossier[] {
  const chance = chances(seed);
  const people = peopleOf(writing.pool, Math.ceil(size / 1.8), chance);
  const intermediaries = Array.from({ length: Math.ceil(size / 300) }, chance.phone);
  const write = (owner: number, helper?: number): WrittenDossier =>
    writtenDossier(writing, people, { owner, helper }, intermediaries, chance);
  const dossiers = people.flatMap((person, p) => {
    const own = Array.from({ length: chance.pick([1, 1, 1, 1, 2, 2, 3, 5]) }, () => write(p));
    if (person.kind === 'organization') return own;
    if (chance.happens(BROUGHT)) own.push(write(chance.below(people.length), p));
    if (!chance.happens(HELPERS)) return own;
    return [...own, ...Array.from({ length: 4 }, () => write(chance.below(people.length), p))];
  });
  return chance.shuffled(dossiers).slice(0, size);
}

function writtenDossier(
  writing: Writing,
  people: readonly Person[],
  { owner, helper }: { readonly owner: number; readonly helper: number | undefined },
  intermediaries: readonly string[],
  chance: Chances,
): WrittenDossier {
  const person = people[owner]!;
  // Who comes for an organisation acts for it: the organisation stays the one that is asked.
  const came = person.kind === 'citizen' && helper !== owner ? helper : undefined;
  const reached = came === undefined ? person : people[came]!;
  return {
    person: came ?? owner,
    cells: {
      ownerName: writing.name(person, chance),
      ownerKind: person.kind === 'citizen' ? 'Công dân' : 'Doanh nghiệp',
      submitterName: came === undefined ? '' : writing.name(reached, chance),
      birthDate: person.kind === 'citizen' ? writing.birth(person, chance) : '',
      sex: '',
      idNumber: writing.idNumber(person, people[owner - 1], chance),
      phone: writing.phone(reached, intermediaries, chance),
      address: `${person.hamlet}, Xã Vĩnh Thông`,
      addressAndPhone: '',
      email: '',
      note: '',
    },
  };
}
