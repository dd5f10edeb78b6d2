import PDFDocument from 'pdfkit';

/** Where PDFKit keeps a face that it has parsed, and which it takes in place of a file's path. */
interface WithFace {
  readonly _font: { readonly font: PDFKit.Mixins.PDFFontSource };
}

const parsed = new Map<string, PDFKit.Mixins.PDFFontSource>();

/** Parsed once for all documents of a process; what a document embeds of a face is its own. */
export function parsedFace(path: string): PDFKit.Mixins.PDFFontSource {
  const known = parsed.get(path);
  if (known) return known;
  // No type of PDFKit tells of a face: it is there once a document has one.
  const { _font } = new PDFDocument({ font: path, autoFirstPage: false }) as unknown as WithFace;
  parsed.set(path, _font.font);
  return _font.font;
}
