import { signal } from '@preact/signals';
import { dayOf } from '#contract/calendar.ts';
import type { DayPart } from '#contract/day-parts.ts';
import { dayPartOf } from '#contract/day-parts.ts';
import type { Place } from '#contract/hamlet-places.ts';
import type { DeclineReason } from '#contract/opening.ts';
import type { VisitOutcome } from '#contract/visit-rules.ts';
import { Refusal } from '../../api.ts';
import { serverNow, setClock } from '../../clock.ts';
import { Unheard } from '../calls.ts';
import { randomId } from '../random-id.ts';
import { keyOf } from '../storage.ts';
import type { Visit } from '../visit.ts';
import type { DeviceStore } from './device-store.ts';
import { countParcels } from './device-store.ts';
import { enrolDevice } from './field-calls.ts';
import type { HamletGroup } from './hamlet-groups.ts';
import { createInterviewVisit } from './interview-visit.ts';
import { pendingKey } from './own-key.ts';
import { deliverSealed, isCutOff, saveFiles } from './sealed-outbox.ts';
import type { Unlocked, VaultKey } from './vault.ts';
import { conceal, createVault, reveal, unlock, wipe, wipeIfDue } from './vault.ts';
import type { ShownCase, VisitBook } from './visit-book.ts';
import { openCasesOf } from './visit-book.ts';
import { syncBook } from './visit-sync.ts';

export type InterviewerState =
  | 'starting'
  | 'enrol'
  | 'locked'
  | 'wiped'
  | 'open'
  | 'over'
  | 'revoked';
export interface Appointment {
  readonly day: string;
  readonly part: DayPart;
}
/** Until the terms are known. */
const FIRST_DAYS = 10;

/** An interviewer's telephone: assignments under a PIN, sealed answers, attempts on their way. */
export class Interviewer {
  readonly state = signal<InterviewerState>('starting');
  readonly book = signal<VisitBook | undefined>(undefined);
  readonly cases = signal<readonly ShownCase[]>([]);
  readonly counts = signal({ unsent: 0, setAside: 0 });
  readonly isUnsent = signal(false);
  /** Attempts that the server did not take: of cases that are somebody else's by now. */
  readonly refused = signal(0);
  readonly visit = signal<Visit | undefined>(undefined);
  readonly #store: DeviceStore;
  #key: VaultKey | undefined;

  constructor(store: DeviceStore) {
    this.#store = store;
  }

