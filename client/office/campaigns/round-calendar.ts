import { addDays, erasureDay, graceTo, listsDueOn, reportDueOn } from '#contract/calendar.ts';
import type { Campaign, Overview } from '#contract/campaigns.ts';
import type { Role } from '#contract/endpoint.ts';
import type { Stage } from '#contract/stage.ts';
import { STAGES } from '#contract/stage.ts';

/** `over`: a day that has passed, of which nothing says whether it was kept. */
export type StepState = 'done' | 'late' | 'missed' | 'now' | 'coming' | 'over';

export interface RoundStep {
  /** Key of its texts under `calendar.step.`. */
  readonly key: string;
  readonly actors: readonly Role[];
  readonly dueOn: string;
  readonly state: StepState;
}

type Terms = Pick<
  Campaign,
  | 'year'
  | 'listsDueOn'
  | 'reportDueOn'
  | 'collectFrom'
  | 'collectTo'
  | 'graceDays'
  | 'noticeHours'
  | 'retentionDays'
  | 'planNumber'
  | 'planDate'
>;

/** Days that each step usually takes; a province with other habits moves its own days of the terms. */
const TO_ACCEPT = 2;
const TO_PLAN = 1;
const TO_PRINT = 3;
const TO_DELIVER = 4;
const TO_PUBLISH = 7;
const LISTS_OPEN = 21;

/** The days of a round: those of its terms, and between them the last day on which the next is still reached. */
export function daysOf(terms: Terms) {
  const lists = listsDueOn(terms);
  const freeze = addDays(lists, TO_ACCEPT);
  const plan = addDays(freeze, TO_PLAN);
  const draw = addDays(plan, Math.ceil(terms.noticeHours / 24));
  const print = addDays(draw, TO_PRINT);
  const delivered = addDays(print, TO_DELIVER);
  const count = addDays(graceTo(terms), 1);
  const report = reportDueOn(terms);
  return {
    open: addDays(lists, -LISTS_OPEN),
    lists,
    freeze,
    plan,
    draw,
    print,
    deliver: delivered < terms.collectFrom ? terms.collectFrom : delivered,
    begin: terms.collectFrom,
    end: terms.collectTo,
    count,
    publish: addDays(count, TO_PUBLISH),
    report,
    erase: erasureDay(terms),
    /** With lists handed in by then, slips are delivered when collection begins. */
    latestLists: addDays(
      terms.collectFrom,
      -(TO_ACCEPT + TO_PLAN + Math.ceil(terms.noticeHours / 24) + TO_PRINT + TO_DELIVER),
    ),
  };
}

export interface CalendarWarning {
  readonly key: 'lists_late' | 'report_before_end' | 'report_before_publishing';
  readonly days: Readonly<Record<string, string>>;
}

/** What cannot be done in time, from the terms alone; the days of their sentences. */
export function warningsOf(terms: Terms): CalendarWarning[] {
  const days = daysOf(terms);
  const end = graceTo(terms);
  const isLate = days.draw > days.begin;
  const late = { lists: days.lists, draw: days.draw, from: days.begin, latest: days.latestLists };
  const report = { report: days.report, end, publish: days.publish };
  return [
    ...(isLate ? [{ key: 'lists_late' as const, days: late }] : []),
    ...(end >= days.report
      ? [{ key: 'report_before_end' as const, days: report }]
      : days.publish > days.report
        ? [{ key: 'report_before_publishing' as const, days: report }]
        : []),
  ];
}

/** Those that can still be heeded: lists until they are frozen, the end of collection until the count. */
export function warningsAt(stage: Stage, warnings: readonly CalendarWarning[]): CalendarWarning[] {
  const position = STAGES.indexOf(stage);
  return warnings.filter(
    ({ key }) => position < STAGES.indexOf(key === 'lists_late' ? 'frame_frozen' : 'closed'),
  );
}

const HOME_AFFAIRS: readonly Role[] = ['home_affairs'];
const WITNESSED: readonly Role[] = ['home_affairs', 'observer'];
const AGENCIES: readonly Role[] = ['agency'];
const AGENCIES_AND_HOME: readonly Role[] = ['agency', 'home_affairs'];

/** From the plan to the erasure, in order, each with its day and whether it is done, late, next or to come. */
export function roundSteps(
  campaign: Terms & { readonly stage: Stage },
  overview: Overview,
  today: string,
): RoundStep[] {
  const days = daysOf(campaign);
  const hasReached = (stage: Stage) => STAGES.indexOf(campaign.stage) >= STAGES.indexOf(stage);
  const isFrozen = hasReached('frame_frozen');
  const isPlanned = campaign.planNumber !== '' && campaign.planDate !== null;
  const step = stepper(today);
  const event = eventOn(today);
  const { agencies, agenciesWithList, signed, accepted, agenciesInvited, printed } = overview;
  // A draw may leave agencies out: only those with slips have something to print.
  const isPrinted = agenciesInvited > 0 && printed >= agenciesInvited;
  return [
    step('announce', HOME_AFFAIRS, `${campaign.year}-04-30`, isPlanned),
    step('open', HOME_AFFAIRS, days.open, hasReached('frame_open')),
    step('lists', AGENCIES, days.lists, agenciesWithList >= agencies, isFrozen),
    step('sign', AGENCIES, days.lists, signed >= agencies, isFrozen),
    step('accept', HOME_AFFAIRS, days.freeze, accepted >= agencies, isFrozen),
    step('freeze', HOME_AFFAIRS, days.freeze, isFrozen),
    step('plan', HOME_AFFAIRS, days.plan, overview.planPublishedAt !== null),
    step('draw', WITNESSED, days.draw, hasReached('drawn')),
    step('print', HOME_AFFAIRS, days.print, isPrinted, hasReached('closed')),
    event('deliver', AGENCIES, days.deliver),
    step('begin', HOME_AFFAIRS, days.begin, hasReached('collecting')),
    event('remind', AGENCIES_AND_HOME, middleOf(days.begin, days.end)),
    event('end', HOME_AFFAIRS, days.end),
    step('count', WITNESSED, days.count, hasReached('closed')),
    step('publish', HOME_AFFAIRS, days.publish, hasReached('published')),
    event('report', HOME_AFFAIRS, days.report),
    event('erase', HOME_AFFAIRS, days.erase),
  ];
}

/**
 * The first step that is not done is the one under way; one whose day is past is late, and one that a later stage
 * has made impossible is missed.
 */
function stepper(today: string) {
  let isBehind = false;
  return (
    key: string,
    actors: readonly Role[],
    dueOn: string,
    isDone: boolean,
    isOver = false,
  ): RoundStep => {
    if (isDone || isOver) return { key, actors, dueOn, state: isDone ? 'done' : 'missed' };
    const state = dueOn < today ? 'late' : isBehind ? 'coming' : 'now';
    isBehind = true;
    return { key, actors, dueOn, state };
  };
}

/** A day of which nothing in the system says whether its work was done. */
const eventOn =
  (today: string) =>
  (key: string, actors: readonly Role[], dueOn: string): RoundStep => ({
    key,
    actors,
    dueOn,
    state: dueOn < today ? 'over' : dueOn === today ? 'now' : 'coming',
  });

const middleOf = (from: string, until: string): string =>
  addDays(from, Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000 / 2));
