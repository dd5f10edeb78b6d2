import { realpathSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ViteDevServer } from 'vite';
import { createServer } from 'vite';
import { fastRefresh } from './fast-refresh.ts';

/** Vite serves its files under this prefix. It cannot collide with a route of the platform. */
export const BASE = '/@dev/';

const CACHE = 'data/dev/vite';
const PAGES = ['respond', 'office', 'published'];
/** A change of these starts the server again (the script `dev` in package.json), and with it the pages. */
const OF_THE_SERVER = ['server', 'sampling', 'migrations', 'client/locales'];

/** Vite without the build's configuration: that one makes the worker and loads the test runner. */
export async function openVite(root: string, server: Server): Promise<ViteDevServer> {
  const vite = await createServer({
    configFile: false,
    root: join(root, 'client'),
    base: BASE,
    appType: 'custom',
    cacheDir: join(root, CACHE),
    logLevel: 'warn',
    plugins: [fastRefresh()],
    optimizeDeps: { entries: PAGES.map((page) => `${page}/index.html`) },
    server: {
      middlewareMode: true,
      // The same port: the pages' headers allow no other.
      hmr: { server },
      watch: { ignored: ['dist', ...OF_THE_SERVER].map((folder) => join(root, folder, '**')) },
      // Not the data folder, which holds keys.
      fs: {
        allow: [
          ...['client', 'server/contract', 'sampling', CACHE].map((folder) => join(root, folder)),
          realpathSync(join(root, 'node_modules')),
        ],
      },
    },
  });
  await untilWatched(vite, join(root, 'client'));
  return vite;
}

const SOURCE = /\.(tsx?|css|html)$/;
const PATIENCE_MS = 10_000;

/**
 * An edit of a source that is not watched yet would never reach a page, and the watcher calls itself ready
 * when it has looked into some folders: 6, 24 or all 31.
 */
async function untilWatched({ watcher }: ViteDevServer, client: string): Promise<void> {
  const entries = await readdir(client, { recursive: true, withFileTypes: true });
  const sources = entries.filter(
    ({ name, parentPath }) => SOURCE.test(name) && !parentPath.startsWith(join(client, 'dist')),
  );
  const deadline = performance.now() + PATIENCE_MS;
  const isWatched = () => {
    const watched = watcher.getWatched();
    return sources.every(({ name, parentPath }) => watched[parentPath]?.includes(name));
  };
  while (!isWatched() && performance.now() < deadline) await pause(20);
}
