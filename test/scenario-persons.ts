import { getFrameSummary } from '#contract/frames.ts';
import { getPerson, listPersons } from '#contract/persons.ts';
import { decideOnStaffPhones, setStaffPhones, stateOfficials } from '#contract/staff-phones.ts';
import type { Caller, Office } from './office.ts';
import { openFrameFor } from './open-round.ts';
import type { DossierRow, Scope } from './scenario-lists.ts';
import { csvOf, dossier, handIn } from './scenario-lists.ts';

export const PHONE = '0972302218';
export const su = (changes: DossierRow = {}): DossierRow =>
  dossier({ owner: 'Lý A Sử', phone: PHONE, ...changes });

/** An agency's list, handed in by its clerk to a frame of its own. */
export async function listOf(office: Office, rows: readonly DossierRow[], agencyCode = '01981') {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode };
  const clerk = await office.as('agency', agencyCode);
  await handIn(clerk, params, csvOf(rows));
  return { campaignId, homeAffairs, params, clerk };
}

export const people = async (caller: Caller, params: Scope, query = {}) =>
  (await caller.call(listPersons, { params, query })).people;

/** The persons as sets of dossier codes, by any name. */
export async function persons(caller: Caller, params: Scope): Promise<string[][]> {
  const sets = await Promise.all(
    (await people(caller, params)).map(async ({ personId }) => {
      const { dossiers } = await caller.call(getPerson, { params: { ...params, personId } });
      return dossiers.map(({ code }) => code).sort();
    }),
  );
  return sets.sort();
}

/** What its clerk and Home Affairs do about the phones of its own staff. */
export function staffOf(rows: Awaited<ReturnType<typeof listOf>>) {
  const { campaignId, clerk, homeAffairs, params } = rows;
  return {
    ...rows,
    set: (text: string, isAdded = false) =>
      clerk.call(setStaffPhones, { params, body: { text, isAdded } }),
    officials: (officials: number) =>
      homeAffairs.call(stateOfficials, {
        params: { campaignId },
        body: { agencies: [{ agencyCode: params.agencyCode, officials }] },
      }),
    decide: (kind: 'approved' | 'refused', phones: number, people: number, note?: string) =>
      homeAffairs.call(decideOnStaffPhones, {
        params,
        body: { kind, phones, people, ...(note && { note }) },
      }),
    summary: () => clerk.call(getFrameSummary, { params }),
  };
}
