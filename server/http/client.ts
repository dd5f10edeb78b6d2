import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { builtName, encodingFor } from './compress.ts';
import { CAMERA_POLICY, FIELD_POLICY, FRAMED_POLICY, PAGE_POLICY, REVALIDATED } from './headers.ts';
import type { Pages } from './pages.ts';

/** The citizen's page without an invitation, as the office looks at it. */
const PREVIEW_PATH = '/xem-truoc';

/** A kiosk never asks for camera or place; the worker of the devices keeps one page for both, with its headers. */
const FIELD_PATHS = ['/phong-van', '/quay'];
const DESK_PATHS = ['/quan-tri', '/quan-tri/*'];

/** The headers of a page at this path. */
export function policyOf(path: string) {
  if (path === PREVIEW_PATH) return FRAMED_POLICY;
  if (FIELD_PATHS.includes(path)) return FIELD_POLICY;
  return DESK_PATHS.includes(path) ? CAMERA_POLICY : PAGE_POLICY;
}

/** The pages that scripts alone make: the others, of which the server writes a part, are in `server/plain-pages`. */
export const PAGE_PATHS = {
  /** Of kiosks, interviewers' telephones and the preview, in the citizen's page. */
  respond: ['/quay', '/phong-van', PREVIEW_PATH],
  office: ['/quan-tri', '/quan-tri/*'],
  published: ['/kiem-tra', '/kiem-tra/*'],
} as const;

/** The citizen's, and that of the devices. */
export const WORKERS = ['service-worker.js', 'field-worker.js'] as const;

/** The pages as the build wrote them. */
export const builtPages = (dist: string): Pages => ({
  respond: readWhenChanged(join(dist, 'respond/index.html')),
  published: readWhenChanged(join(dist, 'published/index.html')),
  serve: (app) => serveBuilt(app, dist),
});

/** Read once for each build. */
function readWhenChanged(path: string): () => Promise<string> {
  let built = 0;
  let content = '';
  return async () => {
    const { mtimeMs } = await stat(path);
    if (mtimeMs !== built) content = await readFile(path, 'utf8');
    built = mtimeMs;
    return content;
  };
}

/** Built files carry their hash in the name. */
async function serveBuilt(app: FastifyInstance, dist: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(dist, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    // Asked for once a year: nothing to compare, and a first visit is counted in bytes.
    etag: false,
    lastModified: false,
    acceptRanges: false,
    decorateReply: false,
    wildcard: true,
  });
  const root =
    (name: string, type: string) => async (request: FastifyRequest, reply: FastifyReply) => {
      const encoding = encodingFor(request.headers['accept-encoding']);
      return reply
        .headers({
          ...policyOf(request.routeOptions.url ?? ''),
          'cache-control': REVALIDATED,
          vary: 'accept-encoding',
          ...(encoding && { 'content-encoding': encoding }),
        })
        .type(type)
        .send(await readFile(builtName(join(dist, name), encoding)));
    };
  const page = (name: string) => root(join(name, 'index.html'), 'text/html; charset=utf-8');

  for (const path of PAGE_PATHS.respond) app.get(path, page('respond'));
  for (const path of PAGE_PATHS.office) app.get(path, page('office'));
  for (const path of PAGE_PATHS.published) app.get(path, page('published'));
  for (const name of WORKERS) app.get(`/${name}`, root(name, 'text/javascript; charset=utf-8'));
  app.get('/manifest.webmanifest', root('manifest.webmanifest', 'application/manifest+json'));
}
