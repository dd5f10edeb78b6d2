import type { Signal } from '@preact/signals';
import { signal } from '@preact/signals';
import type { Backup } from './backup.ts';
import type { Interview } from './interview.ts';
import type { Scene } from './scene.ts';
import type { Storage } from './storage.ts';
import type { Parcel, Slip } from './stored-draft.ts';

/** Tells the other tabs which slip has changed, and whether the person has wiped it. */
export type Announce = (key: string, isWiped?: boolean) => void;

/** The state of one page; every step of a visit is a function that is given it. */
export interface VisitStore {
  readonly scene: Signal<Scene>;
  readonly isOffline: Signal<boolean>;
  /** False when answers live in the page's own memory only. */
  readonly isLasting: Signal<boolean>;
  /** The server holds a locked copy of every answer on this screen. */
  readonly isBackedUp: Signal<boolean>;
  /** Answers of another phone have come in. */
  readonly hasNews: Signal<boolean>;
  /** Another phone has continued with the continuation code. */
  readonly isContinuedElsewhere: Signal<boolean>;
  /** The one screen that offers the continuation code for writing down. */
  readonly codeOfferedOn: Signal<string | undefined>;
  /** A kiosk's or an interviewer's device: nothing is continued from it, and it forgets by itself. */
  readonly isShared: boolean;
  readonly device: Storage;
  /** The device, or the page's memory once the device had no room. */
  readonly storage: Storage;
  readonly announce: Announce;
  slip: Slip;
  /** Sealed and not yet received: a cleared storage gets it back from here. */
  parcel: Parcel | undefined;
  /** The person has wiped the answers: nothing may bring them back. */
  isWiped: boolean;
  /** Of the interview that is open. */
  backup: Backup | undefined;
  moveTo(storage: Storage): void;
}

export function createVisitStore(
  device: Storage,
  announce: Announce,
  isShared = false,
): VisitStore {
  let current = device;
  const isLasting = signal(device.isLasting);
  return {
    scene: signal<Scene>({ kind: 'arriving' }),
    isOffline: signal(!navigator.onLine),
    isLasting,
    isBackedUp: signal(false),
    hasNews: signal(false),
    isContinuedElsewhere: signal(false),
    codeOfferedOn: signal<string | undefined>(undefined),
    isShared,
    device,
    storage: {
      get isLasting() {
        return current.isLasting;
      },
      transact: (run) => current.transact(run),
    },
    announce,
    slip: { key: '', token: '' },
    parcel: undefined,
    isWiped: false,
    backup: undefined,
    moveTo(storage) {
      current = storage;
      isLasting.value = storage.isLasting;
    },
  };
}

export function show(store: VisitStore, scene: Scene): void {
  store.scene.value = scene;
}

export const interviewOf = ({ scene }: VisitStore): Interview | undefined =>
  scene.value.kind === 'interview' ? scene.value.interview : undefined;

/** The page's memory in place of a device that had no room. */
export const isInMemory = ({ device, isLasting }: VisitStore): boolean =>
  device.isLasting && !isLasting.value;
