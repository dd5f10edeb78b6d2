import type { ReadonlySignal, Signal } from '@preact/signals';
import type { DeclineReason, Opening } from '#contract/opening.ts';
import type { Submission } from '#contract/responses.ts';
import { begin, decline, forget, markCodeShown, review } from './answer.ts';
import { arrive, continueFrom } from './arrive.ts';
import { tokenFor } from './code-entry.ts';
import type { Continuation } from './continuation.ts';
import type { Interview } from './interview.ts';
import { followTab, retry } from './recover.ts';
import type { Scene } from './scene.ts';
import { send, sendAgain } from './send.ts';
import type { Storage } from './storage.ts';
import type { Parcel } from './stored-draft.ts';
import type { Announce, VisitStore } from './visit-store.ts';
import { createVisitStore } from './visit-store.ts';

/** What a screen reads of a visit, and what it may do. */
export interface Visit
  extends Readonly<
    Pick<VisitStore, 'isLasting' | 'isBackedUp' | 'hasNews' | 'codeOfferedOn' | 'isShared'>
  > {
  readonly scene: ReadonlySignal<Scene>;
  readonly isOffline: Signal<boolean>;
  readonly isContinuedElsewhere: ReadonlySignal<boolean>;
  /** `early` is the same request, sent before the device's storage was open. */
  arrive(token: string | undefined, early?: Promise<Opening>): Promise<void>;
  continueFrom(code: string): Promise<Continuation>;
  markCodeShown(interview: Interview): void;
  enter(code: string): Promise<string>;
  begin(interview: Interview, screen: string): void;
  send(language: Submission['language']): Promise<void>;
  sendAgain(parcel: Parcel): Promise<void>;
  decline(reason: DeclineReason): Promise<void>;
  review(interview: Interview): void;
  forget(): Promise<void>;
  retry(): Promise<void>;
  /** The page goes out of sight, and perhaps for good. */
  leave(): void;
  follow(key: string, isWiped?: boolean): Promise<void>;
}

export function createVisit(device: Storage, announce: Announce): Visit {
  const store = createVisitStore(device, announce);
  return {
    ...store,
    arrive: (token, early) => arrive(store, token, early),
    continueFrom: (code) => continueFrom(store, code),
    markCodeShown,
    enter: tokenFor,
    begin: (interview, screen) => begin(store, interview, screen),
    send: (language) => send(store, language),
    sendAgain: (parcel) => sendAgain(store, parcel),
    decline: (reason) => decline(store, reason),
    review: (interview) => review(store, interview),
    forget: () => forget(store),
    retry: () => retry(store),
    leave: () => store.backup?.flush(),
    follow: (key, isWiped) => followTab(store, key, isWiped),
  };
}
