import type { FastifyInstance } from 'fastify';
import * as published from '#contract/published.ts';
import type { Deps } from '../deps.ts';
import { serveKeptText } from '../http/serve-kept.ts';
import { problem } from '../problem.ts';
import type { PictureOrder } from './published-text.ts';
import { publishedText } from './published-text.ts';

/** Each picture is made by the first who asks for it, and kept; so many pictures × languages × forms there are. */
export function pictureRoutes(app: FastifyInstance, deps: Deps): void {
  const make = async (campaignId: string, picture: PictureOrder) => {
    const { year, bytes } = await publishedText(deps.db, campaignId, { picture });
    if (bytes.length === 0) throw problem('picture_without_figures');
    return { fileName: `${picture.kind}-${year}.${picture.form}`, text: bytes };
  };
  serveKeptText(app, deps, published.getPublishedPicture, async ({ params }) => {
    const { campaignId, language, picture: kind } = params;
    const { text } = await make(campaignId, { kind, language, form: 'page' });
    return { text };
  });
  serveKeptText(app, deps, published.getPublishedPictures, async ({ params }) => ({
    text: (await publishedText(deps.db, params.campaignId, { picturesIn: params.language })).bytes,
  }));
  serveKeptText(app, deps, published.downloadPictureSvg, ({ params }) =>
    make(params.campaignId, { kind: params.picture, language: params.language, form: 'svg' }),
  );
  serveKeptText(app, deps, published.downloadPicturePng, ({ params }) =>
    make(params.campaignId, { kind: params.picture, language: params.language, form: 'png' }),
  );
}
