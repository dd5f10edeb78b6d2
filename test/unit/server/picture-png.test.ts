// Truth: the same drawing is the same bytes, whatever was drawn before it: a face that was kept between files lost letters.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { label, markup, shape } from '#contract/pictures/shapes.ts';
import { pngOf } from '../../../server/http/picture-png.ts';

const LETTERS = 'Ắằ Ẩẫ Đđ Ệể Ộỗ Ợở Ựữ Ỷỹ 0123456789 %▲▼●';

const drawing = (text: string) =>
  markup(
    shape(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        ...{ width: 420, height: 60, viewBox: '0 0 420 60', 'font-family': 'sans-serif' },
      },
      [
        label(text, { x: 10, y: 25, 'font-size': 16 }),
        label(text, { x: 10, y: 50, 'font-size': 16, 'font-weight': 600 }),
      ],
    ),
  );
const shaOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('letters are drawn as the first time, after drawings that had other letters', async () => {
  const first = shaOf(await pngOf(drawing(LETTERS)));
  expect(shaOf(await pngOf(drawing('Xin chào')))).not.toBe(first);
  expect(shaOf(await pngOf(drawing('')))).not.toBe(first);
  const both = await Promise.all([pngOf(drawing('UBND xã Vĩnh Thông')), pngOf(drawing(LETTERS))]);
  expect(both.map(shaOf)[1]).toBe(first);
  // Of the program and faces of package-lock.json, drawn by a process that had drawn nothing else.
  expect(first).toBe('67e98312f4c7d94e6191e13b670e7ae0ebd52d3b6c814451da2743fd83e9d73a');
});
