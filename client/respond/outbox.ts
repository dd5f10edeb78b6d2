import { reachedAnswers } from '#contract/answering.ts';
import { draftName, draftSecret, submissionIdOf } from '#contract/draft-seal.ts';
import type { Submission } from '#contract/responses.ts';
import { Refusal } from '../api.ts';
import type { Trouble } from './calls.ts';
import { isFinal, submitResponse, Unheard } from './calls.ts';
import { paradataOf } from './paradata.ts';
import { randomId } from './random-id.ts';
import type { Access, Storage } from './storage.ts';
import type { Draft, Kept, Parcel } from './stored-draft.ts';

/** Number and draft follow from link and code, so that all who share the code send one submission. */
export interface Sender extends Pick<Submission, 'token' | 'language' | 'draft'> {
  readonly submissionId?: string;
}

export async function senderOf(
  sender: Pick<Submission, 'token' | 'language'>,
  code: string | undefined,
): Promise<Sender> {
  // On a plain-http address there is no digest: a number of chance then, and there was no copy.
  if (!code || !globalThis.crypto?.subtle) return sender;
  const secret = draftSecret(sender.token, code);
  return {
    ...sender,
    draft: await draftName(secret),
    submissionId: await submissionIdOf(secret),
  };
}

/**
 * Draft → parcel in one transaction: at no moment are the answers in both places or in neither. `whole`
 * adds what the page knows and the device could not store, or has cleared away: all that was on the
 * screen goes.
 */
export function seal(
  storage: Storage,
  key: string,
  { submissionId, ...sender }: Sender,
  whole: (stored: Draft | undefined) => Draft | undefined = (stored) => stored,
): Promise<Parcel | undefined> {
  return storage.transact(async (access) => {
    const stored = await access.get('draft', key);
    // Another tab may have sealed already: its parcel is the one that goes.
    const sealed = !stored && (await access.get('parcel', key));
    if (sealed) return sealed;
    const isReceived = !stored && (await access.get('kept', key));
    const draft = isReceived ? undefined : whole(stored);
    if (!draft) return undefined;
    const parcel: Parcel = {
      key,
      submissionId: submissionId ?? randomId(),
      submission: {
        ...sender,
        questionnaireVersion: draft.opening.questionnaire.version,
        answers: reachedAnswers(
          draft.opening.questionnaire,
          draft.answers,
        ) as Submission['answers'],
        mark: draft.opening.mark,
        paradata: paradataOf(draft),
      },
      hotline: draft.opening.campaign.hotline,
    };
    await access.put('parcel', parcel);
    await access.remove('draft', key);
    return parcel;
  });
}

/** What the server's word does to the slip of this name. */
type Outcome = (access: Access) => Promise<unknown>;
/** Where a device has no room for the server's word, the page keeps it: the server has the response all the same. */
type KeepElsewhere = (key: string, outcome: Outcome) => Promise<void>;

/** Sends every parcel that was not refused for good; safe at any time, from any tab. */
export function deliver(
  storage: Storage,
  keepElsewhere: KeepElsewhere = async () => {},
): Promise<Trouble | undefined> {
  const settle = ({ key }: Parcel, outcome: Outcome) =>
    storage.transact(outcome).catch(() => keepElsewhere(key, outcome));
  return alone(async () => {
    let trouble: Trouble | undefined;
    for (const parcel of await storage.transact((access) => access.all('parcel'))) {
      // One parcel that fails must not hold up the next.
      if (!parcel.refusal) trouble = (await send(parcel, settle)) ?? trouble;
    }
    return trouble;
  });
}

async function send(
  parcel: Parcel,
  settle: (parcel: Parcel, outcome: Outcome) => Promise<unknown>,
): Promise<Trouble | undefined> {
  try {
    const receipt = await submitResponse(parcel.submissionId, parcel.submission);
    const kept: Kept = { key: parcel.key, code: receipt.code, week: receipt.week };
    // Killed before this is stored, the page sends the same parcel again and gets the same receipt.
    await settle(parcel, async (access) => {
      await access.put('kept', kept);
      await access.remove('parcel', parcel.key);
    });
  } catch (error) {
    if (error instanceof Unheard) return error.trouble;
    if (!(error instanceof Refusal)) throw error;
    if (!isFinal(error)) return 'busy';
    const refusal = { code: error.code, details: error.details };
    await settle(parcel, (access) => access.put('parcel', { ...parcel, refusal }));
  }
  return undefined;
}

/** A parcel that was set aside goes back among those to be sent, because the person asks for it. */
export function withdrawRefusal(
  storage: Storage,
  { refusal: _, ...parcel }: Parcel,
): Promise<unknown> {
  return storage.transact((access) => access.put('parcel', parcel));
}

/** Back to where the browser has cleared it away, unless the receipt has come meanwhile. */
export function restoreParcel(storage: Storage, parcel: Parcel): Promise<unknown> {
  return storage.transact(async (access) => {
    const held = (await access.get('parcel', parcel.key)) ?? (await access.get('kept', parcel.key));
    if (!held) await access.put('parcel', parcel);
  });
}

let queue: Promise<unknown> = Promise.resolve();

/** One sender at a time among all tabs. Where there are no Web Locks two tabs may send the same parcel: one receipt. */
function alone<T>(run: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request('outbox', run);
  const turn = queue.then(run);
  queue = turn.catch(() => undefined);
  return turn;
}
