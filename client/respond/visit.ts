import type { ReadonlySignal, Signal } from '@preact/signals';
import { signal } from '@preact/signals';
import type { Opening } from '#contract/invitations.ts';
import type { Submission } from '#contract/responses.ts';
import { Refusal } from '../api.ts';
import type { Backup } from './backup.ts';
import { createBackup } from './backup.ts';
import type { Trouble } from './calls.ts';
import { declineInvitation, isFinal, openInvitation, startAnswering, Unheard } from './calls.ts';
import { tokenFor } from './code-entry.ts';
import { laidUnder, layDown } from './draft.ts';
import type { GoneOn } from './go-on.ts';
import { eraseCopy, goOnWith, receiptOf } from './go-on.ts';
import type { Interview, Watch } from './interview.ts';
import { createInterview } from './interview.ts';
import { deliver, layBack, seal, senderOf, takeBack } from './outbox.ts';
import type { Scene } from './scene.ts';
import { holdsParcel, isSealed } from './scene.ts';
import type { Draft, Kept, Parcel, Refused, Storage } from './storage.ts';
import { inMemory, keyOf } from './storage.ts';
import { filled, officeName } from './wording.ts';

export interface Visit {
  readonly scene: ReadonlySignal<Scene>;
  readonly isOffline: Signal<boolean>;
  /** False when answers live in the page's own memory only. */
  readonly isLasting: ReadonlySignal<boolean>;
  /** The server holds a locked copy of every answer on this screen. */
  readonly isBackedUp: ReadonlySignal<boolean>;
  /** Answers of another phone have come in. */
  readonly hasNews: ReadonlySignal<boolean>;
  /** Another phone has gone on with the continuation code. */
  readonly isElsewhere: ReadonlySignal<boolean>;
  /** `early` is the same request, sent before the device's storage was open. */
  arrive(token: string | undefined, early?: Promise<Opening>): Promise<void>;
  /** Goes on with what another device has answered, by the code that it shows. */
  goOn(code: string): Promise<GoneOn>;
  /** The person has the code of this device in sight: it stays what it is. */
  showCode(interview: Interview): void;
  enter(code: string): Promise<string>;
  begin(interview: Interview, at: string): void;
  send(language: Submission['language']): Promise<void>;
  sendAgain(parcel: Parcel): Promise<void>;
  decline(reason: 'declined' | 'wrong_person'): Promise<void>;
  /** After the close: what was answered in time may still be sent. */
  review(interview: Interview): void;
  /** Wipes this slip's answers from the device; nothing of another slip is touched. */
  forget(): Promise<void>;
  /** The network may be back, or the page has come to the front: whatever waits is tried again. */
  retry(): Promise<void>;
  /** Another tab has written, sent or wiped. */
  follow(changed: string, isWiped?: boolean): Promise<void>;
}

/** Tells the other tabs which slip has changed, and whether the person has wiped it. */
export type Announce = (key: string, isWiped?: boolean) => void;

