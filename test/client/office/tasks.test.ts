// Truth checked: the order of the stages (campaign → … → published).
import { describe, expect, test } from 'vitest';
import type { Acceptance } from '#contract/acceptance.ts';
import type { Overview, SlipPrinting } from '#contract/campaigns.ts';
import { nextTask } from '../../../client/office/campaigns/task.ts';
import { tasksOf } from '../../../client/office/campaigns/tasks.ts';
import type { LinkTo } from '../../../client/office/page/page-context.ts';
import { linkTo } from '../../../client/office/screens.ts';
import { CAMPAIGN_ID } from './wire.ts';

const inCampaign: LinkTo = (screen, params) =>
  linkTo(screen, { ...params, campaignId: CAMPAIGN_ID });

const NOTHING: Overview = {
  stage: 'draft',
  agencies: 105,
  agenciesWithList: 0,
  signed: 0,
  accepted: 0,
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

const STANDING = {
  state: 'handed_in',
  hasStatedTotals: true,
  unexplainedVanished: 0,
  unexplainedNumbers: 0,
  unexplainedTotals: 0,
  unexplainedChanges: 0,
};

const tasks = (
  overview: Partial<Overview>,
  setting: {
    role?: 'home_affairs' | 'agency' | 'observer';
    now?: string;
    acceptance?: object;
    step?: string;
    slipPrinting?: SlipPrinting;
  } = {},
) =>
  tasksOf({
    role: setting.role ?? 'home_affairs',
    agencyCode: setting.role === 'agency' ? '01981' : null,
    overview: { ...NOTHING, ...overview },
    acceptance: setting.acceptance && ({ ...STANDING, ...setting.acceptance } as Acceptance),
    step: setting.step ? { key: setting.step, values: {}, screen: null } : undefined,
    linkTo: inCampaign,
    now: setting.now ?? '2026-11-24T02:00:00Z',
    collectTo: '2026-12-15',
    graceDays: 7,
    slipPrinting: setting.slipPrinting ?? 'home_affairs',
  });

const next = (...situation: Parameters<typeof tasks>) => nextTask(tasks(...situation));

describe('Home Affairs is sent', () => {
  test('to the terms of a draft', () => {
    expect(next({})).toMatchObject({ key: 'terms', state: 'open' });
  });

  test('to the board while agencies have no list', () => {
    const open = { stage: 'frame_open', agenciesWithList: 61, people: 900 } as const;
    expect(next(open)).toMatchObject({ key: 'lists', values: { a: 61, b: 105 } });
  });

  test('to the signed lists before it reminds others', () => {
    const open = { stage: 'frame_open', agenciesWithList: 61, signed: 20, accepted: 6 } as const;
    expect(next(open)).toMatchObject({ key: 'accept', values: { n: 14 } });
  });

  test('to freezing when every agency has one', () => {
    expect(next({ stage: 'frame_open', agenciesWithList: 105, people: 900 })?.key).toBe('freeze');
  });

  test('to the draw only after the codes have been public long enough', () => {
    const planned = {
      stage: 'frame_frozen',
      people: 900,
      planPublishedAt: '2026-11-23T08:00:00Z',
      drawAllowedFrom: '2026-11-24T08:00:00Z',
    } as const;
    expect(next(planned)).toMatchObject({ key: 'draw', state: 'waiting' });
    expect(next(planned, { now: '2026-11-24T08:00:00Z' })).toMatchObject({ state: 'open' });
  });

  test('to the agency most behind while collecting, and to the end after the last day', () => {
    const collecting = {
      stage: 'collecting',
      planPublishedAt: '2026-11-23T08:00:00Z',
      drawn: 3200,
      invited: 3200,
      received: 1702,
      agenciesInvited: 105,
      printed: 105,
    } as const;
    expect(next(collecting)?.key).toBe('follow');
    const inGrace = { now: '2026-12-15T17:30:00Z' };
    expect(next(collecting, inGrace)).toMatchObject({
      key: 'close',
      state: 'waiting',
      values: { from: '2026-12-22' },
    });
    const unprinted = { ...collecting, printed: 60 };
    expect(next(unprinted)?.key).toBe('print');
    // A draw that took people of two agencies: their slips are all there is to print.
    const ofTwo = { ...collecting, agenciesInvited: 2, printed: 1 };
    expect(next(ofTwo)).toMatchObject({ key: 'print', values: { a: 1, b: 2 } });
    expect(next({ ...ofTwo, printed: 2 })?.key).toBe('follow');
    expect(next(unprinted, inGrace)).toMatchObject({ key: 'close', state: 'waiting' });
    expect(next(unprinted, { now: '2026-12-22T17:30:00Z' })).toMatchObject({
      key: 'close',
      state: 'open',
    });
  });

  test('nowhere once the results are published', () => {
    const done = {
      stage: 'published',
      planPublishedAt: '2026-11-23T08:00:00Z',
      invited: 3200,
      agenciesInvited: 105,
      printed: 105,
    } as const;
    expect(next(done)).toBeUndefined();
  });
});

test('an agency uploads, mends, explains, has its leader sign, then waits', () => {
  const clerk = { role: 'agency' } as const;
  expect(next({}, clerk)).toMatchObject({ key: 'upload', state: 'waiting' });
  expect(next({ stage: 'frame_open' }, clerk)).toMatchObject({ key: 'upload', state: 'open' });
  // A file that came in is not “not begun”.
  for (const [step, key] of [
    ['importing', 'upload_importing'],
    ['check', 'upload_check'],
  ] as const)
    expect(next({ stage: 'frame_open' }, { ...clerk, step })).toMatchObject({ key, state: 'open' });
  const listed = { stage: 'frame_open', agenciesWithList: 1 } as const;
  const inError = { counts: { inError: 29 }, unexplainedNumbers: 8 };
  expect(next(listed, { ...clerk, acceptance: inError })).toMatchObject({
    key: 'corrections',
    values: { n: 29 },
  });
  const missing = { unexplainedNumbers: 8 };
  expect(next(listed, { ...clerk, acceptance: missing })?.key).toBe('completeness');
  expect(next(listed, { ...clerk, acceptance: { hasStatedTotals: false } })?.key).toBe(
    'completeness',
  );
  expect(next(listed, { ...clerk, acceptance: {} })?.key).toBe('acceptance');
  expect(next({ ...listed, signed: 1 }, { ...clerk, acceptance: missing })).toMatchObject({
    key: 'accepted',
    state: 'waiting',
  });
  expect(next(listed, { ...clerk, acceptance: { state: 'returned' } })?.key).toBe('bring_back');
  expect(next({ stage: 'frame_frozen', agenciesWithList: 1 }, clerk)?.key).toBe('deliver');
  const frozen = { stage: 'frame_frozen', agenciesWithList: 1 } as const;
  const stateAfter = (counts: object) =>
    tasks({ ...frozen, ...counts }, clerk)
      .filter(({ key }) => key === 'acceptance' || key === 'accepted')
      .map(({ state }) => state);
  expect(stateAfter({})).toEqual(['missed', 'missed']);
  expect(stateAfter({ signed: 1 })).toEqual(['done', 'missed']);
  expect(stateAfter({ signed: 1, accepted: 1 })).toEqual(['done', 'done']);
});

test('an agency prints where the terms say so; elsewhere it waits for sealed slips, then hands them out', () => {
  const drawn = { stage: 'drawn', agenciesWithList: 1, invited: 40 } as const;
  const clerk = { role: 'agency' } as const;
  expect(next(drawn, clerk)).toMatchObject({ key: 'deliver', state: 'waiting' });
  expect(next({ ...drawn, printed: 1 }, clerk)).toMatchObject({ key: 'deliver', state: 'open' });
  const own = { ...clerk, slipPrinting: 'agency' } as const;
  expect(next(drawn, own)).toMatchObject({ key: 'print_own', state: 'open', values: { n: 40 } });
  expect(next({ ...drawn, printed: 1 }, own)?.key).toBe('deliver');
});

test('only the first step that waits says why, later ones are locked', () => {
  const tasks = tasksOf({
    role: 'home_affairs',
    agencyCode: null,
    overview: { ...NOTHING, stage: 'frame_open' },
    linkTo: inCampaign,
    now: '2026-11-24T02:00:00Z',
    collectTo: '2026-12-15',
    graceDays: 7,
    slipPrinting: 'home_affairs',
  });
  expect(tasks.filter((task) => task.state === 'waiting')).toHaveLength(1);
  expect(tasks.at(-1)?.state).toBe('locked');
});

test('an observer is sent to counts, never to a list of people', () => {
  const hrefs = tasksOf({
    role: 'observer',
    agencyCode: null,
    overview: { ...NOTHING, stage: 'collecting' },
    linkTo: inCampaign,
    now: '2026-11-24T02:00:00Z',
    collectTo: '2026-12-15',
    graceDays: 7,
    slipPrinting: 'home_affairs',
  }).map((task) => task.href);
  expect(hrefs.some((href) => href.includes('phieu-moi'))).toBe(false);
});
