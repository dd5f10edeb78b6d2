import { rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Config } from '../config.ts';
import { readConfig, WrongSettings } from '../config.ts';
import { failureText } from '../failure-text.ts';
import { isSeedStage, SEED_STAGES, WHAT_STANDS } from './stages.ts';

/** A small campaign in any stage, on the embedded database of a folder of its own. */
const root = join(import.meta.dirname, '../..');
const TWO_WAVES = 'two_waves';
const wanted = process.argv[2];
if (!isSeedStage(wanted) && wanted !== TWO_WAVES) {
  console.error('npm run seed -- <stage>');
  for (const stage of SEED_STAGES) console.error(`  ${stage.padEnd(13)} ${WHAT_STANDS[stage]}`);
  console.error(
    `  ${TWO_WAVES.padEnd(13)} two published rounds and a table of the year before them`,
  );
  process.exit(1);
}
try {
  const config = readConfig({
    DATA_DIR: join(root, `data/seed-${wanted}`),
    LOG_LEVEL: 'error',
    ...process.env,
    DATABASE_URL: undefined,
    DATABASE_OWNER_URL: undefined,
  });
  await requireEmpty(config.dataDir);
  // Loaded where something is seeded: a refusal is there at once.
  const { seedFolder } = await import('./seed-folder.ts');
  await seedOrNothing(config, () => seedFolder(config, wanted));
} catch (error) {
  console.error(failureText(error));
  process.exit(1);
}

/** A folder that cannot be looked into, or a file of that name, is somebody's. */
async function requireEmpty(dataDir: string): Promise<void> {
  const folder = relative(process.cwd(), dataDir) || '.';
  const names = await readdir(dataDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length > 0)
    throw new WrongSettings(
      `${folder} đã có dữ liệu: xóa thư mục đó, hoặc đặt DATA_DIR sang thư mục khác. / ` +
        `${folder} already holds data: delete it, or set DATA_DIR to another folder.`,
    );
}

/** Half a campaign would be in the way of the next try. */
async function seedOrNothing({ dataDir }: Config, seed: () => Promise<void>): Promise<void> {
  const remove = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      remove();
      process.exit(1);
    });
  try {
    await seed();
  } catch (error) {
    // Another seed of the same moment works there.
    if ((error as Error).name !== 'FolderInUse') remove();
    throw error;
  }
}
