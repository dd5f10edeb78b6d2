/**
 * Outside truth: test/golden/lists/expected.json, written by hand for one list of each trap of domain.md §4;
 * nearly all hold the same four people and one withdrawn application.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getBoard, importList, previewList } from '#contract/frames.ts';
import { listPeople } from '#contract/people.ts';
import { openIdentity } from '../../server/db/sealed-identity.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { OpenFrame } from '../scenario-lists.ts';
import { openFrameFor, read, rolesOf, upload } from '../scenario-lists.ts';

interface Outcome {
  readonly counts: object;
  readonly people: readonly (readonly (string | null)[])[];
  readonly procedures: readonly (string | null)[];
  readonly channels: readonly (string | null)[];
}
interface Trap extends Partial<Outcome> {
  readonly trap: string;
  readonly scope?: string;
  readonly font?: string;
  readonly refused?: { readonly code: string; readonly details?: object };
  readonly agencies?: Readonly<Record<string, number>>;
  readonly births?: Readonly<Record<string, number>>;
}

const FOLDER = new URL('../golden/lists/', import.meta.url);
const listOf = (name: string) => readFileSync(new URL(name, FOLDER));
const { clean, lists } = JSON.parse(listOf('expected.json').toString()) as {
  readonly clean: Outcome;
  readonly lists: Readonly<Record<string, Trap>>;
};

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const open = (): Promise<OpenFrame> => openFrameFor(office);
type Line = readonly (string | null)[];
const byName = ([a]: Line, [b]: Line) => (String(a) < String(b) ? -1 : 1);
const forgetColumns = () => office.deps.db.deleteFrom('columnMemory').execute();

test('every list of the folder has its outcome', () => {
  const files = readdirSync(FOLDER).filter((name) => !/\.(ts|json)$/.test(name));
  expect(Object.keys(lists).sort()).toEqual(files.sort());
  expect(files.length).toBeGreaterThanOrEqual(40);
});

async function outcomeOf(campaignId: string) {
  const homeAffairs = await office.as('home_affairs');
  const params = { campaignId, agencyCode: 'province' };
  const { people } = await homeAffairs.call(listPeople, { params, query: { page: '1' } });
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
      .map((one) => [one.fullName, one.phone, one.address, one.returnedOn])
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

test.each(Object.entries(lists).map(([name, list]) => [list.trap, name, list] as const))(
  '%s (%s)',
  async (_, name, list) => {
    await forgetColumns();
    const { campaignId, homeAffairs } = await open();
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
    const outcome = await outcomeOf(campaignId);
    expect(outcome).toMatchObject({
      people: [...(list.people ?? clean.people)].sort(byName),
      procedures: list.procedures ?? clean.procedures,
      channels: list.channels ?? clean.channels,
      ...(list.births && { births: list.births }),
    });
    if (list.agencies) expect(outcome.agencies).toEqual(list.agencies);
  },
);

test('a list in an old font shows its letters before and after, and waits for a person', async () => {
  await forgetColumns();
  const { campaignId, homeAffairs } = await open();
  const params = { campaignId, agencyCode: '01981' };
  const preview = await upload(homeAffairs, params, listOf('tcvn3-names.xlsx'));
  expect(preview.legacyFont).toMatchObject({ name: 'tcvn3' });
  const at = preview.legacyFont!.after.indexOf('Nguyễn Thị Hường');
  expect(preview.legacyFont!.before[at]).toBe('NguyÔn ThÞ H\u00adêng');
  const list = { ...params, fileId: preview.fileId };
  const body = { headingRows: preview.headingRows, columns: rolesOf(preview) };
  const refused = { code: 'font_not_confirmed', details: { font: 'tcvn3' } };
  await expect(homeAffairs.call(importList, { params: list, body })).rejects.toMatchObject(refused);
  await expect(
    homeAffairs.call(importList, { params: list, body: { ...body, legacyFont: 'vni' } }),
  ).rejects.toMatchObject(refused);
  const begun = await homeAffairs.call(importList, {
    params: list,
    body: { ...body, legacyFont: 'none' },
  });
  expect(begun.state).toBe('importing');
});

test('columns confirmed once need no look in the next campaign; another agency starts anew', async () => {
  await forgetColumns();
  const content = listOf('unknown-headings.csv').toString();
  const first = await open();
  const params = { campaignId: first.campaignId, agencyCode: '01981' };
  const preview = await upload(first.homeAffairs, params, content);
  expect(preview.isRemembered).toBe(false);
  const columns = preview.columns.map((column) =>
    column.heading === 'Cột 7' ? { ...column, role: 'phone' as const } : { ...column },
  );
  const changed = columns.map((column) =>
    column.heading === 'Kênh tiếp nhận' ? { ...column, role: null } : column,
  );
  await read(first.homeAffairs, params, { ...preview, columns: changed });

  const next = await open();
  const again = { campaignId: next.campaignId, agencyCode: '01981' };
  const remembered = await upload(next.homeAffairs, again, content.normalize('NFD'));
  expect(remembered.isRemembered).toBe(true);
  expect(rolesOf(remembered)).toEqual(rolesOf({ ...preview, columns: changed }));
  const pointed = await next.homeAffairs.call(previewList, {
    params: { ...again, fileId: remembered.fileId },
    query: { headingRow: '2' },
  });
  expect(pointed.isRemembered).toBe(false);

  const other = await upload(next.homeAffairs, { ...again, agencyCode: '05665' }, content);
  expect(other.isRemembered).toBe(false);
});
