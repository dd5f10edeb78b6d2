import type { Acceptance } from '#contract/acceptance.ts';
import { dayOf, graceTo } from '#contract/calendar.ts';
import type { Overview, SlipPrinting, Stage } from '#contract/campaigns.ts';
import { STAGES } from '#contract/campaigns.ts';
import type { Role } from '#contract/endpoint.ts';
import { seesCountsOnly } from '#contract/endpoint.ts';
import { hasCome } from '../../clock.ts';
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

interface Situation {
  readonly role: Role;
  readonly agencyCode: string | null;
  readonly overview: Overview;
  readonly slipPrinting: SlipPrinting;
  /** State of an agency's own list, while lists are accepted. */
  readonly acceptance?: Acceptance | undefined;
  readonly linkTo: LinkTo;
  /** The server's day and the moment now, for what may only begin later. */
  readonly now: string;
  readonly collectTo: string;
  readonly graceDays: number;
}

/** The job in order, from the counts alone; the first open step is what to do now. */
export function tasksOf(situation: Situation): Task[] {
  if (situation.role === 'agency') return agencyTasks(situation);
  if (seesCountsOnly(situation.role)) return observerTasks(situation);
  return homeAffairsTasks(situation);
}

export const nextTask = (tasks: readonly Task[]): Task | undefined =>
  tasks.find((task) => task.state === 'open') ?? tasks.find((task) => task.state === 'waiting');

const hasReached = (overview: Overview, stage: Stage) =>
  STAGES.indexOf(overview.stage) >= STAGES.indexOf(stage);

function homeAffairsTasks(situation: Situation): Task[] {
  const { overview, linkTo, now } = situation;
  const hasBegun = (stage: Stage) => hasReached(overview, stage);
  const waiting = overview.signed - overview.accepted;
  const step = stepper();
  return [
    step('terms', hasBegun('frame_open'), true, linkTo('terms')),
    ...(waiting > 0 && !hasBegun('frame_frozen')
      ? [step('accept', false, true, `${linkTo('board')}?loc=signed`, { n: waiting })]
      : []),
    step(
      'lists',
      hasBegun('frame_frozen') || overview.agenciesWithList === overview.agencies,
      true,
      linkTo('board'),
      {
        a: overview.agenciesWithList,
        b: overview.agencies,
      },
    ),
    step('freeze', hasBegun('frame_frozen'), overview.people > 0, linkTo('board'), {
      n: overview.people,
    }),
    step('plan', overview.planPublishedAt !== null, hasBegun('frame_frozen'), linkTo('design'), {
      n: overview.strata,
    }),
    step('draw', hasBegun('drawn'), isPast(overview.drawAllowedFrom, now), linkTo('draw'), {
      from: overview.drawAllowedFrom ?? '',
    }),
    step('issue', overview.invited > 0, hasBegun('drawn'), linkTo('invitations'), {
      n: overview.drawn,
    }),
    ...collectionTasks(situation, step),
    step('publish', hasBegun('published'), hasBegun('closed'), linkTo('publish')),
  ];
}

/** Slips and reminders end with the last day to answer, the count begins when the days of grace are over. */
function collectionTasks(situation: Situation, step: ReturnType<typeof stepper>): Task[] {
  const { overview, linkTo, now } = situation;
  const hasBegun = (stage: Stage) => hasReached(overview, stage);
  const isOver = isTooLate(situation);
  const until = graceTo(situation);
  const counts = { a: overview.received, b: overview.invited };
  return [
    orLate(
      isOver,
      step(
        'print',
        overview.printed >= overview.agencies,
        overview.invited > 0,
        linkTo('invitations'),
        { a: overview.printed, b: overview.agencies },
      ),
    ),
    step('collect', hasBegun('collecting'), overview.invited > 0, linkTo('fieldwork')),
    step('follow', isOver, hasBegun('collecting'), linkTo('fieldwork'), counts),
    step(
      'close',
      hasBegun('closed'),
      hasBegun('collecting') && dayOf(new Date(now)) > until,
      linkTo('fieldwork'),
      { from: until },
    ),
  ];
}

/** Nobody may begin to answer any more. */
const isTooLate = ({ overview, now, collectTo }: Situation): boolean =>
  hasReached(overview, 'closed') ||
  (overview.stage === 'collecting' && dayOf(new Date(now)) > collectTo);

