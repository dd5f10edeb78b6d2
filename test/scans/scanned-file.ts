import { createCanvas } from '@napi-rs/canvas';
import PDFDocument from 'pdfkit';
import type { Picture } from '../../client/office/scans/reading/picture.ts';

/** A PDF as office scanners write it: each page one JPEG. */
export async function scannedFile(pages: readonly Picture[]): Promise<Buffer> {
  const paper = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false });
  const bytes = paper.toArray();
  for (const picture of pages) {
    paper.addPage();
    paper.image(jpegOf(picture), 0, 0, { width: paper.page.width, height: paper.page.height });
  }
  paper.end();
  return Buffer.concat(await bytes);
}

function jpegOf({ width, height, pixels }: Picture): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (const [i, gray] of pixels.entries()) {
    image.data.fill(gray, 4 * i, 4 * i + 3);
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas.toBuffer('image/jpeg', 80);
}
