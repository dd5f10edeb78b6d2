import { dayOf, graceTo } from '#contract/calendar.ts';
import { seesCountsOnly } from '#contract/endpoint.ts';
import type { Stage } from '#contract/stage.ts';
import { agencyTasks } from './agency-tasks.ts';
import { observerTasks } from './observer-tasks.ts';
import type { Situation, Task } from './task.ts';
import { hasReached, isPast, isTooLate, orLate, stepper } from './task.ts';

/** The job in order, from the counts alone; the first open step is what to do now. */
export function tasksOf(situation: Situation): Task[] {
  if (situation.role === 'agency') return agencyTasks(situation);
  if (seesCountsOnly(situation.role)) return observerTasks(situation);
  return homeAffairsTasks(situation);
}

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
        overview.invited > 0 && overview.printed >= overview.agenciesInvited,
        overview.invited > 0,
        linkTo('invitations'),
        { a: overview.printed, b: overview.agenciesInvited },
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
