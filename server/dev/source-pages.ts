import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ViteDevServer } from 'vite';
import { PAGE_PATHS, policyOf, WORKERS } from '../http/client.ts';
import { PAGE_POLICY, REVALIDATED } from '../http/headers.ts';
import type { Pages } from '../http/pages.ts';
import { BASE, openVite } from './vite.ts';

/** An open page waits for the server's next start in a worker that Vite makes from a text. */
const WAITING_WORKER = "worker-src 'self' blob:";

/** The pages from their sources: a change of a file is in the browser without a build. */
export function sourcePages(root: string): Pages {
  const client = join(root, 'client');
  let vite: ViteDevServer;
  const page = async (name: string): Promise<string> => {
    const html = await readFile(join(client, name, 'index.html'), 'utf8');
    // The page's own address is another one: what it names beside itself is named from the root.
    const rooted = html.replaceAll('="./', `="/${name}/`);
    return vite.transformIndexHtml(`/${name}/index.html`, rooted);
  };
  return {
    respond: () => page('respond'),
    published: () => page('published'),
    async serve(app) {
      vite = await openVite(root, app.server);
      app.addHook('preClose', () => vite.close());
      app.addHook('onSend', async (_request, reply) => {
        const policy = reply.getHeader('content-security-policy');
        if (policy) reply.header('content-security-policy', `${policy}; ${WAITING_WORKER}`);
      });
      app.get(`${BASE}*`, (request, reply) => {
        reply.hijack();
        vite.middlewares(request.raw, reply.raw, () => reply.raw.writeHead(404).end());
      });
      for (const [name, paths] of Object.entries(PAGE_PATHS))
        for (const path of paths)
          app.get(path, async (_request, reply) =>
            reply
              .headers({ ...policyOf(path), 'cache-control': REVALIDATED })
              .type('text/html; charset=utf-8')
              .send(await page(name)),
          );
      serveHomeScreen(app, join(client, 'respond'));
      for (const name of WORKERS)
        app.get(`/${name}`, async (_request, reply) =>
          reply
            .headers({ ...PAGE_POLICY, 'cache-control': REVALIDATED })
            .type('text/javascript; charset=utf-8')
            .send(LEAVING_WORKER),
        );
    },
  };
}

/** The files that the manifest names, which the build copies. */
function serveHomeScreen(app: FastifyInstance, folder: string): void {
  app.get('/manifest.webmanifest', async (_request, reply) =>
    reply.type('application/manifest+json').send(await readFile(join(folder, 'manifest.json'))),
  );
  app.get('/assets/:icon(^[a-z0-9-]+\\.png$)', async (request, reply) => {
    const { icon } = request.params as { icon: string };
    return reply.type('image/png').send(await readFile(join(folder, 'icons', icon)));
  });
}

/**
 * A browser that knows this address from `npm start` has the worker of then, which shows the pages of then.
 * This one takes its place, removes what it kept and itself, and loads those pages anew; where nothing was
 * kept it only goes.
 */
const LEAVING_WORKER = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(leave()));
async function leave() {
  const kept = (await caches.keys()).filter((name) => /^(respond|field)-/.test(name));
  await Promise.all(kept.map((name) => caches.delete(name)));
  const pages = await clients.matchAll({ type: 'window' });
  await registration.unregister();
  if (kept.length > 0) await Promise.all(pages.map((page) => page.navigate(page.url)));
}
`;
