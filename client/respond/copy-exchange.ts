import { mergedDrafts } from '#contract/draft-content.ts';
import { draftName, draftSecret, sealDraft } from '#contract/draft-seal.ts';
import { Refusal } from '../api.ts';
import { keepDraft, readDraft } from './calls.ts';
import { contentIn, contentOf, withContent } from './copy-content.ts';
import { roomFor, roomOf } from './copy-room.ts';
import type { Storage } from './storage.ts';
import type { Draft, Slip } from './stored-draft.ts';

export interface CopyWatch {
  /** Answers of another phone are in the draft now. */
  onMerged(): void;
  /** Another device has continued with the code. */
  onContinued(): void;
  onKept(isKept: boolean): void;
  /** When the answers on the screen were given: a copy without them is none of what is seen. */
  shown(): Draft['stamps'];
}

const ATTEMPTS = 3;

export async function fetchCopy(storage: Storage, slip: Slip, watch: CopyWatch): Promise<void> {
  const draft = await storedDraft(storage, slip);
  // Where nothing was answered there is nothing under a code that nobody knows.
  const isBlank = !draft || (draft.revision === 0 && Object.keys(draft.stamps).length === 0);
  if (isBlank) return;
  const secret = draftSecret(slip.token, draft.code);
  const { revision, sealed } = await readDraft(slip.token, await draftName(secret));
  await mergeCopy(storage, slip, watch, { asked: draft, revision, sealed });
}

export async function handInCopy(
  storage: Storage,
  slip: Slip,
  watch: CopyWatch,
  attempt = 1,
): Promise<void> {
  const draft = await storedDraft(storage, slip);
  if (!draft || Object.keys(draft.stamps).length === 0) return;
  const { token } = slip;
  const secret = draftSecret(token, draft.code);
  const name = await draftName(secret);
  const room = roomFor(draft);
  const sealed = await sealDraft(secret, contentOf(draft), room);
  try {
    const { revision } = await keepDraft({ token, name, base: draft.revision, sealed });
    await noteRevision(storage, { revision, room }, draft);
    if (holdsAll(draft, watch.shown())) watch.onKept(true);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'draft_outdated') throw error;
    const newer = {
      asked: draft,
      revision: Number(error.details.revision),
      sealed: String(error.details.sealed),
    };
    await mergeCopy(storage, slip, watch, newer);
    if (attempt < ATTEMPTS) await handInCopy(storage, slip, watch, attempt + 1);
  }
}

interface Copy {
  /** The draft by whose code the copy was asked for. */
  readonly asked: Draft;
  readonly revision: number;
  readonly sealed: string | null;
}

/** The newest answer of each question, from draft and copy, becomes the draft. */
async function mergeCopy(
  storage: Storage,
  { key, token }: Slip,
  watch: CopyWatch,
  { asked, revision, sealed }: Copy,
): Promise<void> {
  const copy = await contentIn(draftSecret(token, asked.code), sealed);
  const news = await storage.transact(async (access) => {
    const draft = await access.get('draft', key);
    if (!draft) return undefined;
    const next = withContent(draft, mergedDrafts(contentOf(draft), copy));
    const hasMore = JSON.stringify(next.answers) !== JSON.stringify(draft.answers);
    await access.put('draft', {
      ...next,
      ...(draft.code === asked.code && {
        revision,
        room: Math.max(draft.room ?? 0, roomOf(sealed ?? '')),
      }),
      ...(hasMore && { isShared: true }),
    });
    return { hasMore, isContinued: (next.continuedAt ?? 0) > (draft.continuedAt ?? 0) };
  });
  if (news?.isContinued) watch.onContinued();
  if (news?.hasMore) watch.onMerged();
}

/** A draft begun anew meanwhile, in a storage that was cleared, does not hold what was handed in. */
const noteRevision = (storage: Storage, kept: Pick<Draft, 'revision' | 'room'>, handed: Draft) =>
  storage.transact(async (access) => {
    const draft = await access.get('draft', handed.key);
    if (draft && draft.code === handed.code && holdsAll(draft, handed.stamps))
      await access.put('draft', { ...draft, ...kept });
  });

const holdsAll = ({ stamps }: Draft, wanted: Draft['stamps']): boolean =>
  Object.entries(wanted).every(([code, stamp]) => (stamps[code] ?? 0) >= stamp);

const storedDraft = (storage: Storage, { key }: Slip) =>
  storage.transact((access) => access.get('draft', key));
