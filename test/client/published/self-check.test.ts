// Truth: test/golden/reference/draw, a complete public draw made by the Python reference implementation.
import { expect, test, vi } from 'vitest';
import { createChecking } from '../../../client/published/verify/checking.ts';
import type { DrawTexts } from '../../../client/published/verify/files.ts';
import { fileNameOf, kindOf } from '../../../client/published/verify/files.ts';
import { readTyped } from '../../../client/published/verify/find-myself.ts';
import { checkDraw, placeOf } from '../../../client/published/verify/self-check.ts';
import frame from '../../golden/reference/draw/frame.tsv?raw';
import plan from '../../golden/reference/draw/plan.tsv?raw';
import sample from '../../golden/reference/draw/sample.tsv?raw';
import seed from '../../golden/reference/draw/seed.txt?raw';

const TEXTS: DrawTexts = { seed, frame, plan, sample };
const lines = sample.trimEnd().split('\n').length;

test('the reference draw is found to be the same', () => {
  expect(checkDraw(TEXTS)).toEqual({ kind: 'same', lines, resaved: [] });
});

test('files that Excel or Notepad saved again are the same draw, and are named', () => {
  const windows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
  const resaved = { ...TEXTS, frame: windows(frame), sample: windows(sample) };
  expect(checkDraw(resaved)).toEqual({ kind: 'same', lines, resaved: ['frame', 'sample'] });
});

test('one person put in the place of another is found, with the group', () => {
  const rows = sample.split('\n');
  const row = rows[40] ?? '';
  const stratum = row.split('\t')[0];
  rows[40] = row.replace(/[0-9a-f]{64}$/, '0'.repeat(64));
  expect(checkDraw({ ...TEXTS, sample: rows.join('\n') })).toEqual({
    kind: 'different',
    differences: 2,
    stratum,
  });
});

test('a list or a plan other than the committed one is refused by name', () => {
  const changed = frame.replace(/^C001-F1-003321/, 'C001-F1-003322');
  expect(checkDraw({ ...TEXTS, frame: changed })).toMatchObject({ reason: 'FrameHashMismatch' });
  const shorter = plan.slice(plan.indexOf('\n') + 1);
  expect(checkDraw({ ...TEXTS, plan: shorter })).toMatchObject({ reason: 'PlanHashMismatch' });
  expect(checkDraw({ ...TEXTS, seed: 'SIPAS-DRAW/1\n' })).toMatchObject({ reason: 'other' });
});

test('a file is known by its content, whatever it is called', () => {
  expect(kindOf(seed)).toBe('seed');
  expect(kindOf(frame)).toBe('frame');
  expect(kindOf(plan)).toBe('plan');
  expect(kindOf(sample)).toBe('sample');
  expect(kindOf('a photograph')).toBeUndefined();
  expect(fileNameOf('frame')).toBe('frame.tsv');
});

test('the check runs when the fourth file has come, and sends nothing', async () => {
  const fetched = vi.fn();
  vi.stubGlobal('fetch', fetched);
  const check = vi.fn(async (texts: DrawTexts) => checkDraw(texts));
  const checking = createChecking(check);
  await checking.take([new File([seed], 'a.txt'), new File([plan], 'b.tsv')]);
  await checking.take([new File(['holiday'], 'photo.txt'), new File([sample], 'c.tsv')]);
  expect(checking.unknown.value).toEqual(['photo.txt']);
  expect(check).not.toHaveBeenCalled();
  await checking.take([new File([frame], 'd.tsv')]);
  expect(checking.finding.value).toEqual({ kind: 'same', lines, resaved: [] });
  expect(fetched).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});

test('a pseudonym is found in the frame with its group, and among those drawn or not', () => {
  const [stratum, , role, drawn] = sample.split('\n', 1)[0]!.split('\t');
  expect(placeOf(TEXTS, drawn!)).toEqual({ stratum, role });
  const inSample = new Set(sample.split('\n').map((line) => line.split('\t')[3]));
  const others = frame
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  const [unitId, ownStratum] = others.find(([id]) => !inSample.has(id))!;
  expect(placeOf(TEXTS, unitId!)).toEqual({ stratum: ownStratum, role: null });
  const [first] = others[0]!;
  expect(placeOf(TEXTS, first!)).toBeDefined();
  expect(placeOf(TEXTS, first!.slice(0, -1))).toBeUndefined();
});

test('a link, its letters, a slip’s digits and a pseudonym are each understood as what they are', () => {
  const token = 'ABCDEFGH234567QR';
  for (const typed of [
    token,
    token.toLowerCase(),
    `https://hailong.vn/${token}`,
    'ABCD EFGH 2345 67QR',
  ])
    expect(readTyped(typed)).toEqual({ kind: 'token', token });
  expect(readTyped('2345 6723 4567 2345')).toEqual({ kind: 'code', code: '2345672345672345' });
  const unitId = '00ff00ff00ff00ff00ff';
  expect(readTyped(` ${unitId.toUpperCase()} `)).toEqual({ kind: 'pseudonym', unitId });
  for (const typed of ['', 'abc', '123', `${token}X`]) expect(readTyped(typed)).toBeUndefined();
});