const orLate = (isOver: boolean, task: Task): Task =>
  isOver && task.state !== 'done' ? { ...task, state: 'late' } : task;

function agencyTasks(situation: Situation): Task[] {
  const { overview, linkTo, agencyCode } = situation;
  const hasBegun = (stage: Stage) => hasReached(overview, stage);
  const agency = agencyCode ?? '';
  const step = stepper();
  const hasSlips = overview.printed > 0;
  const n = { n: overview.invited };
  const isOver = isTooLate(situation);
  return [
    ...listTasks(situation, agency, step),
    ...(situation.slipPrinting === 'agency'
      ? [
          orLate(
            isOver,
            step(
              'print_own',
              hasSlips,
              overview.invited > 0,
              linkTo('pack', { agencyCode: agency }),
              n,
            ),
          ),
        ]
      : []),
    step('deliver', isOver, hasSlips, linkTo('pack', { agencyCode: agency }), n),
    step('read', false, hasBegun('closed'), linkTo('results')),
  ];
}

/** The agency's own list, from the file to the acceptance; the first that is open is the next step. */
function listTasks(
  { overview, acceptance, linkTo }: Situation,
  agency: string,
  step: ReturnType<typeof stepper>,
): Task[] {
  const isFrozen = hasReached(overview, 'frame_frozen');
  const hasList = overview.agenciesWithList > 0;
  const state = acceptance?.state;
  const isSigned = overview.signed > 0;
  const inError = acceptance?.counts?.inError ?? 0;
  const isReconciled = !acceptance || isExplained(acceptance);
  const isOpen = hasReached(overview, 'frame_open');
  return [
    step(
      state === 'returned' ? 'bring_back' : 'upload',
      isFrozen || (hasList && state !== 'returned'),
      isOpen,
      linkTo('list', { agencyCode: agency }),
    ),
    step(
      'corrections',
      isFrozen || isSigned || (hasList && inError === 0),
      hasList,
      linkTo('corrections', { agencyCode: agency }),
      {
        n: inError,
      },
    ),
    step(
      'completeness',
      isFrozen || isSigned || (hasList && isReconciled),
      hasList,
      linkTo('completeness', { agencyCode: agency }),
    ),
    orMissed(
      isFrozen,
      step(
        'acceptance',
        isSigned,
        hasList || isFrozen,
        linkTo('acceptance', { agencyCode: agency }),
        { n: overview.people },
      ),
    ),
    orMissed(
      isFrozen,
      step(
        'accepted',
        overview.accepted > 0 || state === 'accepted',
        isFrozen,
        linkTo('acceptance', { agencyCode: agency }),
      ),
    ),
  ];
}

/** A frozen list can be signed no more: what nobody has done is not called done. */
const orMissed = (isFrozen: boolean, task: Task): Task =>
  isFrozen && task.state !== 'done' ? { ...task, state: 'missed' } : task;

const isExplained = (list: Acceptance): boolean =>
  list.hasStatedTotals &&
  list.unexplainedVanished +
    list.unexplainedChanges +
    list.unexplainedTotals +
    list.unexplainedNumbers ===
    0;

function observerTasks(situation: Situation): Task[] {
  const { overview, linkTo, now } = situation;
  const hasBegun = (stage: Stage) => hasReached(overview, stage);
  const step = stepper();
  return [
    step('watch_lists', hasBegun('frame_frozen'), hasBegun('frame_open'), linkTo('board'), {
      a: overview.agenciesWithList,
      b: overview.agencies,
    }),
    step('watch_plan', hasBegun('drawn'), overview.planPublishedAt !== null, linkTo('design')),
    step('watch_draw', hasBegun('drawn'), isPast(overview.drawAllowedFrom, now), linkTo('draw'), {
      from: overview.drawAllowedFrom ?? '',
    }),
    step('watch_fieldwork', hasBegun('closed'), hasBegun('collecting'), linkTo('fieldwork'), {
      a: overview.received,
      b: overview.invited,
    }),
    step('watch_results', hasBegun('published'), hasBegun('closed'), linkTo('results')),
  ];
}

const isPast = (moment: string | null, now: string) => moment !== null && hasCome(moment, now);

/** Done, open, waiting for an earlier step or a date; only the first that waits is offered as “next”. */
function stepper() {
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
