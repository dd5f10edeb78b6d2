import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { getBoard } from '#contract/board.ts';
import { listPersons } from '#contract/persons.ts';
import { openIdentity } from '../server/db/sealed-identity.ts';
import type { Office } from './office.ts';
import { openFrameFor } from './open-round.ts';
import { read, upload } from './scenario-lists.ts';

interface Outcome {
  readonly counts: object;
  readonly people: readonly (readonly (string | null)[])[];
  readonly procedures: readonly (string | null)[];
  readonly channels: readonly (string | null)[];
}
export interface Trap extends Partial<Outcome> {
  readonly trap: string;
  readonly scope?: string;
  readonly font?: string;
  readonly refused?: { readonly code: string; readonly details?: object };
  readonly agencies?: Readonly<Record<string, number>>;
  readonly births?: Readonly<Record<string, number>>;
}

export const FOLDER = new URL('golden/lists/', import.meta.url);
export const listOf = (name: string) => readFileSync(new URL(name, FOLDER));
const { clean, lists } = JSON.parse(listOf('expected.json').toString()) as {
  readonly clean: Outcome;
  readonly lists: Readonly<Record<string, Trap>>;
};

export { lists };

type Line = readonly (string | null)[];
const byName = ([a]: Line, [b]: Line) => (String(a) < String(b) ? -1 : 1);

export const forgetColumns = (office: Office) =>
  office.deps.db.deleteFrom('columnMemory').execute();

const KINDS = {
  letters:
    /^(?:utf-|tcvn3|vni|windows-|western-|packed|decomposed|unseen-|mixed-line).*\.(?:csv|tsv|txt|gz)$/,
  text: /\.(?:csv|tsv|txt|gz)$/,
  xlsx: /\.xlsx$/,
};

/**
 * Lists of a kind, each with what is wrong with it. `letters`: texts whose bytes are to be understood, `text`: those whose
 * cells are; `other`: older workbooks and what is no list.
 */
export function trapsOf(kind: keyof typeof KINDS | 'other') {
  const kindOf = (name: string) =>
    (['letters', 'text', 'xlsx'] as const).find((each) => KINDS[each].test(name)) ?? 'other';
  return Object.entries(lists)
    .filter(([name]) => kindOf(name) === kind)
    .map(([name, list]) => [list.trap, name, list] as const);
}

async function outcomeOf(office: Office, campaignId: string) {
  const homeAffairs = await office.as('home_affairs');
  const params = { campaignId, agencyCode: 'province' };
  const { people } = await homeAffairs.call(listPersons, { params, query: { page: '1' } });
  const { agencies } = await homeAffairs.call(getBoard, { params: { campaignId } });
  const dossiers = await office.deps.db
    .selectFrom('dossier')
    .select(['procedureCode', 'channel'])
    .where('campaignId', '=', campaignId)
    .execute();
  const persons = await office.deps.db
    .selectFrom('person')
    .select('sealed')
    .where('campaignId', '=', campaignId)
    .execute();
  const key = await office.deps.secrets.identityKey(campaignId);
  const identities = persons.map(({ sealed }) => openIdentity(key, sealed!));
  return {
    people: people
      .map((person) => [person.fullName, person.phone, person.address, person.returnedOn])
      .sort(byName),
    agencies: Object.fromEntries(
      agencies
        .filter(({ accepted }) => accepted > 0)
        .map(({ agencyCode, accepted }) => [agencyCode, accepted]),
    ),
    births: Object.fromEntries(
      identities.map((identity) => [identity.fullName, identity.birthYear]),
    ),
    procedures: [...new Set(dossiers.map((dossier) => dossier.procedureCode))].sort(),
    channels: [...new Set(dossiers.map((dossier) => dossier.channel))].sort(),
  };
}

/** Hands the list in as a commune does, and compares with what was written by hand. */
export async function expectOutcome(office: Office, name: string, list: Trap): Promise<void> {
  await forgetColumns(office);
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: list.scope ?? '01981' };
  const uploading = upload(homeAffairs, params, listOf(name), name);
  if (list.refused) {
    await expect(uploading).rejects.toMatchObject(list.refused);
    return;
  }
  const preview = await uploading;
  expect(preview.legacyFont?.name).toBe(list.font);
  expect(preview.missing).toEqual([]);
  const file = await read(homeAffairs, params, preview);
  expect(file).toMatchObject({ state: 'imported', ...(list.counts ?? clean.counts) });
  const outcome = await outcomeOf(office, campaignId);
  expect(outcome).toMatchObject({
    people: [...(list.people ?? clean.people)].sort(byName),
    procedures: list.procedures ?? clean.procedures,
    channels: list.channels ?? clean.channels,
    ...(list.births && { births: list.births }),
  });
  if (list.agencies) expect(outcome.agencies).toEqual(list.agencies);
}
