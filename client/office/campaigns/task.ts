import type { Acceptance } from '#contract/acceptance.ts';
import { dayOf } from '#contract/calendar.ts';
import type { Overview, SlipPrinting } from '#contract/campaigns.ts';
import type { Role } from '#contract/endpoint.ts';
import type { Stage } from '#contract/stage.ts';
import { STAGES } from '#contract/stage.ts';
import { hasCome } from '../../clock.ts';
import type { NextStep } from '../frames/acceptance/next-step.ts';
import type { LinkTo } from '../page/page-context.ts';

/** `missed`: nobody did it before the list was frozen; `late`: before the last day to answer. */
export type TaskState = 'done' | 'missed' | 'late' | 'open' | 'waiting' | 'locked';

/** One step of the job; `key` names its texts (`tasks.<key>.label` and `.act`). */
export interface Task {
  readonly key: string;
  readonly state: TaskState;
  readonly href: string;
  readonly values: Readonly<Record<string, number | string>>;
}

export interface Situation {
  readonly role: Role;
  readonly agencyCode: string | null;
  readonly overview: Overview;
  readonly slipPrinting: SlipPrinting;
  /** State of an agency's own list, while lists are accepted. */
  readonly acceptance?: Acceptance | undefined;
  /** What the agency's list waits for. */
  readonly step?: NextStep | undefined;
  readonly linkTo: LinkTo;
  /** The server's day and the moment now, for what may only begin later. */
  readonly now: string;
  readonly collectTo: string;
  readonly graceDays: number;
}

export const nextTask = (tasks: readonly Task[]): Task | undefined =>
  tasks.find((task) => task.state === 'open') ?? tasks.find((task) => task.state === 'waiting');

export const hasReached = (overview: Overview, stage: Stage) =>
  STAGES.indexOf(overview.stage) >= STAGES.indexOf(stage);

export const isPast = (moment: string | null, now: string) =>
  moment !== null && hasCome(moment, now);

/** Done, open, waiting for an earlier step or a date; only the first that waits is offered as “next”. */
export function stepper() {
  let isBehind = false;
  return (
    key: string,
    isDone: boolean,
    canBegin: boolean,
    href: string,
    values: Task['values'] = {},
  ): Task => {
    if (isDone) return { key, state: 'done', href, values };
    const state = canBegin ? 'open' : isBehind ? 'locked' : 'waiting';
    if (!canBegin) isBehind = true;
    return { key, state, href, values };
  };
}

/** Nobody may begin to answer any more. */
export const isTooLate = ({ overview, now, collectTo }: Situation): boolean =>
  hasReached(overview, 'closed') ||
  (overview.stage === 'collecting' && dayOf(new Date(now)) > collectTo);

export const orLate = (isOver: boolean, task: Task): Task =>
  isOver && task.state !== 'done' ? { ...task, state: 'late' } : task;
