// Truth checked: the order of a round (docs/domain.md), the days of its terms, and the report's usual day, 15 December.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#contract/calendar.ts';
import type { Overview } from '#contract/campaigns.ts';
import type { STAGES } from '#contract/stage.ts';
import { lateOf } from '../../../client/office/campaigns/late-agencies.ts';
import {
  daysOf,
  roundSteps,
  warningsAt,
  warningsOf,
} from '../../../client/office/campaigns/round-calendar.ts';

const TERMS = {
  year: 2026,
  planNumber: '12/KH-UBND',
  planDate: '2026-04-10',
  listsDueOn: '2026-09-10',
  reportDueOn: null,
  collectFrom: '2026-10-01',
  collectTo: '2026-11-15',
  graceDays: 7,
  noticeHours: 24,
  retentionDays: 90,
};
const OVERVIEW: Overview = {
  stage: 'frame_open',
  agencies: 105,
  agenciesWithList: 100,
  signed: 90,
  accepted: 80,
  rows: 0,
  people: 0,
  strata: 0,
  planPublishedAt: null,
  drawAllowedFrom: null,
  drawn: 0,
  invited: 0,
  received: 0,
  agenciesInvited: 0,
  printed: 0,
};
const states = (stage: (typeof STAGES)[number], today: string, counts: Partial<Overview> = {}) =>
  Object.fromEntries(
    roundSteps({ ...TERMS, stage }, { ...OVERVIEW, ...counts }, today).map((step) => [
      step.key,
      step.state,
    ]),
  );

test('before its day the first open step is under way and the others come', () => {
  expect(states('frame_open', '2026-09-01')).toMatchObject({
    announce: 'done',
    open: 'done',
    lists: 'now',
    sign: 'coming',
    freeze: 'coming',
    report: 'coming',
  });
});

test('after the last day lists and signatures are late, and what follows is late from its own day', () => {
  expect(states('frame_open', '2026-09-11')).toMatchObject({
    lists: 'late',
    sign: 'late',
    freeze: 'coming',
  });
  expect(states('frame_open', '2026-09-13')).toMatchObject({ freeze: 'late', plan: 'coming' });
});

test('a list that is frozen without all signatures is told incomplete, never done', () => {
  expect(states('frame_frozen', '2026-09-13')).toMatchObject({
    lists: 'missed',
    sign: 'missed',
    accept: 'missed',
    freeze: 'done',
    plan: 'now',
  });
});

test('of delivery, reminders and the report nobody is told that they were done or late', () => {
  const found = states('published', '2027-04-01');
  for (const key of ['deliver', 'remind', 'end', 'report', 'erase'])
    expect(found[key]).toBe('over');
});

test('a calendar whose collection ends after the report is due says so', () => {
  const keys = (terms: Partial<typeof TERMS>) =>
    warningsOf({ ...TERMS, ...terms }).map(({ key }) => key);
  expect(keys({})).toEqual([]);
  expect(keys({ collectTo: '2026-12-08' })).toEqual(['report_before_end']);
  expect(keys({ collectTo: '2026-12-07' })).toEqual(['report_before_publishing']);
  expect(keys({ collectTo: '2026-11-29' })).toEqual([]);
  expect(keys({ collectTo: '2026-12-08', reportDueOn: '2027-01-15' as never })).toEqual([]);
  expect(keys({ listsDueOn: '2026-09-30' })).toEqual(['lists_late']);
  const both = warningsOf({ ...TERMS, listsDueOn: '2026-09-30', collectTo: '2026-12-08' });
  const shown = (stage: (typeof STAGES)[number]) => warningsAt(stage, both).map(({ key }) => key);
  expect(shown('frame_open')).toEqual(['lists_late', 'report_before_end']);
  expect(shown('collecting')).toEqual(['report_before_end']);
  expect(shown('closed')).toEqual([]);
});

test('for all terms: no step is due before the one it needs, and lists in time leave no warning about them', () => {
  const days = fc.integer({ min: 0, max: 120 });
  fc.assert(
    fc.property(days, days, days, fc.integer({ min: 0, max: 240 }), (lists, wait, open, hours) => {
      const collectFrom = addDays('2026-05-01', lists + wait);
      const terms = {
        ...TERMS,
        listsDueOn: addDays('2026-05-01', lists),
        collectFrom,
        collectTo: addDays(collectFrom, open),
        noticeHours: hours,
      };
      const found = daysOf(terms);
      const order = [found.open, found.lists, found.freeze, found.plan, found.draw, found.print];
      expect(order).toEqual(order.toSorted());
      expect(found.deliver >= found.print).toBe(true);
      const inTime = { ...terms, listsDueOn: found.latestLists };
      expect(warningsOf(inTime).some(({ key }) => key === 'lists_late')).toBe(false);
      expect(daysOf(inTime).deliver).toBe(collectFrom);
    }),
  );
});

test('an agency with a later day of its own is not late, and the one longest overdue comes first', () => {
  const agency = (agencyCode: string, state: string, listsDueOn = '2026-09-10') =>
    ({ agencyCode, agencyName: agencyCode, state, listsDueOn }) as never;
  const clerk = { role: 'agency', fullName: 'Hà', telephone: '0912 345 678', isDisabled: false };
  const staff = [
    { ...clerk, agencyCode: 'B' },
    { ...clerk, agencyCode: 'B', isDisabled: true },
    { ...clerk, agencyCode: 'C' },
  ] as never;
  const late = lateOf(
    [
      agency('A', 'absent', '2026-09-20'),
      agency('B', 'handed_in'),
      agency('C', 'absent', '2026-09-01'),
      agency('D', 'accepted'),
    ],
    staff,
    '2026-09-12',
  );
  expect(
    late.map(({ agencyCode, lacks, contacts }) => [agencyCode, lacks, contacts.length]),
  ).toEqual([
    ['C', 'list', 1],
    ['B', 'signature', 1],
  ]);
});
