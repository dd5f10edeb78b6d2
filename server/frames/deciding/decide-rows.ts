import { setImmediate } from 'node:timers/promises';
import type { Reason } from '#contract/frames.ts';
import { saidBy } from '../identity/complete-identity.ts';
import type { Application, Eligible } from './application.ts';
import { isEligible } from './application.ts';
import type { Linkable, LinkedDossier } from './link-dossiers.ts';
import { linkDossiers } from './link-dossiers.ts';

export type ReadDossier = Linkable & { readonly application: Eligible };
/** A person as the dossiers that name them: the chosen one first. */
export type DecidedPerson = readonly LinkedDossier<ReadDossier>[];

export interface Decided {
  readonly persons: readonly DecidedPerson[];
  /** Rows that a rule excludes and rows in error, each with its reason. */
  readonly left: readonly (Application & { readonly reason: Reason })[];
}

export interface DecidingRules {
  /** The campaign's identity key. */
  readonly key: Buffer;
  /** Codes that other lists in force have brought into the frame. */
  readonly isTaken: (code: string) => boolean;
  readonly isSeparated: (code: string) => boolean;
  readonly pseudonym: (code: string) => string;
}

/**
 * What becomes of every row of a list. The order of the rows changes nothing: not who is linked to whom,
 * not which dossier is chosen.
 */
export async function decideRows(
  applications: readonly Application[],
  rules: DecidingRules,
): Promise<Decided> {
  const { kept, repeated } = withoutRepeats(applications, rules.isTaken);
  const persons: DecidedPerson[] = [];
  for (const ofUnit of Map.groupBy(kept.filter(isEligible), ({ unitCode }) => unitCode).values()) {
    const dossiers = ofUnit.map((application) => dossierOf(application, rules));
    for (const person of linkDossiers(dossiers, rules.pseudonym)) persons.push(person);
    // A province's list is long work: other requests have their turn after each unit.
    await setImmediate();
  }
  const left = [...repeated, ...kept].flatMap((application) =>
    application.reason ? [{ ...application, reason: application.reason }] : [],
  );
  return { persons, left };
}

const dossierOf = (application: Eligible, rules: DecidingRules): ReadDossier => ({
  application,
  code: application.code,
  kind: application.contact.kind,
  isSeparated: rules.isSeparated(application.code),
  said: saidBy(rules.key, application.contact),
});

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
