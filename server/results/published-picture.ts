import type { AllFacts } from '#contract/pictures/draw-picture.ts';
import { drawPicture, pageForm } from '#contract/pictures/draw-picture.ts';
import type { PictureKind } from '#contract/pictures/picture-kinds.ts';
import { PICTURES } from '#contract/pictures/picture-kinds.ts';
import { sheetOf } from '#contract/pictures/picture-sheet.ts';
import { markup } from '#contract/pictures/shapes.ts';
import { getPublishedPictures } from '#contract/published.ts';
import { pictureWords } from '../http/picture-words.ts';

type Language = 'vi' | 'en';

/** All that the publication gives: for the page that shows nothing else, and each as a file, which links to nothing. */
export function drawPictures(language: Language, facts: AllFacts) {
  const { campaignId, campaignName } = facts.results;
  const pictures = PICTURES.flatMap((kind) => {
    const picture = pagePicture(kind, language, facts);
    return picture ? [{ ...picture, picture: kind }] : [];
  });
  const reply = getPublishedPictures.reply.parse({ campaignId, campaignName, pictures });
  const sheets = Object.fromEntries(
    pictures.map(({ picture }) => [picture, sheetMarkup(picture, language, facts)]),
  );
  return { text: JSON.stringify(reply), sheets };
}

function pagePicture(kind: PictureKind, language: Language, facts: AllFacts) {
  const words = pictureWords(language);
  const ending = language === 'en' ? '?en' : '';
  const hrefOf = (code: string) => `/ket-qua/${facts.results.campaignId}/${code}${ending}`;
  const picture = drawPicture(kind, facts, { ...words, hrefOf });
  return picture && pageForm(picture, facts, words);
}

function sheetMarkup(kind: PictureKind, language: Language, facts: AllFacts): string {
  const words = pictureWords(language);
  const picture = drawPicture(kind, facts, words);
  return picture ? markup(sheetOf(picture, facts.results, words)) : '';
}
