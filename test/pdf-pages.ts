import { inflateSync } from 'node:zlib';

export interface PdfPage {
  /** Text by the fonts' own tables, without layout: what a reader would copy out. */
  readonly text: string;
  /** Filled rectangles as x, y, width, height in points from the top left. */
  readonly bars: readonly (readonly [number, number, number, number])[];
}

/** Pages of a PDF as the printer's program writes them: page → content stream → glyphs → ToUnicode. */
export function pdfPages(pdf: Buffer): PdfPage[] {
  const objects = objectsOf(pdf);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  const unicode = new Map(
    [...objects]
      .filter(([, { head }]) => head.includes('/ToUnicode'))
      .map(([id, { head }]) => [id, glyphTable(objects.get(ref(head, 'ToUnicode'))?.stream ?? '')]),
  );
  return pages.map((page) => {
    const resources = objects.get(ref(page.head, 'Resources'))?.head ?? '';
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map((font) => [
        font[1] ?? '',
        unicode.get(Number(font[2])) ?? new Map<string, string>(),
      ]),
    );
    const content = contentsOf(page.head)
      .map((id) => objects.get(id)?.stream ?? '')
      .join('\n');
    return { text: textOf(content, fonts), bars: barsOf(content) };
  });
}

export const embeddedFonts = (pdf: Buffer): string[] =>
  [...pdf.toString('latin1').matchAll(/\/FontName \/\w+\+([\w-]+)[^>]*\/FontFile2 /gs)].map(
    (font) => font[1] ?? '',
  );

function objectsOf(pdf: Buffer) {
  const text = pdf.toString('latin1');
  const objects = new Map<number, { head: string; stream: string }>();
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:\nstream\n|\nendobj)/g)) {
    const head = match[2] ?? '';
    const start = (match.index ?? 0) + match[0].length;
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const bytes = pdf.subarray(start, start + length);
    const stream = !match[0].endsWith('stream\n')
      ? ''
      : (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
    objects.set(Number(match[1]), { head, stream });
  }
  return objects;
}

/** A page has one stream, or several that follow each other. */
const contentsOf = (head: string): number[] => {
  const list = /\/Contents (\[[^\]]*\]|\d+ 0 R)/.exec(head)?.[1] ?? '';
  return [...list.matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id));
};

const ref = (head: string, name: string): number =>
  Number(new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1]);

/** `<first> <last> [<unicode> <unicode> …]` */
function glyphTable(cmap: string): Map<string, string> {
  const table = new Map<string, string>();
  for (const [, first = '', list = ''] of cmap.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([\w ]*)>/g)].forEach(([, hex = ''], i) => {
      const agencies = hex.replaceAll(' ', '').match(/.{4}/g) ?? [];
      const glyph = (Number.parseInt(first, 16) + i).toString(16).padStart(4, '0');
      table.set(
        glyph,
        String.fromCharCode(...agencies.map((agency) => Number.parseInt(agency, 16))),
      );
    });
  }
  return table;
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map();
  let text = '';
  for (const operator of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[\da-f]*>|[^\]])*)\] TJ/g)) {
    if (operator[1]) font = fonts.get(operator[1]) ?? new Map();
    else {
      const glyphs = [...(operator[2] ?? '').matchAll(/<([\da-f]*)>/g)].flatMap(
        ([, hex = '']) => hex.match(/.{4}/g) ?? [],
      );
      // The first glyph of a font is the box, or nothing, in place of what it lacks.
      const letters = glyphs.map((glyph) => (glyph === '0000' ? undefined : font.get(glyph)));
      text += `${letters.map((letter) => letter ?? '\uFFFD').join('')}\n`;
    }
  }
  return text;
}

const barsOf = (content: string) =>
  [...content.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re/g)].map(
    (bar) => bar.slice(1).map(Number) as [number, number, number, number],
  );
