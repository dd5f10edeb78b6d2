import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { failureText } from '../failure-text.ts';
import { start } from '../start.ts';
import { sourcePages } from './source-pages.ts';

/**
 * The server with the pages from their sources, on a folder (or schema) of its own. `npm run dev` starts it
 * again when files of the server change; the pages change by themselves.
 */
const root = join(import.meta.dirname, '../..');
try {
  const config = readConfig({
    DATA_DIR: join(root, 'data/dev'),
    DATABASE_SCHEMA: 'dev',
    ...process.env,
  });
  const server = await start(config, undefined, sourcePages(root));
  console.log(`${config.publicUrl}   ${config.publicUrl}/quan-tri   ${config.publicUrl}/ket-qua`);
  for (const line of server.notices) console.log(line);
  const stop = async () => {
    await server.stop();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  console.error(failureText(error));
  process.exit(1);
}
