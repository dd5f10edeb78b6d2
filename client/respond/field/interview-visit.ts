import type { RoundTerms } from '#contract/devices.ts';
import type { DeclineReason } from '#contract/opening.ts';
import type { VisitCase } from '#contract/visits.ts';
import { createInterview } from '../interview.ts';
import type { Visit } from '../visit.ts';
import type { VisitStore } from '../visit-store.ts';
import { createVisitStore, interviewOf, show } from '../visit-store.ts';
import { filled, officeName } from '../wording.ts';
import type { DeviceStore } from './device-store.ts';
import { newDraft, sealedContent } from './sealed-content.ts';
import type { Delivery, Sealer } from './sealed-outbox.ts';
import { sceneAfter, sealParcel } from './sealed-outbox.ts';
import type { VaultKey } from './vault.ts';
import { draftName, openVisitDraft } from './visit-draft.ts';

interface Surroundings {
  readonly store: DeviceStore;
  readonly key: VaultKey;
  readonly sealer: Sealer;
  readonly round: RoundTerms;
  deliver(): Promise<Delivery>;
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
    send: (language) => sendSealed(person, around, caseId, language),
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

/** Parcel in, what was begun out, in one transaction: at no moment are the answers in both places or in neither. */
async function sendSealed(
  person: VisitStore,
  { store, sealer, round, deliver }: Surroundings,
  caseId: string,
  language: string,
): Promise<void> {
  const interview = interviewOf(person);
  if (!interview || person.isWiped) return;
  person.isWiped = true;
  const content = sealedContent(interview.whole(undefined), language, round.mark);
  const parcel = await sealParcel(sealer, caseId, content);
  try {
    // Answers that are still being written come before.
    await person.storage.transact((access) => access.remove('draft', caseId));
    await store(async (access) => {
      await access.put('parcel', parcel);
      await access.remove('secret', draftName(caseId));
    });
  } catch (error) {
    person.isWiped = false;
    await interview.note({});
    throw error;
  }
  show(person, { kind: 'sending' });
  show(person, await sceneAfter(deliver, parcel));
}
