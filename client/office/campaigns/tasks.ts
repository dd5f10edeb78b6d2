import type { Acceptance } from '#contract/acceptance.ts';
import type { Overview, SlipPrinting, Stage } from '#contract/campaigns.ts';
import { STAGES } from '#contract/campaigns.ts';
import type { Role } from '#contract/endpoint.ts';
import { hasCome } from '../../clock.ts';
import type { Places } from '../places.ts';

export type TaskState = 'done' | 'open' | 'waiting' | 'locked';

/** One step of the job; `key` names its texts (`tasks.<key>.label` and `.act`). */
export interface Task {
  readonly key: string;
  readonly state: TaskState;
  readonly href: string;
  readonly values: Readonly<Record<string, number | string>>;
}

interface Situation {
  readonly role: Role;
  readonly unitCode: string | null;
  readonly overview: Overview;
  readonly slipPrinting: SlipPrinting;
  /** Where a unit's own list stands, while lists are taken. */
  readonly acceptance?: Acceptance | undefined;
  readonly places: Places;
  /** The server's day and the moment now, for what may only begin later. */
  readonly now: string;
  readonly collectTo: string;
}

/** The job in order, from the counts alone; the first open step is what to do now. */
export function tasksOf(situation: Situation): Task[] {
  if (situation.role === 'unit') return unitTasks(situation);
  if (situation.role === 'observer') return observerTasks(situation);
  return homeAffairsTasks(situation);
}

export const nextTask = (tasks: readonly Task[]): Task | undefined =>
  tasks.find((task) => task.state === 'open') ?? tasks.find((task) => task.state === 'waiting');

const reached = (overview: Overview, stage: Stage) =>
  STAGES.indexOf(overview.stage) >= STAGES.indexOf(stage);

function homeAffairsTasks({ overview, places, now, collectTo }: Situation): Task[] {
  const at = (stage: Stage) => reached(overview, stage);
  const waiting = overview.signed - overview.accepted;
  const step = stepper();
  return [
    step('terms', at('frame_open'), true, places.terms),
    ...(waiting > 0 && !at('frame_frozen')
      ? [step('accept', false, true, `${places.board}?loc=signed`, { n: waiting })]
      : []),
    step(
      'lists',
      at('frame_frozen') || overview.unitsWithList === overview.units,
      true,
      places.board,
      {
        a: overview.unitsWithList,
        b: overview.units,
      },
    ),
    step('freeze', at('frame_frozen'), overview.people > 0, places.board, { n: overview.people }),
    step('plan', overview.planPublishedAt !== null, at('frame_frozen'), places.design, {
      n: overview.strata,
    }),
    step('draw', at('drawn'), isPast(overview.drawAllowedFrom, now), places.draw, {
      from: overview.drawAllowedFrom ?? '',
    }),
    step('issue', overview.invited > 0, at('drawn'), places.invitations, { n: overview.drawn }),
    step(
      'print',
      at('closed') || overview.printed >= overview.units,
      overview.invited > 0,
      places.invitations,
      {
        a: overview.printed,
        b: overview.units,
      },
    ),
    step('collect', at('collecting'), overview.invited > 0, places.fieldwork),
    step('follow', at('closed'), at('collecting'), places.fieldwork, {
      a: overview.received,
      b: overview.invited,
    }),
    step(
      'close',
      at('closed'),
      at('collecting') && now.slice(0, 10) > collectTo,
      places.fieldwork,
      {
        from: collectTo,
      },
    ),
    step('publish', at('published'), at('closed'), places.publish),
  ];
}

function unitTasks(situation: Situation): Task[] {
  const { overview, places, unitCode } = situation;
  const at = (stage: Stage) => reached(overview, stage);
  const unit = unitCode ?? '';
  const step = stepper();
  const hasSlips = overview.printed > 0;
  const n = { n: overview.invited };
  return [
    ...listTasks(situation, unit, step),
    ...(situation.slipPrinting === 'agency'
      ? [step('print_own', at('closed') || hasSlips, overview.invited > 0, places.pack(unit), n)]
      : []),
    step('deliver', at('closed'), hasSlips, places.pack(unit), n),
    step('read', false, at('closed'), places.results),
  ];
}

/** The unit's own list, from the file to the acceptance; the first that is open is the next step. */
function listTasks(
  { overview, acceptance, places }: Situation,
  unit: string,
  step: ReturnType<typeof stepper>,
): Task[] {
  const isFrozen = reached(overview, 'frame_frozen');
  const hasList = overview.unitsWithList > 0;
  const state = acceptance?.state;
  const isSigned = isFrozen || overview.signed > 0;
  const inError = acceptance?.counts?.inError ?? 0;
  const isReconciled = !acceptance || isExplained(acceptance);
  const isOpen = reached(overview, 'frame_open');
  return [
    step(
      state === 'returned' ? 'bring_back' : 'upload',
      isFrozen || (hasList && state !== 'returned'),
      isOpen,
      places.unit(unit),
    ),
    step('corrections', isSigned || (hasList && inError === 0), hasList, places.corrections(unit), {
      n: inError,
    }),
    step('completeness', isSigned || (hasList && isReconciled), hasList, places.completeness(unit)),
    step('acceptance', isSigned, hasList, places.acceptance(unit), { n: overview.people }),
    step('accepted', isFrozen || state === 'accepted', false, places.acceptance(unit)),
  ];
}

const isExplained = (of: Acceptance): boolean =>
  of.hasStatedTotals && of.unexplainedVanished + of.unexplainedTotals + of.unexplainedNumbers === 0;

function observerTasks({ overview, places, now }: Situation): Task[] {
  const at = (stage: Stage) => reached(overview, stage);
  const step = stepper();
  return [
    step('watch_lists', at('frame_frozen'), at('frame_open'), places.board, {
      a: overview.unitsWithList,
      b: overview.units,
    }),
    step('watch_plan', at('drawn'), overview.planPublishedAt !== null, places.design),
    step('watch_draw', at('drawn'), isPast(overview.drawAllowedFrom, now), places.draw, {
      from: overview.drawAllowedFrom ?? '',
    }),
    step('watch_fieldwork', at('closed'), at('collecting'), places.fieldwork, {
      a: overview.received,
      b: overview.invited,
    }),
    step('watch_results', at('published'), at('closed'), places.results),
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
