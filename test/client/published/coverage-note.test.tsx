// Truth: results.md §2: the figure says how many agencies it rests on.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, test } from 'vitest';
import type { Results } from '#contract/results.ts';
import en from '../../../client/locales/published.en.json';
import vi from '../../../client/locales/published.vi.json';
import { startTexts } from '../../../client/published/page/texts.ts';
import { CoverageNote } from '../../../client/ui/CoverageNote.tsx';

beforeEach(() => startTexts(vi, en));

const agency = (population: number, received: number | null) => ({
  level: 'agency',
  population,
  received,
});

async function noteOf(isEnough: boolean, domains: readonly unknown[]): Promise<string> {
  const results = {
    coverage: { limit: 0.8, isEnough },
    method: { disclosureThreshold: 5 },
    domains,
  } as unknown as Results;
  const root = document.createElement('div');
  await act(() => render(<CoverageNote results={results} />, root));
  return root.textContent ?? '';
}

test('a province that was heard in part only has no figure of its own', async () => {
  const note = await noteOf(false, [agency(400, 40), agency(600, null)]);
  expect(note).toContain('Chưa có con số chung của tỉnh');
  expect(note).toContain('1 trong 2 đơn vị');
  expect(note).toContain('40%');
});

test('silent agencies are told beside a figure that holds, and nothing where all answered', async () => {
  expect(await noteOf(true, [agency(900, 40), agency(100, null)])).toContain('1 trong 2 đơn vị');
  expect(await noteOf(true, [agency(900, 40), agency(100, 12)])).toBe('');
});

test('beside a silent agency, however small, the share of people is never all of them', async () => {
  const note = await noteOf(true, [agency(9999, 40), agency(1, null)]);
  expect(note).toContain('99%');
  expect(note).not.toContain('100%');
});
