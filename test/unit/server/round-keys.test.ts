/**
 * Truth: what README tells to back up and what never. A thief of backups has the master key and every
 * copy of the database; only the wrapped file is in no backup, so its destruction must be the end.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import {
  cp,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { openBallot, sealBallot } from '../../../server/responses/sealed-ballot.ts';
import { openSecrets } from '../../../server/secrets.ts';

let folder = '';
let dataDir = '';
let mirror = '';
const round = randomUUID();
const wrapped = `ballot-${round}.wrapped`;
const absent = { code: 'ballot_box_unavailable' };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-keys-'));
  [dataDir, mirror] = [join(folder, 'data'), join(folder, 'second-disk')];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const ballot = {
  stratum: 'A.F01',
  agencyCode: 'A',
  mode: 'self' as const,
  language: 'vi',
  answers: { '9.1': [4] },
  comment: null,
};
const copiedKey = async (secrets: Awaited<ReturnType<typeof openSecrets>>) =>
  Buffer.from(await secrets.ballotKey(round));

test('no file holds the bare key of a round, and the wrapped one opens under its own master key alone', async () => {
  const secrets = await openSecrets(dataDir);
  await secrets.makeBallotKey(round);
  const key = await copiedKey(secrets);
  expect(await readdir(join(dataDir, 'keys'))).toEqual(['master.key']);
  const content = await readFile(join(dataDir, 'rounds', wrapped));
  expect(content.includes(key) || content.toString().includes(key.toString('hex'))).toBe(false);
  expect(await copiedKey(await openSecrets(dataDir))).toEqual(key);
  const stranger = await openSecrets(join(folder, 'other'));
  await cp(join(dataDir, 'rounds'), join(folder, 'other/rounds'), { recursive: true });
  await expect(stranger.ballotKey(round)).rejects.toMatchObject(absent);
  // Nor under another name: a key of identities is no key of the box.
  await cp(join(dataDir, 'rounds', wrapped), join(dataDir, 'rounds', `identity-${round}.wrapped`));
  await expect(secrets.identityKey(round)).rejects.toMatchObject({
    code: 'identity_key_unavailable',
  });
});

test('a backup of the master key and of the box opens no ballot once the wrapped file is destroyed', async () => {
  const secrets = await openSecrets(dataDir, mirror);
  await secrets.makeBallotKey(round);
  const sealed = sealBallot(await secrets.ballotKey(round), round, 'one', ballot);
  await cp(join(dataDir, 'keys'), join(folder, 'backup/keys'), { recursive: true });
  expect(await secrets.destroyBallotKey(round)).toEqual({
    use: 'ballot',
    wasThere: true,
    mirror: 'destroyed',
  });
  for (const place of [join(dataDir, 'rounds'), mirror])
    expect((await readdir(place)).sort()).toEqual(['CACHEDIR.TAG', 'mirror.id']);
  const thief = await openSecrets(join(folder, 'backup'));
  await expect(thief.ballotKey(round)).rejects.toMatchObject(absent);
  await thief.makeBallotKey(round);
  const guess = await thief.ballotKey(round);
  expect(() => openBallot(guess, round, 'one', sealed)).toThrow();
});

test('the file is overwritten before it is removed', async () => {
  const secrets = await openSecrets(dataDir);
  await secrets.makeBallotKey(round);
  const path = join(dataDir, 'rounds', wrapped);
  // A second name for the same bytes on the disk.
  await link(path, join(folder, 'same-blocks'));
  const before = await readFile(path);
  await secrets.destroyBallotKey(round);
  const after = await readFile(join(folder, 'same-blocks'));
  expect(after).toHaveLength(before.length);
  expect(after.includes(before.subarray(28, 44))).toBe(false);
});

test('after closing no key is in memory: the buffer that was handed out is zeroed, and none is handed out', async () => {
  const secrets = await openSecrets(dataDir);
  for (const [make, read, destroy] of [
    [secrets.makeBallotKey, secrets.ballotKey, secrets.destroyBallotKey],
    [secrets.makeIdentityKey, secrets.identityKey, secrets.destroyIdentityKey],
  ] as const) {
    await make(round);
    const held = await read(round);
    expect(await read(round)).toBe(held);
    // A caller who asked before the end uses the key whole; the end waits for nobody longer than that.
    const used = read(round).then((key) => key.equals(Buffer.alloc(32)));
    await destroy(round);
    expect(await used).toBe(false);
    expect(held).toEqual(Buffer.alloc(32));
    await expect(read(round)).rejects.toMatchObject({ name: 'Refusal' });
  }
});

test('a lost disk loses no ballot: the key comes back from the mirror, a damaged file too', async () => {
  const secrets = await openSecrets(dataDir, mirror);
  await secrets.makeBallotKey(round);
  const key = await copiedKey(secrets);
  await rm(join(dataDir, 'rounds'), { recursive: true });
  expect(await copiedKey(await openSecrets(dataDir, mirror))).toEqual(key);
  const path = join(dataDir, 'rounds', wrapped);
  await writeFile(path, randomBytes(60));
  const damaged = await openSecrets(dataDir, mirror);
  expect((await damaged.settle()).mirror).toBe('reached');
  expect(await copiedKey(damaged)).toEqual(key);
  expect(await readFile(path)).toEqual(await readFile(join(mirror, wrapped)));
});

test('a mirror that is set up later gets the keys of running rounds at the next start', async () => {
  await (await openSecrets(dataDir)).makeBallotKey(round);
  const secrets = await openSecrets(dataDir, mirror);
  expect(await secrets.settle()).toEqual({ rawKeys: 0, mirror: 'reached' });
  expect(await readFile(join(mirror, wrapped))).toEqual(
    await readFile(join(dataDir, 'rounds', wrapped)),
  );
});

test('a mirror whose disk is not mounted is noticed, though its empty folder is there', async () => {
  const secrets = await openSecrets(dataDir, mirror);
  await secrets.makeBallotKey(round);
  await rename(mirror, `${mirror}-unplugged`);
  await mkdir(mirror);
  await expect(secrets.makeIdentityKey(round)).rejects.toMatchObject({
    code: 'round_keys_mirror_unreachable',
  });
  expect(await secrets.destroyBallotKey(round)).toMatchObject({ mirror: 'unreachable' });
  expect((await secrets.settle()).mirror).toBe('unreachable');
  // Nor does it help to forget the setting.
  const without = await openSecrets(dataDir);
  expect(await without.destroyBallotKey(round)).toMatchObject({ mirror: 'unreachable' });
  await rm(mirror, { recursive: true });
  await rename(`${mirror}-unplugged`, mirror);
  expect(await readdir(mirror)).toContain(wrapped);
  const again = await openSecrets(dataDir, mirror);
  expect(await again.destroyBallotKey(round)).toMatchObject({
    wasThere: true,
    mirror: 'destroyed',
  });
  expect(await readdir(mirror)).not.toContain(wrapped);
});

test('a mirror within the data folder, which is lost with it, is refused', () => {
  const settings = (place: string) => ({ DATA_DIR: dataDir, ROUND_KEYS_MIRROR: place });
  for (const place of [dataDir, join(dataDir, 'rounds'), join(dataDir, 'second')])
    expect(() => readConfig(settings(place))).toThrow(/outside DATA_DIR/);
  expect(readConfig(settings(mirror)).roundKeysMirror).toBe(mirror);
});

test('the bare keys of version 0.1.0 are wrapped at the next start, and still open what they sealed', async () => {
  await openSecrets(dataDir);
  const [ballotKey, identityKey] = [randomBytes(32), randomBytes(32)];
  const bare = join(dataDir, 'keys', `ballot-${round}.key`);
  await writeFile(bare, ballotKey.toString('hex'));
  await writeFile(
    join(dataDir, 'keys', `identity-${round}.key`),
    `${identityKey.toString('hex')}\n`,
  );
  // A start that ended in between, or under another master key, left a file that opens nothing.
  await writeFile(join(dataDir, 'rounds', wrapped), randomBytes(60));
  const secrets = await openSecrets(dataDir);
  expect(await secrets.settle()).toEqual({ rawKeys: 2, mirror: 'none' });
  expect(await readdir(join(dataDir, 'keys'))).toEqual(['master.key']);
  expect(await secrets.ballotKey(round)).toEqual(ballotKey);
  expect(await secrets.identityKey(round)).toEqual(identityKey);
  expect((await secrets.settle()).rawKeys).toBe(0);
});
