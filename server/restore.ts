import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { readAgeLines, readIdentity } from './backup/age-files.ts';
import { contentFor, loadDatabase } from './backup/load-database.ts';
import { restoreKeys } from './backup/restore-keys.ts';
import { onScratchDatabase } from './backup/scratch-database.ts';
import type { Config } from './config.ts';
import { readConfig } from './config.ts';
import { record } from './db/activity.ts';
import type { Db } from './db/database.ts';
import { connectPostgres } from './db/database.ts';
import { lockFolder } from './db/lock.ts';
import { openEmbedded } from './db/open-embedded.ts';
import { failureText } from './failure-text.ts';
import { beginPrivate, closeUmask } from './private-folder.ts';
import type { MasterKey } from './secrets.ts';
import { masterKey } from './secrets.ts';

const USAGE = `npm run restore -- drill <backup> --identity <key file> [--keys <backup of the master key>]
    khôi phục thử vào chỗ tạm, tính lại và kiểm mọi con số, rồi xóa / into a scratch database, proves it, removes it
npm run restore -- database <backup> --identity <key file>
    vào cơ sở dữ liệu còn trống của cấu hình / into the empty database of the settings
npm run restore -- keys <backup of the master key> --identity <key file>
    khóa chủ vào DATA_DIR/keys còn trống / the master key into an empty DATA_DIR/keys`;

interface Order {
  readonly config: Config;
  readonly backup: string;
  readonly identity: string;
  readonly key: MasterKey | undefined;
}

const COMMANDS: Readonly<Record<string, (order: Order) => Promise<boolean>>> = {
  drill: runDrill,
  database: restoreDatabase,
  async keys({ config, backup, identity }) {
    await beginPrivate(config.dataDir);
    console.log(await restoreKeys(config.dataDir, readAgeLines(backup, identity)));
    return true;
  },
};

try {
  process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(failureText(error));
  process.exitCode = 1;
}

async function run(args: readonly string[]): Promise<boolean> {
  const { values, positionals } = readWords(args) ?? { values: {}, positionals: [] };
  const [name = '', backup, ...more] = positionals;
  const command = COMMANDS[name];
  if (!command || !backup || !values.identity || more.length > 0) {
    console.error(USAGE);
    return false;
  }
  const config = readConfig(process.env);
  closeUmask();
  const identity = await readIdentity(values.identity);
  const key = values.keys ? masterKey(await text(readAgeLines(values.keys, identity))) : undefined;
  return command({ config, backup, identity, key });
}

/** Nothing where an option is unknown or has no value. */
function readWords(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { identity: { type: 'string' }, keys: { type: 'string' } },
    });
  } catch {
    return undefined;
  }
}

async function runDrill({ config, backup, identity, key }: Order): Promise<boolean> {
  const content = await contentFor(readAgeLines(backup, identity));
  return onScratchDatabase(config, content, async (db, schema) => {
    const { header } = await loadDatabase(db, schema, readAgeLines(backup, identity));
    console.log(`${backup}: ${header.madeAt}, ${header.migrations.at(-1)}`);
    return report(db, key);
  });
}

async function restoreDatabase({ config, backup, identity, key }: Order): Promise<boolean> {
  const { dataDir, databaseUrl, databaseOwnerUrl, databaseSchema } = config;
  const load = async (db: Db) => {
    const { header, sums } = await loadDatabase(db, databaseSchema, readAgeLines(backup, identity));
    const details = { madeAt: header.madeAt, tables: sums.size };
    await record(db, { at: new Date(), staffId: null, act: 'backup_restored', details });
    return report(db, key);
  };
  const url = databaseOwnerUrl ?? databaseUrl;
  if (url) return using(connectPostgres(url, databaseSchema), load);
  const content = await contentFor(readAgeLines(backup, identity));
  await beginPrivate(dataDir);
  const unlock = await lockFolder(dataDir);
  const folder = join(dataDir, 'database');
  const wasThere = await access(folder).then(
    () => true,
    () => false,
  );
  try {
    return await using(await openEmbedded(dataDir, content), load);
  } catch (error) {
    // Half a database would be in the way of the next try.
    if (!wasThere) await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    await unlock();
  }
}

/** What proves the figures is loaded when there is a database to prove. */
async function report(db: Db, key: MasterKey | undefined): Promise<boolean> {
  const { reportChecks } = await import('./drill/report.ts');
  return reportChecks(db, key, console.log);
}

async function using(db: Db, work: (db: Db) => Promise<boolean>): Promise<boolean> {
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
