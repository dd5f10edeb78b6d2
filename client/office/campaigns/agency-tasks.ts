import type { Acceptance } from '#contract/acceptance.ts';
import type { Stage } from '#contract/stage.ts';
import type { Situation, Task } from './task.ts';
import { hasReached, isTooLate, orLate, stepper } from './task.ts';

export function agencyTasks(situation: Situation): Task[] {
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
function listTasks(situation: Situation, agency: string, step: ReturnType<typeof stepper>): Task[] {
  const { overview, acceptance, linkTo } = situation;
  const isFrozen = hasReached(overview, 'frame_frozen');
  const hasList = overview.agenciesWithList > 0;
  const state = acceptance?.state;
  const isSigned = overview.signed > 0;
  const inError = acceptance?.counts?.inError ?? 0;
  const isReconciled = !acceptance || isExplained(acceptance);
  const isOpen = hasReached(overview, 'frame_open');
  return [
    step(
      uploadTask(situation),
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

/** A first file that is being read, or whose columns nobody has confirmed, is not “not begun”. */
function uploadTask({ overview, acceptance, step }: Situation): string {
  if (acceptance?.state === 'returned') return 'bring_back';
  if (overview.agenciesWithList > 0) return 'upload';
  if (step?.key === 'importing') return 'upload_importing';
  return step?.key === 'check' ? 'upload_check' : 'upload';
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
