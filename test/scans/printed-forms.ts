import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PrintSize } from '#contract/paper.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { checkDigit } from '#contract/verhoeff.ts';
import type { Picture } from '../../client/office/scans/reading/picture.ts';
import { grayOf } from '../../client/office/scans/reading/picture.ts';
import { FormPress } from '../../server/invitations/paper-packs/draw-form.ts';
import { newPaper } from '../../server/invitations/slips/paper.ts';

export const PRINT_DPI = 300;

export interface PrintedPage {
  readonly number: string;
  /** From 0. */
  readonly page: number;
  readonly picture: Picture;
}

const numberOf = (serial: number): string => {
  const digits = String(serial).padStart(7, '0');
  return digits + checkDigit(digits);
};

/** Forms as the product prints them, each page as a printer of so many dots an inch puts it on paper. */
export async function printedForms(
  questionnaire: Questionnaire,
  officeName: string,
  size: PrintSize,
  serials: readonly number[],
  dpi = PRINT_DPI,
): Promise<PrintedPage[]> {
  const paper = newPaper('Phiếu', new Date('2026-11-01T00:00:00Z'));
  const bytes = paper.toArray();
  const press = new FormPress(paper, questionnaire, officeName, size);
  for (const serial of serials)
    await press.print({
      number: numberOf(serial),
      title: 'Phiếu ý kiến năm 2026',
      agencyName: 'UBND xã Vĩnh Thông',
      fieldName: 'Hộ tịch',
    });
  paper.end();
  const pictures = await printedPages(Buffer.concat(await bytes), Infinity, dpi);
  const pages = pictures.length / serials.length;
  return pictures.map((picture, i) => ({
    number: numberOf(serials[Math.floor(i / pages)]!),
    page: i % pages,
    picture,
  }));
}

/** The first pages of a PDF, as printed. */
export async function printedPages(
  pdf: Buffer,
  most = Infinity,
  dpi = PRINT_DPI,
): Promise<Picture[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pictures: Picture[] = [];
  for (let n = 1; n <= Math.min(most, document.numPages); n += 1) {
    const page = await document.getPage(n);
    const viewport = page.getViewport({ scale: dpi / 72 });
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
    await page.render({ canvas: canvas as never, viewport }).promise;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    pictures.push(grayOf(data, canvas.width, canvas.height));
  }
  return pictures;
}
