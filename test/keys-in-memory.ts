import { hkdfSync, randomUUID } from 'node:crypto';
import { openSync, readFileSync, readSync } from 'node:fs';
import { locked, unlocked } from '../server/drafts/locked-draft.ts';
import { digestOf } from '../server/responses/receipt.ts';
import { openBallot, sealBallot } from '../server/responses/sealed-ballot.ts';
import { openSecrets } from '../server/secrets.ts';

/** Bytes that are searched for without being in memory themselves. */
class Masked {
  private readonly bytes: Uint8Array;
  constructor(secret: Uint8Array) {
    this.bytes = secret.map((byte) => byte ^ MASK);
  }
  private byte = (place: number) => this.bytes[place]! ^ MASK;

  /** How often at least the first half of the secret is in a block of memory. */
  timesIn(block: Buffer, frequencies: Uint32Array): number {
    const half = this.bytes.length / 2;
    // A search for the rarest byte stops seldom: for a key that begins with zero it took half a minute.
    let rarest = 0;
    for (let place = 1; place < half; place += 1)
      if (frequencies[this.byte(place)]! < frequencies[this.byte(rarest)]!) rarest = place;
    const anchor = this.byte(rarest);
    let times = 0;
    for (let found = block.indexOf(anchor); found !== -1; found = block.indexOf(anchor, found + 1))
      if (found >= rarest && this.beginsAt(block, found - rarest, half)) times += 1;
    return times;
  }

  private beginsAt(block: Buffer, start: number, half: number): boolean {
    for (let place = 0; place < half; place += 1)
      if (block[start + place] !== this.byte(place)) return false;
    return true;
  }
}
const MASK = 0xa5;
const BLOCK = 1 << 22;

/** Everything that this process may read of itself: V8's heaps, buffers, what OpenSSL and the C library hold. */
function* ownMemory(): Generator<Buffer> {
  const memory = openSync('/proc/self/mem', 'r');
  const block = Buffer.alloc(BLOCK);
  for (const line of readFileSync('/proc/self/maps', 'utf8').split('\n')) {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    if (!from || !to || line.includes('[v')) continue;
    const end = Number.parseInt(to, 16);
    for (let offset = Number.parseInt(from, 16); offset < end; ) {
      const read = readSync(memory, block, 0, Math.min(BLOCK, end - offset), offset);
      yield block.subarray(0, read);
      // A secret may begin in one block and end in the next.
      offset += read === BLOCK ? read - 32 : read;
    }
  }
}

/** How often each byte is in a block, of every sixteenth. */
function sampledFrequencies(block: Buffer): Uint32Array {
  const frequencies = new Uint32Array(256);
  for (let place = 0; place < block.length; place += 16) frequencies[block[place]!]! += 1;
  return frequencies;
}

function timesFound(secrets: Readonly<Record<string, Masked>>): Record<string, number> {
  const found = Object.fromEntries(Object.keys(secrets).map((name) => [name, 0]));
  for (const block of ownMemory()) {
    const frequencies = sampledFrequencies(block);
    for (const [name, secret] of Object.entries(secrets))
      found[name]! += secret.timesIn(block, frequencies);
  }
  return found;
}

/** Works with the keys of a round as a collection does, then destroys them: what is found before and after. */
const [dataDir = ''] = process.argv.slice(2);
const secrets = await openSecrets(dataDir);
const round = randomUUID();
const place = { campaignId: round, name: 'draft' };
await secrets.makeBallotKey(round);
await secrets.makeIdentityKey(round);
const derived = async (use: string) =>
  new Uint8Array(hkdfSync('sha256', await secrets.ballotKey(round), '', use, 32));
async function masked(secret: Uint8Array): Promise<Masked> {
  const kept = new Masked(secret);
  if (secret.buffer.byteLength === secret.length && !Buffer.isBuffer(secret)) secret.fill(0);
  return kept;
}
const keys = {
  ballot: await masked(await secrets.ballotKey(round)),
  identity: await masked(await secrets.identityKey(round)),
  draft: await masked(await derived('sipas draft')),
  digest: await masked(await derived('sipas digest')),
};
const ballot = {
  ...{ stratum: 'A.F01', agencyCode: 'A', mode: 'self' as const, language: 'vi' },
  ...{ answers: { '9.1': [4] }, comment: null },
};
for (let nth = 0; nth < 1000; nth += 1) {
  const sealed = sealBallot(await secrets.ballotKey(round), round, String(nth), ballot);
  openBallot(await secrets.ballotKey(round), round, String(nth), sealed);
  digestOf('token', String(nth), new Map(), await secrets.ballotKey(round));
  await unlocked(secrets, place, await locked(secrets, place, Buffer.alloc(99).toString('base64')));
}
const before = timesFound(keys);
await secrets.destroyBallotKey(round);
await secrets.destroyIdentityKey(round);
console.log(JSON.stringify({ before, after: timesFound(keys) }));
