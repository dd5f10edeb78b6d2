import type { OfficialDocument, TableBlock } from './official-document.ts';
import { A4, MARGINS, ROWS_KEPT, SMALL } from './official-document.ts';
import { mm } from './word-lines.ts';

/**
 * A table as WordprocessingML (ECMA-376, 17.4). Its text is written here and not by the library that writes the
 * document: of a list of 1,000 people by 13 columns that made objects for 3 s in which nobody was answered. The last
 * rows above a signature stay on its page.
 */
export function tableMarkup(
  { columns, rows }: TableBlock,
  document: OfficialDocument,
  isSigned = false,
): string {
  const parts = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.round((textWidth(document) * width) / parts));
  const size = 2 * (document.tableSize ?? SMALL);
  const cell = (text: string, column: number, isHeading: boolean, isKept: boolean): string => {
    const alignment = isHeading ? 'center' : columns[column]?.isNumeric ? 'right' : 'left';
    const paragraphs = text
      .split('\n')
      .map((line) => paragraph(line, alignment, size, isHeading, isKept));
    const place = `<w:vAlign w:val="${isHeading ? 'center' : 'top'}"/>`;
    return `<w:tc><w:tcPr><w:tcW w:w="${widths[column]}" w:type="dxa"/>${place}</w:tcPr>${paragraphs.join('')}</w:tc>`;
  };
  const row = (texts: readonly string[], isHeading: boolean, isKept = isHeading): string => {
    const terms = `<w:cantSplit/>${isHeading ? '<w:tblHeader/>' : ''}`;
    const cells = columns.map((_, column) => cell(texts[column] ?? '', column, isHeading, isKept));
    return `<w:tr><w:trPr>${terms}</w:trPr>${cells.join('')}</w:tr>`;
  };
  const headings = columns.map(({ heading }) => heading);
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const isKept = (index: number) => isSigned && rows.length - index <= ROWS_KEPT;
  const body = rows.map((texts, index) => row(texts, false, isKept(index))).join('');
  return `<w:tbl>${TERMS}<w:tblGrid>${grid}</w:tblGrid>${row(headings, true)}${body}</w:tbl>`;
}

const EDGES = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join('');
/** A millimetre beside the letters, as in the PDF. */
const MARGIN = `<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>`;
const TERMS = `<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/>${MARGIN}</w:tblPr>`;

const textWidth = ({ isLandscape }: OfficialDocument): number =>
  mm((isLandscape ? A4.height : A4.width) - MARGINS.left - MARGINS.right);

function paragraph(
  text: string,
  alignment: string,
  size: number,
  isHeading: boolean,
  isKept: boolean,
): string {
  const face = `${isHeading ? '<w:b/><w:bCs/>' : ''}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`;
  const terms = `<w:pPr>${isKept ? '<w:keepNext/>' : ''}<w:jc w:val="${alignment}"/></w:pPr>`;
  return `<w:p>${terms}<w:r><w:rPr>${face}</w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** XML 1.0 has no place for control characters, however they are written. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[&<>]/g, (mark) => ENTITIES[mark] ?? mark)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
