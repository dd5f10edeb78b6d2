import type { FastifyInstance } from 'fastify';
import type { Received, ReplyOf } from '#contract/endpoint.ts';
import { PICTURES } from '#contract/pictures/picture-kinds.ts';
import * as published from '#contract/published.ts';
import type { Deps } from '../deps.ts';
import { pngOf } from '../http/picture-png.ts';
import { serveKeptText } from '../http/serve-kept.ts';
import { problem } from '../problem.ts';
import type { PublishedText } from './published-text.ts';
import { publishedText } from './published-text.ts';

type Language = 'vi' | 'en';
interface DrawnPages extends PublishedText {
  readonly pictures: ReplyOf<typeof published.getPublishedPictures>['pictures'];
}

/**
 * All pictures of a publication are drawn at once, by one thread, for its pages and as files; pixels are made by the first
 * who asks for them. What is returned draws them before anybody asks.
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
  const preparePng = fileRoutes(app, deps, drawnOf);
  return async (campaignId) => {
    // Nobody comes to a server that takes no calls.
    if (!app.server.listening) return;
    const params = { campaignId, language: 'vi' as const };
    await prepareAll({ params } as Parameters<typeof prepareAll>[0]);
    for (const picture of PICTURES)
      await prepareOne({ params: { ...params, picture } } as Parameters<typeof prepareOne>[0]);
    // The first pixels of a process take six times the work of later ones, whatever is drawn.
    const smallest = { params: { ...params, picture: 'response' as const } };
    await preparePng(smallest as Parameters<typeof preparePng>[0]);
  };
}

type DrawnOf = (campaignId: string, language: Language) => Promise<DrawnPages>;

/** A megabyte is held: of the publication and language that was asked for last. */
function lastDrawn({ db }: Deps): DrawnOf {
  let last: { readonly key: string; readonly drawn: Promise<DrawnPages> } | undefined;
  const draw = async (campaignId: string, language: Language): Promise<DrawnPages> => {
    const text = await publishedText(db, campaignId, { picturesIn: language });
    const reply = published.getPublishedPictures.reply.parse(
      JSON.parse(new TextDecoder().decode(text.bytes)),
    );
    return { ...text, pictures: reply.pictures };
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
function fileRoutes(app: FastifyInstance, deps: Deps, drawnOf: DrawnOf) {
  type Params = Received<typeof published.downloadPictureSvg>['params'];
  const sheetOf = async ({ campaignId, language, picture }: Params, form: 'svg' | 'png') => {
    const { year, sheets } = await drawnOf(campaignId, language);
    const svg = sheets?.[picture];
    if (!svg) throw problem('picture_without_figures');
    return { fileName: `${picture}-${year}.${form}`, text: svg };
  };
  serveKeptText(app, deps, published.downloadPictureSvg, ({ params }) => sheetOf(params, 'svg'));
  return serveKeptText(app, deps, published.downloadPicturePng, async ({ params }) => {
    const { fileName, text } = await sheetOf(params, 'png');
    return { fileName, text: await pngOf(text) };
  });
}
