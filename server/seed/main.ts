import { readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readConfig } from '../config.ts';
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
const config = readConfig({
  DATA_DIR: join(root, `data/seed-${wanted}`),
  LOG_LEVEL: 'error',
  ...process.env,
  DATABASE_URL: undefined,
});
const folder = relative(process.cwd(), config.dataDir) || '.';
if ((await readdir(config.dataDir).catch(() => [])).length > 0) {
  console.error(
    `${folder} đã có dữ liệu: xóa thư mục đó, hoặc đặt DATA_DIR sang thư mục khác. / ` +
      `${folder} already holds data: delete it, or set DATA_DIR to another folder.`,
  );
  process.exit(1);
}
try {
  // Loaded where something is seeded: a refusal is there at once.
  const { seedFolder } = await import('./seed-folder.ts');
  await seedFolder(config, wanted);
} catch (error) {
  // Half a campaign would be in the way of the next try.
  await rm(config.dataDir, { recursive: true, force: true });
  throw error;
}
