import type { AllFacts } from '#contract/pictures/draw-picture.ts';
import { drawPicture, pageForm } from '#contract/pictures/draw-picture.ts';
import type { PictureKind } from '#contract/pictures/picture-kinds.ts';
import { PICTURES } from '#contract/pictures/picture-kinds.ts';
import { sheetOf } from '#contract/pictures/picture-sheet.ts';
import { markup } from '#contract/pictures/shapes.ts';
import { getPublishedPictures } from '#contract/published.ts';
import { pngOf } from '../http/picture-png.ts';
import { pictureWords } from '../http/picture-words.ts';
import type { PictureOrder } from './published-text.ts';

const encode = (text: string) => new TextEncoder().encode(text);

type Language = PictureOrder['language'];

/** All that the publication gives, for the page that shows nothing else. */
export function picturesText(language: Language, facts: AllFacts): string {
  const { campaignId, campaignName } = facts.results;
  const pictures = PICTURES.flatMap((kind) => {
    const picture = pagePicture(kind, language, facts);
    return picture ? [{ ...picture, picture: kind }] : [];
  });
  return JSON.stringify(getPublishedPictures.reply.parse({ campaignId, campaignName, pictures }));
}

function pagePicture(kind: PictureKind, language: Language, facts: AllFacts) {
  const words = pictureWords(language);
  const ending = language === 'en' ? '?en' : '';
  const hrefOf = (code: string) => `/ket-qua/${facts.results.campaignId}/${code}${ending}`;
  const picture = drawPicture(kind, facts, { ...words, hrefOf });
  return picture && pageForm(picture, facts, words);
}

/** A file with its sentence and source; a file without figures is empty. */
export async function pictureBytes(
  { kind, language, form }: PictureOrder,
  facts: AllFacts,
): Promise<Uint8Array<ArrayBuffer>> {
  const words = pictureWords(language);
  const picture = drawPicture(kind, facts, words);
  if (!picture) return new Uint8Array();
  const sheet = sheetOf(picture, facts.results, words);
  return form === 'svg' ? encode(markup(sheet)) : pngOf(sheet);
}
