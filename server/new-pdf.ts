import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/** PDFKit and what reads its fonts take 80 ms of a core to load, an eighth of a start: the first document loads them. */
export function newPdf(options: PDFKit.PDFDocumentOptions): PDFKit.PDFDocument {
  const PDFDocument = load('pdfkit') as typeof import('pdfkit');
  return new PDFDocument(options);
}
