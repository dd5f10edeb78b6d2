import { readFileSync } from 'node:fs';
import { newPdf } from './new-pdf.ts';

type Face = PDFKit.Mixins.PDFFontSource;

/** A face as PDFKit holds it, and takes it in place of a file: with its tables as far as they have been read. */
interface ReadFace {
  _tables: object;
}

const files = new Map<string, { readonly bytes: Buffer; readonly tables: object }>();

/** Without it PDFKit reads Helvetica's measures for each document, 3 ms, and names the face in it, that has no letter there. */
export const NO_OTHER_FACE = { font: null as never } as const;

/**
 * A face of its own for one document, which reads no table that an earlier document has read. Nothing else is common to
 * them: a face remembers of each glyph for which letters it was set first, and a shared one took letters from later texts.
 */
export function parsedFace(path: string): Face {
  const known = files.get(path);
  const bytes = known?.bytes ?? readFileSync(path);
  // No type of PDFKit tells that it takes bytes, nor of a face: it is there once a document has one.
  const document: unknown = newPdf({ font: bytes as never, autoFirstPage: false });
  const face = (document as { readonly _font: { readonly font: ReadFace } })._font.font;
  if (known) face._tables = known.tables;
  else files.set(path, { bytes, tables: face._tables });
  return face as unknown as Face;
}
