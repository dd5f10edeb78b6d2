/**
 * Truth: peers.md C4 and C11 (an early copy on the server, two phones), and that a draft is nobody's:
 * the database alone neither opens it nor says whose it is.
 */
import { createCipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import type { DraftContent } from '#contract/draft-content.ts';
import { answersIn, mergedDrafts } from '#contract/draft-content.ts';
import { DRAFT_BYTES, draftName, draftSecret, openDraft, sealDraft } from '#contract/draft-seal.ts';
import { eraseDraft, keepDraft, readDraft } from '#contract/drafts.ts';
import { unlocked } from '../../server/drafts/locked-draft.ts';
import { countNewDrafts, MOST_A_DAY, UNSHARED } from '../../server/drafts/new-drafts.ts';
import { connectBeside } from '../database.ts';
import { AFTER_GRACE, answer, collectingCampaign, OPEN_DAY } from '../scenario-collecting.ts';
import { refusalOf, unusedSlips } from '../scenario-unused-slips.ts';

const { office, nextSlip } = await unusedSlips();
/** What a device makes for itself beside the link; the tests' devices all made the same. */
const CODE = '0123456789ABCDEF';
const secretOf = (token: string) => draftSecret(token, CODE);
const nameOf = (token: string) => draftName(secretOf(token));
const keep = async (token: string, base: number, sealed: string) =>
  office.nobody.call(keepDraft, { body: { token, name: await nameOf(token), base, sealed } });
const read = async (token: string) =>
  office.nobody.call(readDraft, { body: { token, name: await nameOf(token) } });
const erase = async (token: string) =>
  office.nobody.call(eraseDraft, { body: { name: await nameOf(token) } });
const rows = () => office.deps.db.selectFrom('draft').selectAll().execute();

const answered = (moment: number, answers: Record<string, number>): DraftContent => ({
  answers: Object.fromEntries(
    Object.entries(answers).map(([code, value]) => [code, { value, at: moment }]),
  ),
});

describe('one draft for each invitation', () => {
  test('a draft is kept, read on another phone, and replaced by the next', async () => {
    const { token } = nextSlip();
    expect(await read(token)).toEqual({ revision: 0, sealed: null });
    const first = await sealDraft(secretOf(token), answered(1, { '9.24': 4 }));
    expect(await keep(token, 0, first)).toEqual({ revision: 1 });
    expect(await read(token)).toEqual({ revision: 1, sealed: first });
    expect(await keep(token, 1, await sealDraft(secretOf(token), {}))).toEqual({ revision: 2 });
  });

  test('two phones in turns lose nothing: the second gets the newer draft, merges and sends again', async () => {
    const { token } = nextSlip();
    const content = answered(1, { '9.24': 4, '9.25': 4 });
    const other = answered(2, { '9.25': 1, '9.26': 2 });
    await keep(token, 0, await sealDraft(secretOf(token), content));
    const { status, code, details } = await refusalOf(
      keep(token, 0, await sealDraft(secretOf(token), other)),
    );
    expect([status, code, details.revision]).toEqual([409, 'draft_outdated', 1]);
    const newer = (await openDraft(secretOf(token), String(details.sealed))) as DraftContent;
    const merged = mergedDrafts(other, newer);
    expect(answersIn(merged)).toEqual({ '9.24': 4, '9.25': 1, '9.26': 2 });
    expect(await keep(token, 1, await sealDraft(secretOf(token), merged))).toEqual({ revision: 2 });
  });

  test('of many phones at once exactly one is kept, the others are told', async () => {
    const { token } = nextSlip();
    const sealed = await sealDraft(secretOf(token), {});
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => keep(token, 0, sealed)),
    );
    const codes = outcomes.map((outcome) =>
      outcome.status === 'rejected' ? outcome.reason.code : 'kept',
    );
    expect(codes.filter((code) => code === 'kept')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['kept', 'draft_outdated']));
  });

  test('after an erasing an older phone is still not taken for up to date', async () => {
    const { token } = nextSlip();
    const sealed = await sealDraft(secretOf(token), {});
    await keep(token, 0, sealed);
    await keep(token, 1, sealed);
    await erase(token);
    expect(await keep(token, 2, sealed)).toEqual({ revision: 3 });
    expect((await refusalOf(keep(token, 1, sealed))).details.revision).toBe(3);
  });
});

