/** A round on whose way backups were made, with all that is needed to read them. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { makeBackup } from '../server/backup/make-backup.ts';
import { openAccounts } from '../server/demo/accounts.ts';
import { OWN_PHONES } from '../server/demo/citizens.ts';
import { COMMUNE_CLERK, OBSERVER } from '../server/demo/colleagues.ts';
import { masterKey } from '../server/secrets.ts';
import { seedCampaign } from '../server/seed/seed-campaign.ts';
import type { SeedStage } from '../server/seed/stages.ts';
import { openOffice } from './office.ts';

const NOW = new Date('2027-03-01T03:00:00Z');

/** Half of the usual one: as many domains have figures. */
const SIZE = { shareOfDossiers: 0.5, design: { size: 100 } };

export type BackedUp = Awaited<ReturnType<typeof openBackedUp>>;

/** Up to the erasure; a backup in each of the stages that are named. */
export async function openBackedUp(stages: readonly SeedStage[]) {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-backup-'));
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const keyFile = join(folder, 'key.txt');
  await writeFile(keyFile, `# public key: ${recipient}\n${identity}\n`);
  const place = { folder, recipients: [recipient], keepDays: 30 };
  const office = await openOffice();
  const { deps } = office;
  const address = await office.app.listen({ port: 0, host: '127.0.0.1' });
  const clock = { now: () => deps.now(), setTo: office.at };
  const accounts = await openAccounts(address, deps, [OBSERVER, COMMUNE_CLERK]);
  // As every start does.
  const mark = deps.secrets.keyed('key-mark', 'sipas').toString('hex');
  await deps.db.insertInto('keyMark').values({ mark }).execute();
  /** Wrapped in `rounds/`, which no backup has. */
  let roundKey = Buffer.alloc(0);
  const backups = new Map<SeedStage, string>();
  const seeded = { address, deps, clock, accounts, doors: () => OWN_PHONES, size: SIZE };
  for await (const { stage, round } of seedCampaign(seeded, 'erased', NOW)) {
    if (stage === 'answered')
      roundKey = Buffer.from(await deps.secrets.ballotKey(round.campaignId));
    if (stages.includes(stage))
      backups.set(stage, join(folder, (await makeBackup(deps.db, place, deps.now())).file));
  }
  const key = masterKey(await readFile(join(deps.config.dataDir, 'keys/master.key'), 'utf8'));
  return {
    office,
    folder,
    identity,
    recipient,
    keyFile,
    place,
    key,
    roundKey,
    backupOf: (stage: SeedStage) => backups.get(stage)!,
    async close() {
      await office.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
