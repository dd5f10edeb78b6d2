import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { runServer } from '../run-server.ts';
import { start } from '../start.ts';
import { sourcePages } from './source-pages.ts';

/**
 * The server with the pages from their sources, on a folder (or schema) of its own. `npm run dev` starts it
 * again when files of the server change; the pages change by themselves.
 */
const root = join(import.meta.dirname, '../..');
await runServer(async () => {
  const config = readConfig({
    DATA_DIR: join(root, 'data/dev'),
    DATABASE_SCHEMA: 'dev',
    ...process.env,
  });
  const { publicUrl } = config;
  return {
    server: await start(config, undefined, sourcePages(root)),
    greeting: `${publicUrl}   ${publicUrl}/quan-tri   ${publicUrl}/ket-qua`,
  };
});
