import { reportStart } from './answer.ts';
import { fetchOpening } from './arrive.ts';
import type { Interview } from './interview.ts';
import { returnToDevice } from './keep.ts';
import { deliverParcels } from './send.ts';
import { followDevice } from './show-held.ts';
import type { VisitStore } from './visit-store.ts';
import { interviewOf } from './visit-store.ts';

/** The network may be back, or the page has come to the front: everything that waits is tried again. */
export async function retry(store: VisitStore): Promise<void> {
  if (store.scene.value.kind === 'unreached') return fetchOpening(store);
  const interview = interviewOf(store);
  if (interview) await retryInterview(store, interview);
  await deliverParcels(store);
}

async function retryInterview(store: VisitStore, interview: Interview): Promise<void> {
  await returnToDevice(store, interview);
  const before = interview.draft.value.stamps;
  await followDevice(store);
  const { started, stamps, codeWeight } = interview.draft.value;
  // A tab that was closed before it told the others has stored what no copy holds.
  if (Object.entries(stamps).some(([code, stamp]) => stamp !== before[code])) store.backup?.push();
  if (started === 'here') await reportStart(store, interview);
  const hasCopy = store.isBackedUp.value || Object.keys(stamps).length === 0;
  const isToCopy = !hasCopy && store.backup?.isIdle();
  if (isToCopy || !store.backup?.isPulled()) await store.backup?.pull();
  else if (codeWeight > 0) await store.backup?.look();
}

/** Another tab has written, sent or wiped. */
export async function followTab(
  store: VisitStore,
  key: string,
  isWipedElsewhere?: boolean,
): Promise<void> {
  if (key !== store.slip.key) return;
  const interview = interviewOf(store);
  if (interview && !isWipedElsewhere) await returnToDevice(store, interview);
  await followDevice(store, isWipedElsewhere);
  // The other tab may be closed before it has handed in what it wrote: this one hands it in too.
  if (interviewOf(store)) store.backup?.push();
}
