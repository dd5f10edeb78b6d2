// Truth: fieldwork’s rule of custody: where an agency printed its own slips, the page says so; a page names what its counts are of.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, test } from 'vitest';
import type { SlipPrinting } from '#contract/campaigns.ts';
import type { Results } from '#contract/results.ts';
import office from '../../../client/locales/office.vi.json';
import en from '../../../client/locales/published.en.json';
import vi from '../../../client/locales/published.vi.json';
import { startTexts } from '../../../client/published/page/texts.ts';
import { HowItWasDone } from '../../../client/published/results/HowItWasDone.tsx';

const NONE = { rows: 0, accepted: 0, merged: 0, excluded: 0, inError: 0 };
const resultsOf = (slipPrinting: SlipPrinting): Results => ({
  campaignId: '7c1f4f1e-0000-4000-8000-000000000000',
  campaignName: 'Thái Nguyên 2026',
  provinceName: 'Tỉnh Thái Nguyên',
  year: 2026,
  collectFrom: '2026-11-20',
  collectTo: '2026-12-15',
  method: {
    index: 'pooled',
    interval: 'wilson-capped',
    level: 0.95,
    disclosureThreshold: 5,
    questionnaireVersion: 'sipas-2023-2026',
    questionnairePart: 'service',
    satisfiedFrom: 4,
    slipPrinting,
  },
  counts: {
    rows: NONE,
    exclusions: [],
    faults: [],
    listRemarks: [],
    unaccepted: { agencies: 0, reason: null },
    people: 0,
    strata: 0,
    invited: 0,
    received: 0,
    declined: 0,
    undelivered: 0,
    modes: [],
  },
  nodes: [],
  domains: [],
});

beforeEach(() => startTexts(vi, en));

const pageOf = (slipPrinting: SlipPrinting): string => {
  const place = document.createElement('div');
  act(() => render(<HowItWasDone results={resultsOf(slipPrinting)} />, place));
  return place.textContent ?? '';
};

test('the page warns where the agency printed its own slips, and only there', () => {
  expect(pageOf('agency')).toContain('phiếu mời do chính cơ quan được khảo sát in');
  for (const printing of ['home_affairs', 'neutral', 'sealed_packs'] as const)
    expect(pageOf(printing)).not.toContain('do chính cơ quan được khảo sát in');
});

test('whoever chooses it is told that the re-check doubles, by its draw', () => {
  for (const words of [office.slip_printing_note.agency, office.pack.who.agency.home_affairs]) {
    expect(words).toContain('phúc tra phải gấp đôi');
    expect(words).toContain('khi rút mẫu phúc tra, phần mềm tự nhân đôi');
  }
});

test('the page tells what the re-check found, few as few, and how many ballots were voided', () => {
  const results = resultsOf('home_affairs');
  const place = document.createElement('div');
  const door = { door: 'phone', drawn: 48, contradicted: null, notReached: 6 };
  const recheck = [{ ...door, confirmed: 38, least: 'confirmed' as const }];
  const counts = { ...results.counts, recheck, voided: 6 };
  act(() => render(<HowItWasDone results={{ ...results, counts }} />, place));
  expect(place.textContent).toContain(
    'qua điện thoại: gọi lại 48 người, đúng ít nhất 38, không đúng dưới 5, không gặp được 6',
  );
  expect(place.textContent).toContain('người giám sát của Mặt trận Tổ quốc xác nhận: 6.');
});

test('the page tells strips and forms, and keeps back what a few would follow from', () => {
  const results = resultsOf('home_affairs');
  const textOf = (paper: Results['counts']['paper']) => {
    const place = document.createElement('div');
    const modes = [{ mode: 'paper', responses: 46 }];
    act(() =>
      render(
        <HowItWasDone results={{ ...results, counts: { ...results.counts, modes, paper } }} />,
        place,
      ),
    );
    return place.textContent ?? '';
  };
  const none = { unequalStrata: null, twice: null, wrong: null, surplus: 0 };
  const few = textOf({ packs: 120, returned: { strips: null, blank: null, missing: 0, ...none } });
  expect(few).toContain('đếm 46 phiếu, dưới 5 phiếu trống, 0 mẩu giấy không có phiếu');
  expect(few).toContain('Không nêu số mẩu giấy đã nhận');
  expect(textOf({ packs: null, returned: null })).toContain('không nêu số bộ đã in');
  expect(textOf(undefined)).not.toContain('Phiếu giấy');
});

test('whom two agencies served is told to count twice, and bounds are told as such', () => {
  const results = resultsOf('home_affairs');
  const textOf = (distinctPersons: number, method: object) => {
    const place = document.createElement('div');
    const counts = { ...results.counts, people: 300, distinctPersons, invited: 100, received: 90 };
    const shown = { ...results, counts, method: { ...results.method, ...method } };
    act(() => render(<HowItWasDone results={shown} />, place));
    return place.textContent ?? '';
  };
  expect(textOf(280, {})).toContain('được đếm hai lần');
  expect(textOf(300, {})).not.toContain('được đếm hai lần');
  expect(textOf(300, {})).toContain('100 lượt mời, nhận 90 phiếu (tỷ lệ trả lời 90%');
  expect(textOf(300, { respondentsAtLeast: true })).toContain(
    '100 lượt mời, nhận ít nhất 90 phiếu (tỷ lệ trả lời ít nhất 90%',
  );
});