describe('who may keep one', () => {
  const sealed = () => sealDraft('ABCDEFGHIJKLMNOP', {});

  test('an unknown, declined, answered or late invitation keeps nothing and reads nothing', async () => {
    const before = (await rows()).length;
    expect((await refusalOf(keep('A'.repeat(16), 0, await sealed()))).code).toBe(
      'invitation_not_found',
    );
    const declined = nextSlip();
    await office.deps.db
      .updateTable('invitation')
      .set({ state: 'declined' })
      .where('id', '=', declined.id)
      .execute();
    expect((await refusalOf(keep(declined.token, 0, await sealed()))).code).toBe('invitation_used');
    const { token } = nextSlip();
    await answer(office, token);
    expect((await refusalOf(keep(token, 0, await sealed()))).code).toBe('invitation_used');
    expect((await refusalOf(read(token))).code).toBe('invitation_used');
    office.at(AFTER_GRACE);
    expect((await refusalOf(keep(nextSlip().token, 0, await sealed()))).code).toBe(
      'campaign_closed',
    );
    office.at(OPEN_DAY);
    expect(await rows()).toHaveLength(before);
  });

  test('staff who are signed in neither keep nor read one', async () => {
    const { token, agencyCode } = nextSlip();
    const clerk = await office.as('agency', agencyCode);
    const place = { token, name: await nameOf(token) };
    const body = { ...place, base: 0, sealed: await sealed() };
    expect((await refusalOf(clerk.call(keepDraft, { body }))).code).toBe('staff_session_present');
    expect((await refusalOf(clerk.call(readDraft, { body: place }))).code).toBe(
      'staff_session_present',
    );
  });

  test('32 kB are kept, one byte more is not', async () => {
    const { token } = nextSlip();
    const most = Buffer.alloc(DRAFT_BYTES, 7).toString('base64');
    expect(await keep(token, 0, most)).toEqual({ revision: 1 });
    const more = Buffer.alloc(DRAFT_BYTES + 3, 7).toString('base64');
    expect((await refusalOf(keep(token, 1, more))).code).toBe('request_invalid');
  });
});