  async start(): Promise<void> {
    const isWiped = await wipeIfDue(this.#store);
    const vault = await this.#store((access) => access.get('vault', 'vault'));
    await this.#count();
    if (isWiped) this.state.value = 'wiped';
    else this.state.value = vault ? 'locked' : 'enrol';
  }

  async enrol(code: string, pin: string): Promise<void> {
    const deviceKey = await pendingKey(this.#store);
    const { deviceId, kind } = await enrolDevice(code, deviceKey);
    if (kind !== 'interviewer') throw new Refusal(410, { code: 'enrolment_code_invalid' });
    this.#key = await createVault(this.#store, pin, FIRST_DAYS);
    const book = {
      deviceId,
      deviceKey,
      round: null,
      cases: [],
      contactAt: null,
      clockAhead: 0,
      hamlets: [],
    };
    const record = await conceal(this.#key, 'book', book);
    // In one step: the key that gets names from the server is never bare beside the vault.
    await this.#store(async (access) => {
      await access.put('secret', record);
      await access.remove('pending', 'pending');
    });
    this.book.value = book;
    await this.#refresh();
    this.state.value = 'open';
    await this.sync();
  }

  async unlock(pin: string): Promise<Unlocked> {
    const unlocked = await unlock(this.#store, pin);
    if (unlocked.kind === 'wiped') this.state.value = 'wiped';
    if (unlocked.kind !== 'open') return unlocked;
    this.#key = unlocked.key;
    this.book.value = await reveal<VisitBook>(this.#store, unlocked.key, 'book');
    const { clockAhead } = this.book.value ?? { clockAhead: 0 };
    setClock(new Date(Date.now() + clockAhead).toUTCString());
    // Killed while it was being enrolled: the same code is good for the same key.
    if (!this.book.value) {
      await this.#store((access) => access.remove('vault', 'vault'));
      this.state.value = 'enrol';
      return unlocked;
    }
    await this.#refresh();
    this.state.value = 'open';
    void this.sync();
    return unlocked;
  }

  /** The key leaves the memory; what was begun is stored. */
  lock(): void {
    if (this.state.value !== 'open') return;
    this.#key = undefined;
    this.visit.value = undefined;
    this.book.value = undefined;
    this.cases.value = [];
    this.state.value = 'locked';
  }

  /** Sends what is sealed, hands in attempts, brings assignments; safe at any time. */
  async sync(): Promise<void> {
    const [key, book] = [this.#key, this.book.value];
    if (!key || !book) return;
    try {
      await this.#deliver();
      const synced = await syncBook(this.#store, key, book);
      this.isUnsent.value = false;
      this.refused.value += synced.refused;
      if (this.#key === key) await this.#keep(withNotedSince(book, synced.book, this.book.value!));
    } catch (error) {
      if (error instanceof Unheard) this.isUnsent.value = true;
      else if (error instanceof Refusal) await this.#end(error);
      else throw error;
    }
    await this.#refresh();
  }

  /** Of a typed or scanned slip: whether it is this person's. */
  async isSlipOf({ slipHash }: ShownCase, typed: string): Promise<boolean> {
    const token = /([A-Za-z2-7]{16})\s*$/.exec(typed.replace(/[\s-]/g, ''))?.[1];
    return token !== undefined && (await keyOf(token.toUpperCase())) === slipHash;
  }

  async record(
    caseId: string,
    outcome: VisitOutcome,
    appointment: Appointment | null = null,
  ): Promise<void> {
    const now = new Date(serverNow());
    const id = randomId();
    const slot = { day: dayOf(now), part: dayPartOf(now) };
    const attempt = { id, caseId, ...slot, outcome, appointment };
    // In the order in which they were noted.
    const key = `${String(now.getTime()).padStart(15, '0')} ${id}`;
    await this.#store((access) => access.put('note', { key, attempt }));
    await this.#refresh();
    void this.sync();
  }

  async close(caseId: string): Promise<void> {
    const key = `~ ${caseId}`;
    await this.#store((access) => access.put('note', { key, closing: caseId }));
    await this.#refresh();
    void this.sync();
  }

  /** The person has agreed. */
  async interview(known: ShownCase): Promise<void> {
    const [key, book] = [this.#key, this.book.value];
    if (!key || !book?.round) return;
    const { deviceId, deviceKey, round } = book;
    this.visit.value = await createInterviewVisit(
      {
        store: this.#store,
        key,
        round,
        sealer: { deviceId, deviceKey, boxKey: round.boxKey },
        deliver: () => this.#deliver(),
        onRefused: (reason) => this.#refuse(known.caseId, reason),
      },
      known,
    );
  }

  async leaveInterview(): Promise<void> {
    this.visit.value = undefined;
    await this.#refresh();
  }

  async moveUp(hamlets: readonly string[], name: string): Promise<void> {
    const place = hamlets.indexOf(name);
    if (!this.book.value || place < 1) return;
    const order = hamlets.filter((hamlet) => hamlet !== name);
    order.splice(place - 1, 0, name);
    await this.setOrder(order);
  }

  async setOrder(hamlets: readonly string[]): Promise<void> {
    if (this.book.value) await this.#keep({ ...this.book.value, hamlets });
  }

  /** Under the PIN until it is handed in, and without the moment. */
  async placeHamlet({ agencyCode, hamlet }: HamletGroup, place: Place): Promise<void> {
    const book = this.book.value;
    if (!book || !hamlet) return;
    const others = (book.newPlaces ?? []).filter(
      (known) => known.agencyCode !== agencyCode || known.hamlet !== hamlet,
    );
    await this.#keep({ ...book, newPlaces: [...others, { agencyCode, hamlet, place }] });
    void this.sync();
  }

  saveFiles(): Promise<void> {
    return saveFiles(this.#store);
  }

  async #refuse(caseId: string, reason: DeclineReason): Promise<void> {
    await this.record(caseId, reason === 'declined' ? 'refused' : reason);
    await this.leaveInterview();
  }

  async #deliver() {
    const delivery = await deliverSealed(this.#store, this.book.value?.deviceKey ?? '');
    this.isUnsent.value = delivery.trouble !== undefined;
    await this.#count();
    if (delivery.isCutOff) await this.#end(new Refusal(403, { code: 'device_revoked' }));
    return delivery;
  }

  /** Cut off, or the round is over: names and addresses go, what is sealed stays. */
  async #end(refusal: Refusal): Promise<void> {
    const next = isCutOff(refusal)
      ? 'revoked'
      : refusal.code === 'campaign_closed'
        ? 'over'
        : undefined;
    if (!next) return;
    await wipe(this.#store);
    this.lock();
    this.state.value = next;
  }

  async #keep(book: VisitBook): Promise<void> {
    if (!this.#key) return;
    const record = await conceal(this.#key, 'book', book);
    await this.#store((access) => access.put('secret', record));
    this.book.value = book;
    await this.#refresh();
  }

  async #refresh(): Promise<void> {
    const book = this.book.value;
    this.cases.value = book ? await openCasesOf(this.#store, book) : [];
    await this.#count();
  }

  async #count(): Promise<void> {
    this.counts.value = await countParcels(this.#store);
  }
}

/** What the interviewer put in order, or placed, while the server was asked. */
function withNotedSince(asked: VisitBook, synced: VisitBook, now: VisitBook): VisitBook {
  const newPlaces = (now.newPlaces ?? []).filter((given) => !asked.newPlaces?.includes(given));
  return { ...synced, hamlets: now.hamlets, newPlaces };
}
