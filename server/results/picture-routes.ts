import type { FastifyInstance } from 'fastify';
import type { ReplyOf } from '#contract/endpoint.ts';
import { PICTURES } from '#contract/pictures/picture-kinds.ts';
import * as published from '#contract/published.ts';
import type { Deps } from '../deps.ts';
import { serveKeptText } from '../http/serve-kept.ts';
import { problem } from '../problem.ts';
import type { PictureOrder } from './published-text.ts';
import { publishedText } from './published-text.ts';

type Language = PictureOrder['language'];
interface DrawnPages {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pictures: ReplyOf<typeof published.getPublishedPictures>['pictures'];
}

/**
 * All pictures of a publication are drawn for its pages at once, by one thread; a file is made by the first who asks for
 * it. What is returned draws them before anybody asks.
 */
export function pictureRoutes(
  app: FastifyInstance,
  deps: Deps,
): (campaignId: string) => Promise<void> {
  const drawnOf = lastDrawn(deps);
  const prepareOne = serveKeptText(app, deps, published.getPublishedPicture, async ({ params }) => {
    const { pictures } = await drawnOf(params.campaignId, params.language);
    const picture = pictures.find((drawn) => drawn.picture === params.picture) ?? null;
    return { text: JSON.stringify(published.getPublishedPicture.reply.parse({ picture })) };
  });
  const prepareAll = serveKeptText(
    app,
    deps,
    published.getPublishedPictures,
    async ({ params }) => ({
      text: (await drawnOf(params.campaignId, params.language)).bytes,
    }),
  );
  fileRoutes(app, deps);
  return async (campaignId) => {
    // Nobody comes to a server that takes no calls.
    if (!app.server.listening) return;
    const params = { campaignId, language: 'vi' as const };
    await prepareAll({ params } as Parameters<typeof prepareAll>[0]);
    for (const picture of PICTURES)
      await prepareOne({ params: { ...params, picture } } as Parameters<typeof prepareOne>[0]);
  };
}

/** Half a megabyte is held: of the publication and language that was asked for last. */
function lastDrawn({ db }: Deps): (campaignId: string, language: Language) => Promise<DrawnPages> {
  let last: { readonly key: string; readonly drawn: Promise<DrawnPages> } | undefined;
  const draw = async (campaignId: string, language: Language): Promise<DrawnPages> => {
    const { bytes } = await publishedText(db, campaignId, { picturesIn: language });
    const reply = published.getPublishedPictures.reply.parse(
      JSON.parse(new TextDecoder().decode(bytes)),
    );
    return { bytes, pictures: reply.pictures };
  };
  return (campaignId, language) => {
    const key = `${campaignId} ${language}`;
    if (last?.key === key) return last.drawn;
    const drawn = draw(campaignId, language);
    last = { key, drawn };
    drawn.catch(() => {
      if (last?.drawn === drawn) last = undefined;
    });
    return drawn;
  };
}

/** So many pictures × languages × forms there are. */
function fileRoutes(app: FastifyInstance, deps: Deps): void {
  const make = async (campaignId: string, picture: PictureOrder) => {
    const { year, bytes } = await publishedText(deps.db, campaignId, { picture });
    if (bytes.length === 0) throw problem('picture_without_figures');
    return { fileName: `${picture.kind}-${year}.${picture.form}`, text: bytes };
  };
  serveKeptText(app, deps, published.downloadPictureSvg, ({ params }) =>
    make(params.campaignId, { kind: params.picture, language: params.language, form: 'svg' }),
  );
  serveKeptText(app, deps, published.downloadPicturePng, ({ params }) =>
    make(params.campaignId, { kind: params.picture, language: params.language, form: 'png' }),
  );
}