describe('a draft is nobody’s', () => {
  test('its row holds a name that only link and code together give, a day, and bytes that hide what is in them', async () => {
    const { id, token } = nextSlip();
    await keep(
      token,
      0,
      await sealDraft(secretOf(token), { answers: { comment: { value: 'trâu', at: 1 } } }),
    );
    const name = await nameOf(token);
    const row = (await rows()).find((draft) => draft.name === name)!;
    expect(Object.keys(row).toSorted()).toEqual(
      ['campaignId', 'keptOn', 'name', 'revision', 'sealed'].toSorted(),
    );
    expect(row.keptOn).toBe('2026-11-17');
    const invitation = await office.deps.db
      .selectFrom('invitation')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    for (const known of [id, invitation.unitId, invitation.tokenHash, invitation.codeHash])
      expect(known).not.toContain(name);
    expect(row.sealed.includes('trâu')).toBe(false);
  });

  test('its row is as long before the comment as after, though the telephone hands in less', async () => {
    const lengths = [];
    for (const room of [100, 2000, 4096]) {
      const { token } = nextSlip();
      const sealed = await sealDraft(secretOf(token), answered(1, { '9.24': 4 }), room);
      await keep(token, 0, sealed);
      expect(await read(token)).toEqual({ revision: 1, sealed });
      const name = await nameOf(token);
      lengths.push((await rows()).find((draft) => draft.name === name)?.sealed.length);
    }
    expect(new Set(lengths).size).toBe(1);
  });

  test('one that was kept before rows were made alike still opens', async () => {
    const { token } = nextSlip();
    const sealed = await sealDraft(secretOf(token), answered(1, { '9.24': 4 }));
    await keep(token, 0, sealed);
    const name = await nameOf(token);
    const { campaignId } = (await rows()).find((draft) => draft.name === name)!;
    const box = await office.deps.secrets.ballotKey(campaignId);
    const key = Buffer.from(hkdfSync('sha256', box, '', 'sipas draft', 32));
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(Buffer.from(`${campaignId} ${name}`));
    const content = Buffer.concat([cipher.update(Buffer.from(sealed, 'base64')), cipher.final()]);
    await office.deps.db
      .updateTable('draft')
      .set({ sealed: Buffer.concat([nonce, cipher.getAuthTag(), content]) })
      .where('name', '=', name)
      .execute();
    expect(await read(token)).toEqual({ revision: 1, sealed });
  });

  test('it is erased after the receipt, by whoever knows its name', async () => {
    const { token } = nextSlip();
    await keep(token, 0, await sealDraft(secretOf(token), {}));
    await answer(office, token);
    await erase(token);
    await erase(token);
    const name = await nameOf(token);
    expect((await rows()).filter((draft) => draft.name === name)).toEqual([]);
  });

  test('after thirty days without a change it goes, one that goes on stays', async () => {
    const [idle, alive] = [nextSlip().token, nextSlip().token];
    const keepOn = async (day: string, token: string, base: number) => {
      office.at(`${day}T03:00:00Z`);
      await keep(token, base, await sealDraft(secretOf(token), {}));
    };
    await keepOn('2026-11-11', idle, 0);
    await keepOn('2026-11-11', alive, 0);
    await keepOn('2026-11-20', alive, 1);
    await keepOn('2026-12-11', alive, 2);
    expect((await rows()).map(({ name }) => name)).toContain(await nameOf(idle));
    await keepOn('2026-12-12', alive, 3);
    const names = (await rows()).map(({ name }) => name);
    expect(names).toContain(await nameOf(alive));
    expect(names).not.toContain(await nameOf(idle));
    office.at(OPEN_DAY);
  });

  test('the closing leaves none, and destroys the key of those in old backups', async () => {
    const round = await collectingCampaign(office, {
      peoplePerStratum: 2,
      terms: { name: randomUUID() },
    });
    const token = round.invitations[0]!.token;
    const sealed = await sealDraft(secretOf(token), answered(1, { '9.24': 4 }));
    await keep(token, 0, sealed);
    const { secrets } = office.deps;
    const place = { campaignId: round.campaignId, name: await nameOf(token) };
    const backup = (await rows()).find(({ name }) => name === place.name)!.sealed;
    expect(await unlocked(secrets, place, backup)).toBe(sealed);
    office.at(AFTER_GRACE);
    await round.homeAffairs.call(closeCampaign, { params: { campaignId: round.campaignId } });
    const left = (await rows()).filter(({ campaignId }) => campaignId === round.campaignId);
    expect(left).toEqual([]);
    // The token can always be made again by those who print slips.
    await expect(openDraft(secretOf(token), backup.toString('base64'))).rejects.toThrow();
    await expect(unlocked(secrets, place, backup)).rejects.toMatchObject({
      code: 'ballot_box_unavailable',
    });
    office.at(OPEN_DAY);
  });

  test('a network fills no disk through two server processes: what it begins is counted by the day over both', async () => {
    const { db } = office.deps;
    const otherDb = await connectBeside(db);
    const counts = [db, otherDb].map((own) => countNewDrafts({ ...office.deps, db: own }));
    const begin = async (n: number, network: string) => {
      const count = counts[n % counts.length]!;
      await count.admit(network, async () => false);
      count.count(network);
    };
    let begun = 0;
    const full = { code: 'drafts_exhausted' };
    const beginAll = async () => {
      for (; begun <= 2 * MOST_A_DAY; begun += 1) await begin(begun, '192.0.2.1');
    };
    await expect(beginAll()).rejects.toMatchObject(full);
    // Each process has its own first ones; what the other took by the hundred may be left over.
    expect(begun).toBeLessThanOrEqual(MOST_A_DAY + UNSHARED);
    expect(begun).toBeGreaterThan(MOST_A_DAY);
    // A draft that is there is kept on, and others begin.
    for (const count of counts) await count.admit('192.0.2.1', async () => true);
    await begin(0, '192.0.2.2');
    if (otherDb !== db) await otherDb.destroy();
  });
});
