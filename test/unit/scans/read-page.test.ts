// Truth: docs/fieldwork.md §3. Sheets as the product prints them, empty, whichever way they lay in the scanner.
import { beforeAll, expect, test } from 'vitest';
import type { Picture } from '../../../client/office/scans/reading/picture.ts';
import { readPage } from '../../../client/office/scans/reading/read-page.ts';
import { readSheet } from '../../../client/office/scans/reading/read-sheet.ts';
import { questionnaires } from '../../../server/campaigns/questionnaires.ts';
import { printedForm } from '../../../server/invitations/paper-packs/printed-form.ts';
import type { PrintedPage } from '../../scans/printed-forms.ts';
import { printedForms } from '../../scans/printed-forms.ts';

const OFFICE = 'Trung tâm Phục vụ hành chính công';
const [questionnaire] = [...(await questionnaires()).values()];
const form = printedForm(questionnaire!, OFFICE);
/** A quarter of the pixels that a printer sets: the coarsest scan that is usual. */
const SCAN_DPI = 150;
let sheets: PrintedPage[];

beforeAll(async () => {
  sheets = await printedForms(questionnaire!, OFFICE, 'normal', [4711], SCAN_DPI);
});

const turned = ({ width, height, pixels }: Picture): Picture => ({
  width,
  height,
  pixels: pixels.slice().reverse(),
});
const lying = ({ width, height, pixels }: Picture): Picture => {
  const sideways = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i += 1) {
    const x = i % width;
    sideways[x * height + (height - 1 - (i - x) / width)] = pixels[i]!;
  }
  return { width: height, height: width, pixels: sideways };
};

test('a sheet is read upside down and lying on its side', () => {
  const { picture, number, page } = sheets[1]!;
  for (const scan of [turned(picture), lying(picture)])
    expect(readPage(scan, form)).toMatchObject({ code: { number, page, isLarge: false } });
});

test('a sheet without a mark in the corners, or without its code, is entered by hand', () => {
  const { width, height, pixels } = sheets[0]!.picture;
  expect(readPage({ width, height, pixels: pixels.map(() => 255) }, form)).toBe('no_marks');
  const isInCode = (i: number) => {
    const [x, y] = [(i % width) / width, Math.floor(i / width) / height];
    return x > 0.83 && x < 0.94 && y > 0.055 && y < 0.12;
  };
  const blotted = pixels.map((gray, i) => (isInCode(i) ? 255 : gray));
  expect(readPage({ width, height, pixels: blotted }, form)).toBe('no_code');
});

test('a sheet that nobody filled in has no answers, and nothing written', () => {
  for (const { picture } of sheets) {
    const sheet = readSheet(picture, form);
    if (typeof sheet === 'string') throw new Error(sheet);
    expect(sheet.comment).toBeUndefined();
    expect(sheet.items.map(({ values }) => values)).toEqual(sheet.items.map(() => []));
  }
});
