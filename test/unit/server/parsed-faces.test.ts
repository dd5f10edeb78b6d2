// Truth: ISO 32000-1, 9.9 and 9.10.3: a document has a font program and a table of its letters of its own. Faces are parsed once
// for a whole server, so neither may depend on documents that are made before it or at the same moment.
import { expect, test } from 'vitest';
import { FACES } from '../../../server/documents/pdf-text.ts';
import type { Paper } from '../../../server/invitations/slips/paper.ts';
import { newPaper, nextPage, setText } from '../../../server/invitations/slips/paper.ts';
import { newPdf } from '../../../server/new-pdf.ts';
import { parsedFace } from '../../../server/parsed-face.ts';
import { pdfPages } from '../../pdf-pages.ts';

const NAMES = ['Lý A Sử', 'Nông Thị Ước', 'Hoàng Văn Đức', 'Y Bĭng Niê Kdăm'];
const OTHERS = ['Triệu Thị Ánh', 'Đặng Văn Bình', 'Rơ Mah H’Ƀlah', 'Vàng Thị Mai'];

async function* pages(paper: Paper, names: readonly string[]) {
  for (const name of names) {
    await nextPage(paper);
    setText(paper, name, { x: 20, y: 20, width: 300, size: 12, font: 'bold' });
    setText(paper, `Kính gửi ${name}`, { x: 20, y: 60, width: 300, size: 10 });
    yield;
  }
  paper.end();
}

function begin(names: readonly string[]) {
  const paper = newPaper('Phiếu', new Date(0));
  const bytes = Array.fromAsync(paper as AsyncIterable<Buffer>).then((parts) =>
    Buffer.concat(parts).toString('latin1'),
  );
  return { bytes, pages: pages(paper, names) };
}

async function alone(names: readonly string[]): Promise<string> {
  const document = begin(names);
  await Array.fromAsync(document.pages);
  return document.bytes;
}

test('a document is the same, byte for byte, after others and page by page beside one', async () => {
  const before = await alone(NAMES);
  const other = await alone(OTHERS);
  expect(await alone(NAMES)).toBe(before);
  const [first, second] = [begin(NAMES), begin(OTHERS)];
  while (!(await first.pages.next()).done) await second.pages.next();
  await second.pages.next();
  expect(await first.bytes).toBe(before);
  expect(await second.bytes).toBe(other);
  expect(other).not.toBe(before);
});

async function printed(face: string, words: string): Promise<string> {
  const document = newPdf({});
  const parts = Array.fromAsync(document as AsyncIterable<Buffer>);
  document.registerFont('face', parsedFace(face)).font('face').text(words);
  document.end();
  return pdfPages(Buffer.concat(await parts))
    .map(({ text }) => text)
    .join('');
}

// A marked letter is drawn from a bare one, which an earlier document so has without its meaning.
test.for(Object.entries(FACES))(
  'bare letters can be read back after marked ones, in %s',
  async ([, face]) => {
    expect((await printed(face, 'Ếớằịđ')).normalize('NFC')).toContain('Ếớằịđ');
    expect(await printed(face, 'Eoaidu')).toContain('Eoaidu');
  },
);
