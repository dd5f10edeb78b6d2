import PDFDocument from 'pdfkit';

type Source = Parameters<PDFKit.PDFDocument['registerFont']>[1];

const parsed = new Map<string, Source>();

/**
 * Faces by their names in a document. Each file is parsed once in a process: it took a sixth of the work of
 * documents and slips, which embed their own subsets of what all share.
 */
export function registerFaces(
  pdf: PDFKit.PDFDocument,
  paths: Readonly<Record<string, string>>,
): void {
  for (const [name, path] of Object.entries(paths)) {
    if (!parsed.has(path)) parsed.set(path, parse(path));
    pdf.registerFont(name, parsed.get(path));
  }
}

/** pdfkit takes a face that is parsed already, but its types do not show it. */
function parse(path: string): Source {
  const pdf = new PDFDocument({ autoFirstPage: false }).font(path);
  return (pdf as unknown as { _font: { font: unknown } })._font.font as Source;
}