export function createVisit(device: Storage, announce: Announce): Visit {
  let place = device;
  const storage: Storage = {
    get isLasting() {
      return place.isLasting;
    },
    transact: (run) => place.transact(run),
  };
  const isLasting = signal(device.isLasting);
  const isBackedUp = signal(false);
  const hasNews = signal(false);
  const isElsewhere = signal(false);
  const scene = signal<Scene>({ kind: 'arriving' });
  const isOffline = signal(!navigator.onLine);
  let token = '';
  let key = '';
  let parcel: Parcel | undefined;
  let isWiped = false;

  const moveTo = (next: Storage) => {
    place = next;
    isLasting.value = next.isLasting;
  };
  const show = (next: Scene) => {
    scene.value = next;
  };
  const end = (refusal: Refused, interview?: Interview) =>
    show({ kind: 'ended', refusal, ...(interview && { interview }) });

  /** Shows what the device holds of this slip; false when it holds nothing. */
  async function look(trouble?: Trouble): Promise<boolean> {
    const held = await storage.transact(async (access) => ({
      kept: await access.get('kept', key),
      parcel: await access.get('parcel', key),
      draft: await access.get('draft', key),
    }));
    // What was cleared away under the page stays known to it, until the receipt has come.
    parcel = held.kept ? undefined : (held.parcel ?? parcel);
    if (held.kept) show({ kind: 'received', kept: held.kept });
    else if (held.parcel?.refusal)
      show({ kind: 'setAside', parcel: held.parcel, refusal: held.parcel.refusal });
    else if (held.parcel)
      show(trouble ? { kind: 'waiting', trouble, triedAt: new Date() } : { kind: 'sending' });
    else if (held.draft) resume(held.draft);
    else return false;
    return true;
  }

  let backup: Backup | undefined;
  const watch: Watch = {
    onSaved() {
      announce(key);
      backup?.push();
    },
    onGone: () => void gone(),
    isWiped: () => isWiped || scene.value.kind !== 'interview',
  };

  function resume(draft: Draft): void {
    if (scene.value.kind === 'interview') return;
    backup = createBackup(
      storage,
      { key, token },
      {
        onMerged: () => {
          hasNews.value = true;
          void follow();
        },
        onContinued: () => {
          isElsewhere.value = true;
        },
        onKept: (isKept) => {
          isBackedUp.value = isKept;
        },
        shown: () => interview.draft.value.stamps,
      },
    );
    const interview = createInterview(storage, draft, watch);
    officeName.value = draft.opening.campaign.officeName;
    show({ kind: 'interview', interview });
  }

  async function fetchOpening(early = openInvitation(token)): Promise<void> {
    try {
      const opening = filled(await early);
      isOffline.value = false;
      await keep(opening);
      await look();
      const { value } = scene;
      if (value.kind !== 'interview') return;
      // Cleared under the page, the storage holds the questions alone: the answers are laid under them.
      await value.interview.follow().catch(() => undefined);
      // Not waited for: the page is there, and the copy comes when it comes.
      void backup?.pull();
    } catch (error) {
      await unopened(error);
    }
  }

  /** Of a slip that has been used this device is told how, if it is the one, or has its code. */
  async function ownReceipt(refusal: Refused): Promise<Refused> {
    if (refusal.code !== 'invitation_used') return refusal;
    const draft = await storage.transact((access) => access.get('draft', key));
    const kept = draft && (await receiptOf({ key, token }, draft.code).catch(() => undefined));
    if (!kept) return refusal;
    const { code: receipt, week } = kept;
    return { code: 'response_already_received', details: { ...refusal.details, receipt, week } };
  }

  /** A device too full even for the questions: the page's memory holds the interview, and says so. */
  async function keep(opening: Opening): Promise<void> {
    const lay = () => layDown(storage, key, opening);
    try {
      // Undone for once is not yet full.
      await lay().catch(lay);
    } catch {
      // Where a draft lies already, or is on the screen, it goes on with the questions it has.
      if (scene.value.kind === 'interview') return;
      if (await storage.transact((access) => access.get('draft', key))) return;
      moveTo(inMemory());
      await lay();
    }
  }

  /** A device that had no room may have it again: the page's memory goes under what lies there by now. */
  async function settle(interview: Interview): Promise<void> {
    if (place === device || !device.isLasting) return;
    try {
      // Parcels on their way stay where they are sent from.
      if ((await storage.transact((access) => access.all('parcel'))).length > 0) return;
      await device.transact(async (access) => {
        const stored = await access.get('draft', key);
        const isSealed = (await access.get('parcel', key)) ?? (await access.get('kept', key));
        const page = interview.whole(undefined);
        if (stored || !isSealed) await access.put('draft', stored ? laidUnder(stored, page) : page);
      });
      moveTo(device);
      await interview.note({});
    } catch {
      // Not yet.
    }
  }

  async function unopened(error: unknown): Promise<void> {
    const { value } = scene;
    const interview = value.kind === 'interview' ? value.interview : undefined;
    if (error instanceof Refusal) {
      // What may be otherwise in a minute never comes between a person and the answers.
      if (isFinal(error) || (error.status === 500 && !interview)) {
        return end(await ownReceipt(error), interview);
      }
    } else if (!(error instanceof Unheard)) throw error;
    const trouble = error instanceof Unheard ? error.trouble : 'busy';
    isOffline.value = trouble === 'offline';
    if (!interview) show({ kind: 'unreached', trouble });
  }

  async function deliverNow(): Promise<void> {
    await restore();
    const trouble = await deliver(storage);
    isOffline.value = trouble === 'offline' || !navigator.onLine;
    if (key && isSealed(scene.value)) await look(trouble ?? 'busy');
    if (scene.value.kind === 'received') await clearDevice(scene.value.kept);
    announce(key);
  }

  /** No room even for the parcel: it goes from the page's memory, and the device keeps the draft until the receipt. */
  async function intoMemory(whole: (stored: Draft | undefined) => Draft | undefined) {
    const draft = whole(await device.transact((access) => access.get('draft', key)));
    const memory = inMemory();
    if (draft) await memory.transact((access) => access.put('draft', draft));
    moveTo(memory);
  }

  /** What was sent from the page's memory leaves the device too; a receipt may find room where a parcel did not. */
  async function clearDevice(kept: Kept): Promise<void> {
    if (place === device || !device.isLasting) return;
    const remove = (receipt?: Kept) =>
      device.transact(async (access) => {
        await access.remove('draft', key);
        if (receipt) await access.put('kept', receipt);
      });
    await remove(kept).catch(() => remove().catch(() => undefined));
  }

  async function tellStart(interview: Interview): Promise<void> {
    try {
      await startAnswering(token);
      await interview.note({ started: 'known' });
    } catch (error) {
      // It is tried again when the network is back; the answers do not wait for it.
      if (!(error instanceof Refusal) && !(error instanceof Unheard)) throw error;
    }
  }

  /** A browser short of space clears a site's storage: a parcel that the page still knows is laid back. */
  async function restore(): Promise<void> {
    if (!parcel || !holdsParcel(scene.value)) return;
    const lost = parcel;
    await layBack(storage, lost).catch(() => {
      moveTo(inMemory());
      return layBack(storage, lost);
    });
  }

  async function gone(): Promise<void> {
    const { value } = scene;
    if (value.kind !== 'interview' && !holdsParcel(value)) return;
    if (await look()) return;
    // Sealed by another tab and cleared away in the same moment: here the answers still are.
    if (value.kind === 'interview' && !isWiped) return value.interview.note({});
    show({ kind: 'forgotten' });
  }

  async function follow(isElsewhereWiped = false): Promise<void> {
    const before = scene.value;
    if (before.kind === 'interview') {
      const held = await storage.transact((access) => access.get('draft', key));
      if (held) return before.interview.follow();
      // Sealed meanwhile, or cleared by the browser: writing finds out which.
      isWiped = isElsewhereWiped;
      return isWiped ? gone() : before.interview.note({});
    }
    if (!holdsParcel(before)) return;
    if (!isElsewhereWiped) await restore();
    await gone();
    if (isSealed(before) && isSealed(scene.value)) show(before);
  }

  /** With the draft its copy goes. */
  async function wipe(shelves: readonly ('draft' | 'parcel' | 'kept')[]): Promise<void> {
    const draft = await storage.transact(async (access) => {
      const held = await access.get('draft', key);
      for (const shelf of shelves) await access.remove(shelf, key);
      return held;
    });
    if (draft) void eraseCopy(token, draft);
  }

  return {
    scene,
    isOffline,
    isLasting,
    isBackedUp,
    hasNews,
    isElsewhere,
    async arrive(found, early) {
      if (!found) return show({ kind: 'code' });
      show({ kind: 'arriving' });
      token = found;
      parcel = undefined;
      isWiped = false;
      key = await keyOf(found);
      await look();
      if (isSealed(scene.value)) return deliverNow();
      if (scene.value.kind !== 'received') await fetchOpening(early);
    },
    async goOn(code) {
      const outcome = await goOnWith(storage, { key, token }, code);
      if (outcome === 'received') await look();
      const { value } = scene;
      if (outcome === 'draft' && value.kind === 'interview') {
        await value.interview.follow();
        await backup?.pull();
      }
      if (outcome !== 'unknown') announce(key);
      return outcome;
    },
    showCode(interview) {
      if (interview.draft.value.codeWeight === 0) interview.note({ codeWeight: 1 });
    },
    enter: tokenFor,
    begin(interview, at) {
      interview.goTo(at);
      if (interview.draft.value.started !== 'no') return;
      interview.note({ started: 'here' });
      tellStart(interview);
    },
    async send(language) {
      const { value } = scene;
      if (value.kind === 'interview') await settle(value.interview);
      const whole = (stored: Draft | undefined) =>
        value.kind === 'interview' && !isWiped ? value.interview.whole(stored) : stored;
      const code = value.kind === 'interview' ? value.interview.draft.value.code : undefined;
      const sender = await senderOf({ token, language }, code);
      const sealed = () => seal(storage, key, sender, whole);
      // Undone by a browser that clears its storage in this very moment: once more.
      parcel = await sealed()
        .catch(sealed)
        .catch(() => intoMemory(whole).then(sealed));
      announce(key);
      show({ kind: 'sending' });
      await deliverNow();
    },
    async sendAgain(parcel) {
      await takeBack(storage, parcel);
      show({ kind: 'sending' });
      await deliverNow();
    },
    async decline(reason) {
      try {
        await declineInvitation(token, reason);
      } catch (error) {
        if (!(error instanceof Refusal) || !isFinal(error)) throw error;
        // Used already, on another device or by a press whose reply was lost.
        const { value } = scene;
        const interview = value.kind === 'interview' ? value.interview : undefined;
        return end(await ownReceipt(error), interview);
      }
      isWiped = true;
      await wipe(['draft']);
      announce(key, true);
      show({ kind: 'declined' });
    },
    review(interview) {
      history.replaceState({ at: 'check' }, '');
      show({ kind: 'interview', interview });
    },
    async forget() {
      isWiped = true;
      await wipe(['draft', 'parcel', 'kept']);
      announce(key, true);
      show({ kind: 'forgotten' });
    },
    async retry() {
      const { value } = scene;
      if (value.kind === 'unreached') return fetchOpening();
      if (value.kind === 'interview') {
        await settle(value.interview);
        await follow();
        const { started, stamps } = value.interview.draft.value;
        if (started === 'here') await tellStart(value.interview);
        const isToCopy = !isBackedUp.value && Object.keys(stamps).length > 0;
        if (isToCopy || !backup?.isPulled()) await backup?.pull();
        else if (value.interview.draft.value.codeWeight > 0) await backup.look();
      }
      await deliverNow();
    },
    async follow(changed, isElsewhereWiped) {
      if (changed !== key) return;
      const { value } = scene;
      if (value.kind === 'interview' && !isElsewhereWiped) await settle(value.interview);
      await follow(isElsewhereWiped);
      // The other tab may be closed before it has handed in what it wrote: this one sees to it too.
      if (scene.value.kind === 'interview') backup?.push();
    },
  };
}
