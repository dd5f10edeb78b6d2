import PDFDocument from 'pdfkit';
import utif from 'utif2';
import type { Picture } from '../../client/office/scans/reading/picture.ts';

/** The two ways in which office scanners write black and white pages into a PDF. */
export type FaxKind = 'g4' | 'jbig2';

/** A PDF of one black and white page: ITU-T T.6, plain or within JBIG2 (ITU-T T.88, 6.2.6, MMR). */
export async function faxFile(picture: Picture, kind: FaxKind): Promise<Buffer> {
  const { width, height } = picture;
  const coded = encodeT6(picture);
  const paper = new PDFDocument({ size: 'A4', margin: 0 });
  const bytes = paper.toArray();
  const image = paper.ref({
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 1,
    ...(kind === 'g4'
      ? { Filter: 'CCITTFaxDecode', DecodeParms: { K: -1, Columns: width, Rows: height } }
      : { Filter: 'JBIG2Decode' }),
  });
  image.end(kind === 'g4' ? coded : jbig2Of(coded, width, height));
  const { page } = paper;
  (page as unknown as { xobjects: { Fax?: unknown } }).xobjects.Fax = image;
  paper.addContent(`q ${page.width} 0 0 ${-page.height} 0 ${page.height} cm /Fax Do Q`);
  paper.end();
  return Buffer.concat(await bytes);
}

/** Segments as a PDF holds them (T.88, annex H): the page, and one generic region over all of it. */
function jbig2Of(coded: Buffer, width: number, height: number): Buffer {
  const page = Buffer.alloc(19);
  page.writeUInt32BE(width, 0);
  page.writeUInt32BE(height, 4);
  const region = Buffer.alloc(18);
  region.writeUInt32BE(width, 0);
  region.writeUInt32BE(height, 4);
  region[17] = 1;
  return Buffer.concat([segment(0, 48, page), segment(1, 38, Buffer.concat([region, coded]))]);
}

function segment(number: number, type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(11);
  head.writeUInt32BE(number, 0);
  head[4] = type;
  head[6] = 1;
  head.writeUInt32BE(data.length, 7);
  return Buffer.concat([head, data]);
}

const VERTICAL: Readonly<Record<number, string>> = {
  0: '1',
  1: '011',
  2: '000011',
  3: '0000011',
  [-1]: '010',
  [-2]: '000010',
  [-3]: '0000010',
};
const END = '000000000001'.repeat(2);

/** Code words of runs, white and black (ITU-T T.4, tables 2 and 3), as the decoder of TIFF has them. */
const RUNS = (
  utif as unknown as { decode: { _lens: readonly Record<string, number>[] } }
).decode._lens.map(
  (words) => new Map(Object.entries(words).map(([word, length]) => [length, word])),
);

function encodeT6({ width, height, pixels }: Picture): Buffer {
  let bits = '';
  const lines: Buffer[] = [];
  let above = new Uint8Array(width);
  for (let y = 0; y < height; y += 1) {
    // A call for each of nine million pixels took a third of a second more.
    const line = new Uint8Array(width);
    for (let x = 0; x < width; x += 1) line[x] = pixels[y * width + x]! < 128 ? 1 : 0;
    bits += lineCode(line, above);
    const whole = bits.length - (bits.length % 8);
    lines.push(bytesOf(bits.slice(0, whole)));
    bits = bits.slice(whole);
    above = line;
  }
  lines.push(bytesOf(`${bits}${END}`.padEnd(Math.ceil((bits.length + END.length) / 8) * 8, '0')));
  return Buffer.concat(lines);
}

const bytesOf = (bits: string): Buffer =>
  Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);

/** Names of the changing elements are those of the standard (T.6, 2.2). */
function lineCode(line: Uint8Array, above: Uint8Array): string {
  const width = line.length;
  let code = '';
  let a0 = -1;
  let colour = 0;
  while (a0 < width) {
    const a1 = nextOther(line, Math.max(a0, 0), colour);
    const b1 = nextChange(above, a0, colour);
    const b2 = nextOther(above, b1, 1 - colour);
    if (b2 < a1) {
      code += '0001';
      a0 = b2;
    } else if (Math.abs(a1 - b1) <= 3) {
      code += VERTICAL[a1 - b1];
      a0 = a1;
      colour = 1 - colour;
    } else {
      const a2 = nextOther(line, a1, 1 - colour);
      code += `001${runCode(a1 - Math.max(a0, 0), colour)}${runCode(a2 - a1, 1 - colour)}`;
      a0 = a2;
    }
  }
  return code;
}

function nextOther(line: Uint8Array, start: number, colour: number): number {
  let x = start;
  while (x < line.length && line[x] === colour) x += 1;
  return x;
}

/** The first change after a0 to the colour that a0 has not. */
function nextChange(line: Uint8Array, a0: number, colour: number): number {
  let x = a0 + 1;
  while (x < line.length && !(line[x] !== colour && (x === 0 ? 0 : line[x - 1]) === colour)) x += 1;
  return x;
}

function runCode(length: number, colour: number): string {
  const words = RUNS[colour]!;
  const longest = 2560;
  const rest = length % longest;
  const makeUp = rest - (rest % 64);
  return [
    words.get(longest)!.repeat((length - rest) / longest),
    makeUp > 0 ? words.get(makeUp) : '',
    words.get(rest % 64),
  ].join('');
}
