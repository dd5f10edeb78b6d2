// Truth checked: what the server lets a role do at a stage (its stage guards and the days of collection), and
// ux.md §1.1: every screen says in one sentence what to do. The table of all sentences is a golden file.
import { expect, test } from 'vitest';
import type { Role } from '#contract/endpoint.ts';
import { STAGES } from '#contract/stage.ts';
import { t } from '../../../client/i18n.ts';
import type { Phase } from '../../../client/office/page/orders.ts';
import { orderOf, PHASES, phaseOf } from '../../../client/office/page/orders.ts';
import { CAMPAIGN_SCREENS } from '../../../client/office/screens.ts';
import { inVietnamese } from './wire.ts';

const EVERY = CAMPAIGN_SCREENS.flatMap((screen) =>
  screen.roles.flatMap((role) =>
    PHASES.map((phase) => ({
      screen: screen.name,
      role,
      phase,
      order: orderOf(screen.orders, phase, role),
    })),
  ),
);

const DAYS = { collectFrom: '2026-11-20', collectTo: '2026-12-15', graceDays: 7 };

test('a campaign that collects is in its grace after the last day to answer, and overdue when that is over', () => {
  const phase = (moment: string, stage: (typeof STAGES)[number] = 'collecting') =>
    phaseOf({ stage, ...DAYS }, new Date(moment));
  expect(phase('2026-12-15T16:59:59Z')).toBe('collecting');
  expect(phase('2026-12-15T17:00:00Z')).toBe('grace');
  expect(phase('2026-12-22T16:59:59Z')).toBe('grace');
  expect(phase('2026-12-22T17:00:00Z')).toBe('overdue');
  for (const stage of STAGES.filter((other) => other !== 'collecting'))
    expect(phase('2026-12-30T00:00:00Z', stage)).toBe(stage);
});

test('every screen tells every role at every stage what to do, in words that are there', async () => {
  inVietnamese();
  const lines = EVERY.map(
    ({ screen, role, phase, order }) =>
      `${screen} · ${role} · ${phase}: ${order ? t(`orders.${order}`) : '(by its data)'}`,
  );
  expect(lines.filter((line) => line.includes('orders.'))).toEqual([]);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../golden/office-orders.txt');
});

/** The one stage at which the server takes the act; elsewhere it answers `stage_not_allowed` or `still_collecting`. */
const ACTS: Record<string, readonly Phase[]> = {
  open_lists: ['draft'],
  freeze: ['frame_open'],
  plan_sample: ['frame_frozen'],
  draw: ['frame_frozen'],
  begin: ['drawn'],
  count: ['overdue'],
  publish: ['closed'],
};

test('an act is ordered only where the server takes it, and only of Home Affairs', () => {
  const ordered = EVERY.filter(({ order }) => order && order in ACTS);
  expect(ordered.length).toBeGreaterThan(20);
  const wrong = ordered.filter(
    ({ order, phase, role }) => role !== 'home_affairs' || !ACTS[order ?? '']?.includes(phase),
  );
  expect(wrong).toEqual([]);
});

// biome-ignore format: a list of screens reads better in one line
const ASKING = ['invitations', 'pack', 'reissue', 'contact_plan', 'calls', 'fieldwork', 'assignments'];
const OVER: readonly Phase[] = ['grace', 'overdue', 'closed', 'published'];

test('after the last day to answer nobody is told to print, deliver, remind or call', () => {
  const open = EVERY.filter(
    ({ screen, phase, order }) => ASKING.includes(screen) && OVER.includes(phase) && !order,
  );
  expect(open).toEqual([]);
});

test('after the last day to answer no device is added; each sends what it holds before the count', () => {
  const orders = EVERY.filter(({ screen, phase }) => screen === 'devices' && OVER.includes(phase));
  expect(orders.map(({ phase, order }) => [phase, order])).toEqual([
    ['grace', 'devices_send'],
    ['overdue', 'devices_send'],
    ['closed', undefined],
    ['published', undefined],
  ]);
});

const AT_LISTS = ['board', 'staff_phones', 'corrections', 'completeness', 'columns'];

test('after the lists are frozen nobody is told to change one', () => {
  const asked = EVERY.filter(
    ({ screen, phase, order }) =>
      AT_LISTS.includes(screen) && !['draft', 'frame_open'].includes(phase) && !order,
  );
  expect(asked).toEqual([]);
});

test('who cannot do a step is told to wait for it, not to do it', () => {
  const others = EVERY.filter(({ role }) => role !== ('home_affairs' satisfies Role));
  const bidden = others.filter(({ order }) => order && order in ACTS);
  expect(bidden).toEqual([]);
});
