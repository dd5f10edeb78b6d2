import type { Stage } from '#contract/stage.ts';
import type { Situation, Task } from './task.ts';
import { hasReached, isPast, stepper } from './task.ts';

export function observerTasks(situation: Situation): Task[] {
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
