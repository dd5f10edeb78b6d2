import { setImmediate } from 'node:timers/promises';
import type { Reason } from '#contract/frames.ts';
import type { Application, Contact, Eligible } from './application.ts';
import { isEligible } from './application.ts';
import { linkPersons } from './link-persons.ts';

export interface DecidedPerson {
  readonly unitCode: string;
  readonly contact: Contact;
  /** The chosen dossier first, the others after it. */
  readonly dossiers: readonly Eligible[];
}

export interface Decided {
  readonly persons: readonly DecidedPerson[];
  /** Rows that a rule excludes and rows in error, each with its reason. */
  readonly left: readonly (Application & { readonly reason: Reason })[];
}

/**
 * What becomes of every row of a list. The order of the rows changes nothing: not who is linked to whom,
 * not which dossier is chosen.
 */
export async function decideRows(
  applications: readonly Application[],
  isTaken: (code: string) => boolean,
  pseudonym: (code: string) => string,
): Promise<Decided> {
  const { kept, repeated } = withoutRepeats(applications, isTaken);
  const persons: DecidedPerson[] = [];
  for (const ofUnit of Map.groupBy(kept.filter(isEligible), ({ unitCode }) => unitCode).values()) {
    for (const dossiers of linkPersons(ofUnit)) persons.push(person(dossiers, pseudonym));
    // A province's list is long work: other requests have their turn after each unit.
    await setImmediate();
  }
  const left = [...repeated, ...kept].flatMap((application) =>
    application.reason ? [{ ...application, reason: application.reason }] : [],
  );
  return { persons, left };
}

/** One row for each dossier code: an eligible one if there is any, otherwise chosen by its content. */
function withoutRepeats(applications: readonly Application[], isTaken: (code: string) => boolean) {
  const byCode = new Map<string, Application>();
  const kept: Application[] = [];
  const repeated: Application[] = [];
  const repeat = (application: Application) =>
    repeated.push({ ...application, contact: null, reason: 'repeated_dossier' });
  for (const application of applications) {
    const { code } = application;
    const earlier = byCode.get(code);
    if (!code) kept.push(application);
    else if (isTaken(code)) repeat(application);
    else if (!earlier) byCode.set(code, application);
    else if (rankOf(application) < rankOf(earlier)) {
      byCode.set(code, application);
      repeat(earlier);
    } else repeat(application);
  }
  for (const application of byCode.values()) kept.push(application);
  return { kept, repeated };
}

const rankOf = ({ rowNumber: _, ...said }: Application): string =>
  `${said.reason === null ? 0 : 1} ${JSON.stringify(said)}`;

/** A person's dossier is chosen by the smallest pseudonym: at random, yet the same in every repetition. */
function person(dossiers: readonly Eligible[], pseudonym: (code: string) => string): DecidedPerson {
  const chosen = dossiers
    .map((dossier) => ({ dossier, key: dossiers.length > 1 ? pseudonym(dossier.code) : '' }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ dossier }) => dossier);
  const [first] = chosen as [Eligible];
  return { unitCode: first.unitCode, contact: completed(chosen), dossiers: chosen };
}

/** What the chosen dossier leaves out about its person, another one may say. */
function completed(dossiers: readonly Eligible[]): Contact {
  const contacts = dossiers.map(({ contact }) => contact);
  const first = contacts[0]!;
  const reach = contacts.find(({ hamlet }) => hamlet) ?? contacts.find(({ address }) => address);
  return {
    ...first,
    birth: contacts.find(({ birth }) => birth.day)?.birth ?? firstYear(contacts) ?? first.birth,
    sex: contacts.find(({ sex }) => sex)?.sex ?? null,
    phone: contacts.find(({ phone }) => phone)?.phone ?? null,
    address: first.hamlet ? first.address : (reach?.address ?? null),
    hamlet: first.hamlet ?? reach?.hamlet ?? null,
  };
}

const firstYear = (contacts: readonly Contact[]) =>
  contacts.find(({ birth }) => birth.year !== null)?.birth;
