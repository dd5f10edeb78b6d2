import { windowAt } from '#contract/calendar.ts';
import type { Campaign } from '#contract/campaigns.ts';
import type { Role } from '#contract/endpoint.ts';
import type { Stage } from '#contract/stage.ts';

/** A campaign's stage, with the days of its collection: in `grace` only answers begun in time may arrive. */
export const PHASES = [
  'draft',
  'frame_open',
  'frame_frozen',
  'drawn',
  'collecting',
  'grace',
  'overdue',
  'closed',
  'published',
] as const;
export type Phase = (typeof PHASES)[number];

/** Key under `orders.`, for everybody or by role; `own`: the screen's own data decide. */
type Order = string | Readonly<Partial<Record<Role, string>> & { others: string }>;
export type Orders = Readonly<Record<Phase, Order>>;

export function phaseOf(
  campaign: Pick<Campaign, 'stage' | 'collectFrom' | 'collectTo' | 'graceDays'>,
  now: Date,
): Phase {
  if (campaign.stage !== 'collecting') return campaign.stage satisfies Exclude<Stage, 'collecting'>;
  const window = windowAt(campaign, now);
  if (window === 'after') return 'overdue';
  return window === 'grace' ? 'grace' : 'collecting';
}

/** The order of a screen for a phase and a role; undefined where the screen's data decide. */
export function orderOf(orders: Orders, phase: Phase, role: Role): string | undefined {
  const order = orders[phase];
  const key = typeof order === 'string' ? order : (order[role] ?? order.others);
  return key === 'own' ? undefined : key;
}

const homeAffairs = (key: string, others: string): Order => ({ home_affairs: key, others });
const OPEN_LISTS = homeAffairs('open_lists', 'wait_lists');
const FREEZE = homeAffairs('freeze', 'wait_freeze');
const DRAW = homeAffairs('draw', 'wait_draw');
const BEGIN = homeAffairs('begin', 'wait_begin');

const all = (order: Order): Orders =>
  Object.fromEntries(PHASES.map((phase) => [phase, order])) as Record<Phase, Order>;

/** Until the sample is drawn, the words of the step before; then those given. */
const afterDraw = (orders: Omit<Orders, 'draft' | 'frame_open' | 'frame_frozen'>): Orders => ({
  draft: OPEN_LISTS,
  frame_open: FREEZE,
  frame_frozen: DRAW,
  ...orders,
});

export const BY_DATA: Orders = all('own');

/** Work on lists ends with their freezing. */
export const ON_LISTS: Orders = {
  ...all('frozen'),
  draft: OPEN_LISTS,
  frame_open: 'own',
};

/** The board leads on to the sample while the list is frozen and nothing drawn. */
export const ON_BOARD: Orders = { ...ON_LISTS, frame_frozen: homeAffairs('plan_sample', 'frozen') };

export const ON_PLAN: Orders = { ...BY_DATA, draft: OPEN_LISTS, frame_open: FREEZE };

/** What asks people is done only while they may still begin to answer. */
const whileAsking = (drawn: Order, collecting: Order) =>
  afterDraw({
    drawn,
    collecting,
    grace: 'too_late',
    overdue: 'too_late',
    closed: 'collected',
    published: 'collected',
  });

/** Slips that are made and brought, visits that are given out. */
export const ON_SLIPS = whileAsking('own', 'own');

/** Lists, letters and messages. */
export const ON_REMINDERS = whileAsking(
  homeAffairs('own', 'watch_plan'),
  homeAffairs('own', 'watch_plan'),
);

export const ON_INTERVIEWS = whileAsking('wait_begin', 'own');

/** What a device holds is sent before the count; after the last day none is added. */
export const ON_DEVICES = afterDraw({
  drawn: 'own',
  collecting: 'own',
  grace: 'devices_send',
  overdue: 'devices_send',
  closed: 'own',
  published: 'own',
});

/** Paper that came in time is entered until the count. */
export const ON_PAPER = afterDraw({
  drawn: 'wait_begin',
  collecting: 'own',
  grace: 'own',
  overdue: 'own',
  closed: 'collected',
  published: 'collected',
});

export const ON_PAPER_FORMS: Orders = {
  ...ON_PAPER,
  drawn: 'own',
  closed: 'print_minutes',
  published: 'print_minutes',
};

/** Answered cases are asked again until the count. */
export const ON_RECHECKS = afterDraw({
  drawn: BEGIN,
  collecting: 'own',
  grace: 'own',
  overdue: 'own',
  closed: 'collected',
  published: 'collected',
});

/** Reports about people who cannot answer are confirmed until the count. */
export const ON_REPORTS: Orders = { ...ON_PAPER, drawn: 'own' };

export const ON_LEDGER: Orders = afterDraw({
  drawn: BEGIN,
  collecting: homeAffairs('own', 'watch_ledger'),
  grace: 'wait_arrivals',
  overdue: homeAffairs('count', 'wait_count'),
  closed: 'collected',
  published: 'collected',
});

export const ON_COLLECTION: Orders = afterDraw({
  drawn: homeAffairs('own', 'wait_begin'),
  collecting: 'own',
  grace: { agency: 'stop_reminding', others: 'wait_arrivals' },
  overdue: homeAffairs('count', 'wait_count'),
  closed: homeAffairs('publish', 'wait_published'),
  published: 'read_results',
});

export const ON_RESULTS: Orders = {
  ...all('wait_counted'),
  overdue: homeAffairs('count', 'wait_counted'),
  closed: 'own',
  published: 'own',
};

export const ON_PUBLISHING: Orders = {
  ...all('wait_closed'),
  overdue: homeAffairs('count', 'wait_count'),
  closed: 'own',
  published: 'own',
};
