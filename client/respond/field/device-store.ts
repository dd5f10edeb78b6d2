import type { DeviceKind, RoundTerms } from '#contract/devices.ts';
import type { SealedInterview } from '#contract/sealed-interview.ts';
import type { VisitAttempt } from '#contract/visits.ts';
import type { AccessTo } from '../device-database.ts';
import { openDatabase } from '../device-database.ts';

/** What an enrolled kiosk knows of itself. Of people it keeps nothing. */
export interface KioskRecord {
  readonly key: 'kiosk';
  readonly deviceId: string;
  readonly deviceKey: string;
  readonly kind: DeviceKind;
  readonly name: string;
  /** Null until the first contact. */
  readonly round: RoundTerms | null;
}

/** The key of a device that is being enrolled: stored before the code is spent on it, gone once it is. */
export interface PendingRecord {
  readonly key: 'pending';
  readonly deviceKey: string;
}

/** Answers that the box alone opens. `key` is the number of the submission, made on the device. */
export interface SealedParcel {
  readonly key: string;
  /** By which it is known in the server, should the device be enrolled anew before it is sent. */
  readonly deviceId: string;
  /** Null at a kiosk. */
  readonly caseId: string | null;
  readonly sealed: SealedInterview;
  /** Set when the server said no for good: it is kept aside. */
  readonly refusal?: string;
}

/** The key under which assignments are encrypted, itself under the PIN. */
export interface VaultRecord {
  readonly key: 'vault';
  readonly salt: string;
  readonly iv: string;
  readonly wrapped: string;
  /** Wrong PINs in a row, counted before each try. */
  readonly tries: number;
  readonly lockedUntil: number;
  /** Milliseconds of the clock after which everything but sealed answers goes. */
  readonly wipeAfter: number;
  /** The latest time that was seen: a clock that was put back gains nothing. */
  readonly seen: number;
}

/** Assignments, or an interview under way, under the vault's key. */
export interface SecretRecord {
  readonly key: string;
  readonly iv: string;
  readonly sealed: string;
}

/** Attempts and closings that were not handed in yet: numbers of cases, no names. */
export type NoteRecord =
  | { readonly key: string; readonly attempt: VisitAttempt }
  | { readonly key: string; readonly closing: string };

export interface DeviceShelves {
  kiosk: KioskRecord;
  pending: PendingRecord;
  parcel: SealedParcel;
  vault: VaultRecord;
  secret: SecretRecord;
  note: NoteRecord;
}
export type DeviceStore = <R>(run: (access: AccessTo<DeviceShelves>) => Promise<R>) => Promise<R>;

/** An old device with a busy disk is waited for: it has nothing else. */
const PATIENCE = 30_000;

/** A device that keeps nothing is of no use in the field: this rejects. */
export const openDeviceStore = (): Promise<DeviceStore> =>
  openDatabase<DeviceShelves>(
    'field',
    ['kiosk', 'pending', 'parcel', 'vault', 'secret', 'note'],
    PATIENCE,
  );

/** How many sealed answers are on the device: still to be sent, and refused for good. */
export async function countParcels(store: DeviceStore) {
  const parcels = await store((access) => access.all('parcel'));
  const setAside = parcels.filter(({ refusal }) => refusal !== undefined).length;
  return { unsent: parcels.length - setAside, setAside };
}
