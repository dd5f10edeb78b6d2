// Truth: test/golden/reference/draw, a complete public draw made by the Python reference implementation.
import { expect, test, vi } from 'vitest';
import { createChecking } from '../../../client/published/verify/checking.ts';
import type { DrawTexts } from '../../../client/published/verify/files.ts';
import { fileNameOf, kindOf } from '../../../client/published/verify/files.ts';
import { checkDraw } from '../../../client/published/verify/self-check.ts';
import frame from '../../golden/reference/draw/frame.tsv?raw';
import plan from '../../golden/reference/draw/plan.tsv?raw';
import sample from '../../golden/reference/draw/sample.tsv?raw';
import seed from '../../golden/reference/draw/seed.txt?raw';

const TEXTS: DrawTexts = { seed, frame, plan, sample };
const lines = sample.trimEnd().split('\n').length;

test('the reference draw is found to be the same', () => {
  expect(checkDraw(TEXTS)).toEqual({ kind: 'same', lines });
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
  expect(checking.finding.value).toEqual({ kind: 'same', lines });
  expect(fetched).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});
