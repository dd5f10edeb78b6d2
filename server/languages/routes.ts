import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/languages.ts';
import type { Deps } from '../deps.ts';
import { serveKept } from '../http/serve-kept.ts';
import { problem } from '../problem.ts';
import type { Packs } from './read-packs.ts';
import { packFolder } from './read-packs.ts';

export async function routes(app: FastifyInstance, deps: Deps, packs: Packs): Promise<void> {
  const { offered, original } = packs;
  serveKept(app, deps, contract.listLanguages, async () => ({
    languages: [...offered.values()].map(({ language, name }) => ({ language, name })),
  }));
  serveKept(app, deps, contract.readLanguage, async ({ params }) => {
    const { language } = params;
    const pack = language === original.language ? original : offered.get(language);
    if (!pack) throw problem('not_found');
    return pack;
  });
  const recordings = new Set(
    [...offered.values()].flatMap(({ language, recordings = {} }) =>
      Object.values(recordings).map((file) => `/${language}/${file}`),
    ),
  );
  if (recordings.size === 0) return;
  // In parts where a player asks for parts: without them iPhones play nothing.
  await app.register(fastifyStatic, {
    root: packFolder(deps.config.dataDir),
    prefix: '/recordings/',
    decorateReply: false,
    index: false,
    maxAge: '1d',
    allowedPath: (path) => recordings.has(path),
  });
}
