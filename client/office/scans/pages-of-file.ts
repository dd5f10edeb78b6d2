import type { Picture } from './reading/picture.ts';
import { grayOf } from './reading/picture.ts';

/** A file that is no picture of a page. */
export class NoPicture extends Error {}

/** Scanners of offices, and telephones. */
export const ACCEPTED = '.pdf,.tif,.tiff,.jpg,.jpeg,.png';
/** A page of a PDF is drawn at so many dots an inch. */
const PDF_DPI = 200;
/** A4 at 600 dots an inch, and some. */
const MOST_PIXELS = 40_000_000;

/** The pages of a file, one at a time; what reads PDF and TIFF is loaded when a file needs it. */
export async function* pagesOfFile(file: File): AsyncGenerator<Picture> {
  const bytes = new Uint8Array<ArrayBuffer>(await file.arrayBuffer());
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  if (start === '%PDF') yield* pagesOfPdf(bytes);
  else if (start === 'II*\0' || start === 'MM\0*') yield* pagesOfTiff(bytes);
  else yield await pictureOf(file);
}

async function pictureOf(file: File): Promise<Picture> {
  // Turned as the telephone says it was held.
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap || bitmap.width * bitmap.height > MOST_PIXELS) throw new NoPicture();
  const context = contextOf(bitmap.width, bitmap.height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return drawnOn(context);
}

async function* pagesOfPdf(data: Uint8Array): AsyncGenerator<Picture> {
  const { openPdf } = await import('./open-pdf.ts');
  const document = await openPdf(data).catch(() => undefined);
  if (!document) throw new NoPicture();
  try {
    for (let n = 1; n <= document.numPages; n += 1) {
      const page = await document.getPage(n);
      const viewport = page.getViewport({ scale: PDF_DPI / 72 });
      if (viewport.width * viewport.height > MOST_PIXELS) throw new NoPicture();
      const context = contextOf(Math.round(viewport.width), Math.round(viewport.height));
      await page.render({ canvas: context.canvas, viewport }).promise;
      yield drawnOn(context);
      page.cleanup();
    }
  } finally {
    await document.loadingTask.destroy();
  }
}

async function* pagesOfTiff(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Picture> {
  const { decode, decodeImage, toRGBA8 } = await import('utif2');
  const pages = (() => {
    try {
      return decode(bytes.buffer);
    } catch {
      throw new NoPicture();
    }
  })();
  for (const page of pages) {
    try {
      decodeImage(bytes.buffer, page);
    } catch {
      throw new NoPicture();
    }
    const { width, height } = page;
    if (!width || !height || width * height > MOST_PIXELS) throw new NoPicture();
    yield grayOf(toRGBA8(page), width, height);
  }
}

function contextOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new NoPicture();
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  return context;
}

function drawnOn(context: CanvasRenderingContext2D): Picture {
  const { width, height } = context.canvas;
  return grayOf(context.getImageData(0, 0, width, height).data, width, height);
}
