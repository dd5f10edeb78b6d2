import type { DeclineReason } from '#contract/opening.ts';
import type { VisitCase } from '#contract/visits.ts';
import { createInterview } from '../interview.ts';
import type { Visit } from '../visit.ts';
import { createVisitStore, show } from '../visit-store.ts';
import { filled, officeName } from '../wording.ts';
import { newDraft } from './sealed-content.ts';
import type { SealingDevice } from './send-sealed.ts';
import { sendSealed } from './send-sealed.ts';
import type { VaultKey } from './vault.ts';
import { draftName, openVisitDraft } from './visit-draft.ts';

interface Surroundings extends SealingDevice {
  readonly key: VaultKey;
  onRefused(reason: DeclineReason): Promise<void>;
}

/** The citizen's form on an interviewer's telephone; what was begun waits under the PIN, what is finished is sealed. */
export async function createInterviewVisit(around: Surroundings, known: VisitCase): Promise<Visit> {
  const { store, key, round } = around;
  const { agencyName, officeName: office, procedureName, returnedMonth, caseId } = known;
  const { questionnaire, mark } = round;
  const campaign = { ...round.campaign, agencyName, officeName: office };
  const opening = filled({ questionnaire, campaign, procedureName, returnedMonth, mark });
  const { storage, draft } = await openVisitDraft(store, key, newDraft(caseId, opening));
  const person = createVisitStore(storage, () => undefined, true);
  const interview = createInterview(storage, draft, {
    onSaved: () => undefined,
    onGone: () => undefined,
    isWiped: () => person.isWiped,
  });
  officeName.value = office;
  show(person, { kind: 'interview', interview });
  const nothing = async () => undefined;
  return {
    ...person,
    begin: (begun, screen) => begun.goTo(screen),
    send: (language) =>
      sendSealed(person, around, language, {
        caseId,
        removeDraft: (access) => access.remove('secret', draftName(caseId)),
      }),
    decline: around.onRefused,
    enter: async () => '',
    continueFrom: async () => 'unknown',
    arrive: nothing,
    forget: nothing,
    markCodeShown: () => undefined,
    sendAgain: nothing,
    review: () => undefined,
    retry: nothing,
    leave: () => undefined,
    follow: nothing,
  };
}
