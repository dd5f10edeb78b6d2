import { hkdfSync, randomUUID } from 'node:crypto';
import { openSync, readFileSync, readSync } from 'node:fs';
import { locked, unlocked } from '../server/drafts/locked-draft.ts';
import { digestOf } from '../server/responses/receipt.ts';
import { openBallot, sealBallot } from '../server/responses/sealed-ballot.ts';
import { openSecrets } from '../server/secrets.ts';

/** Bytes that are looked for without lying in memory themselves. */
class Masked {
  private readonly bytes: Uint8Array;
  constructor(secret: Uint8Array) {
    this.bytes = secret.map((byte) => byte ^ MASK);
  }
  private byte = (at: number) => this.bytes[at]! ^ MASK;

  /** How often at least half of the secret stands in a block of memory. */
  timesIn(block: Buffer): number {
    let times = 0;
    for (
      let at = block.indexOf(this.byte(0));
      at !== -1;
      at = block.indexOf(this.byte(0), at + 1)
    ) {
      let same = 1;
      while (same < this.bytes.length && block[at + same] === this.byte(same)) same += 1;
      if (same >= this.bytes.length / 2) times += 1;
    }
    return times;
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
    for (let at = Number.parseInt(from, 16); at < end; ) {
      const read = readSync(memory, block, 0, Math.min(BLOCK, end - at), at);
      yield block.subarray(0, read);
      // A secret may lie across two blocks.
      at += read === BLOCK ? read - 32 : read;
    }
  }
}

function timesFound(secrets: Readonly<Record<string, Masked>>): Record<string, number> {
  const found = Object.fromEntries(Object.keys(secrets).map((name) => [name, 0]));
  for (const block of ownMemory())
    for (const [name, secret] of Object.entries(secrets)) found[name]! += secret.timesIn(block);
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
