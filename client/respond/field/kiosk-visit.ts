import type { RoundTerms } from '#contract/devices.ts';
import type { Opening } from '#contract/opening.ts';
import { CODE_DIGITS } from '#contract/slip-code.ts';
import { declineInvitation, openInvitation, startAnswering, Unheard } from '../calls.ts';
import { tokenFor } from '../code-entry.ts';
import { createInterview } from '../interview.ts';
import { inMemory } from '../storage.ts';
import type { Visit } from '../visit.ts';
import type { VisitStore } from '../visit-store.ts';
import { createVisitStore, show } from '../visit-store.ts';
import { filled, officeName } from '../wording.ts';
import { newDraft } from './sealed-content.ts';
import type { SealingDevice } from './send-sealed.ts';
import { sendSealed } from './send-sealed.ts';
import { fieldText } from './texts.ts';

export interface KioskVisit extends Visit {
  /** The slip of a typed code. */
  open(code: string): Promise<void>;
}

interface Surroundings extends SealingDevice {
  forget(): void;
}

/**
 * One person at a kiosk, in the page's own memory alone: a reload, a kill or a minute without a touch forgets
 * it. Only sealed answers are stored.
 */
export function createKioskVisit(around: Surroundings): KioskVisit {
  const person = createVisitStore(inMemory(), () => undefined, true);
  /** The slip's link; or its code, where there was no network to find the link. */
  let slip = '';
  show(person, { kind: 'code' });
  const nothing = async () => undefined;
  return {
    ...person,
    enter: tokenFor,
    async open(code) {
      const found = await openSlip(code, around.round);
      slip = found.slip;
      await beginInterview(person, found.opening);
    },
    begin(interview, screen) {
      interview.goTo(screen);
      // It is a sign only: without network the answers are counted all the same.
      if (isToken(slip)) startAnswering(slip).catch(() => undefined);
    },
    send: (language) => sendSealed(person, around, language, { caseId: null, slip }),
    async decline(reason) {
      if (!isToken(slip)) throw new Unheard('offline');
      await declineInvitation(slip, reason);
      person.isWiped = true;
      show(person, { kind: 'declined', texts: reason === 'wrong_person' ? 'wrong' : 'decline' });
    },
    async forget() {
      around.forget();
    },
    continueFrom: async () => 'unknown',
    arrive: nothing,
    markCodeShown: () => undefined,
    sendAgain: nothing,
    review: () => undefined,
    retry: nothing,
    leave: () => undefined,
    follow: nothing,
  };
}

const isToken = (slip: string) => !/^\d{12,}$/.test(slip);

/** Without network a code of today is taken at its word: its check digit fits, and the server finds the person later. */
async function openSlip(
  code: string,
  round: RoundTerms,
): Promise<{ slip: string; opening: Opening }> {
  let slip = code;
  try {
    slip = await tokenFor(code);
    return { slip, opening: filled(await openInvitation(slip)) };
  } catch (error) {
    const isKnown = isToken(slip) || code.length === CODE_DIGITS;
    if (!(error instanceof Unheard) || !isKnown) throw error;
    return { slip, opening: filled(unknownOpening(round)) };
  }
}

/** Which agency and which procedure the slip is about only the server knows. */
const unknownOpening = ({ questionnaire, campaign, mark }: RoundTerms): Opening => ({
  questionnaire,
  campaign: { ...campaign, agencyName: fieldText('kiosk.agency') },
  procedureName: null,
  returnedMonth: null,
  mark,
});

async function beginInterview(person: VisitStore, opening: Opening): Promise<void> {
  // The history of this tab may name a screen of the person before.
  history.replaceState(null, '');
  const draft = newDraft('kiosk', opening);
  await person.storage.transact((access) => access.put('draft', draft));
  const interview = createInterview(person.storage, draft, {
    onSaved: () => undefined,
    onGone: () => undefined,
    isWiped: () => person.isWiped,
  });
  officeName.value = opening.campaign.officeName;
  show(person, { kind: 'interview', interview });
}
