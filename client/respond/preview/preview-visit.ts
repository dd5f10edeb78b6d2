import type { Opening } from '#contract/opening.ts';
import { newDraft } from '../field/sealed-content.ts';
import { fieldText } from '../field/texts.ts';
import { createInterview } from '../interview.ts';
import { inMemory } from '../storage.ts';
import type { Visit } from '../visit.ts';
import type { VisitStore } from '../visit-store.ts';
import { createVisitStore, show } from '../visit-store.ts';
import { filled, officeName } from '../wording.ts';

/**
 * The citizen's form without an invitation. Answers are in this page's memory until it is closed, and it says “saved”
 * as a telephone would. Nothing here calls the server.
 */
export async function createPreviewVisit(found: Opening): Promise<Visit> {
  const opening = filled({
    ...found,
    campaign: { ...found.campaign, agencyName: fieldText('kiosk.agency') },
  });
  const store = createVisitStore({ ...inMemory(), isLasting: true }, () => undefined, true);
  await beginAgain(store, opening);
  const nothing = async () => undefined;
  const again = () => beginAgain(store, opening);
  return {
    ...store,
    begin: (interview, screen) => interview.goTo(screen),
    send: async () => show(store, { kind: 'forgotten' }),
    decline: async (reason) =>
      show(store, { kind: 'declined', texts: reason === 'wrong_person' ? 'wrong' : 'decline' }),
    forget: again,
    retry: again,
    arrive: nothing,
    enter: async () => '',
    continueFrom: async () => 'unknown',
    markCodeShown: () => undefined,
    sendAgain: nothing,
    review: () => undefined,
    leave: () => undefined,
    follow: nothing,
  };
}

async function beginAgain(store: VisitStore, opening: Opening): Promise<void> {
  history.replaceState(null, '');
  const draft = newDraft('preview', opening);
  await store.storage.transact((access) => access.put('draft', draft));
  const interview = createInterview(store.storage, draft, {
    onSaved: () => undefined,
    onGone: () => undefined,
    isWiped: () => false,
  });
  officeName.value = opening.campaign.officeName;
  show(store, { kind: 'interview', interview });
}
