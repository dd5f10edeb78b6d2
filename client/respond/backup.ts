import type { DraftContent } from '#contract/draft-content.ts';
import { EMPTY_DRAFT, mergedDrafts } from '#contract/draft-content.ts';
import { draftName, draftSecret, openDraft, sealDraft } from '#contract/draft-seal.ts';
import { Refusal } from '../api.ts';
import { keepDraft, readDraft, Unheard } from './calls.ts';
import type { Draft, Slip, Storage } from './storage.ts';

/** The locked copy on the server, which opens by link and continuation code together. */
export interface Backup {
  /** Brings what another phone has written, and hands in what only this one has. */
  pull(): Promise<void>;
  /** Only brings: asked for now and then where somebody else may have gone on with the code. */
  look(): Promise<void>;
  /** Whether it has: a copy that did not come is asked for again, also by a phone without answers. */
  isPulled(): boolean;
  /** Soon, and once for several answers in a row. */
  push(): void;
}

export interface BackupWatch {
  /** Answers of another phone lie in the draft now. */
  onMerged(): void;
  /** Another device has gone on with the code. */
  onContinued(): void;
  onKept(isKept: boolean): void;
  /** When the answers on the screen were given: a copy without them is none of what is seen. */
  shown(): Draft['stamps'];
}

const PAUSE = 2000;
const ATTEMPTS = 3;

export function createBackup(storage: Storage, { key, token }: Slip, watch: BackupWatch): Backup {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted = 0;
  let isPulled = false;

  const secretOf = ({ code }: Draft) => draftSecret(token, code);
  const stored = () => storage.transact((access) => access.get('draft', key));

  /** The newest answer of each question, from here and from there, becomes the draft. */
  async function take(asked: Draft, revision: number, sealed: string | null): Promise<void> {
    const theirs = await contentIn(secretOf(asked), sealed);
    const news = await storage.transact(async (access) => {
      const draft = await access.get('draft', key);
      if (!draft) return undefined;
      const next = withContent(draft, mergedDrafts(contentOf(draft), theirs));
      const hasMore = JSON.stringify(next.answers) !== JSON.stringify(draft.answers);
      await access.put('draft', {
        ...next,
        ...(draft.code === asked.code && { revision }),
        ...(hasMore && { isShared: true }),
      });
      return { hasMore, isContinued: (next.continuedAt ?? 0) > (draft.continuedAt ?? 0) };
    });
    if (news?.isContinued) watch.onContinued();
    if (news?.hasMore) watch.onMerged();
  }

  async function bring(): Promise<void> {
    const draft = await stored();
    // Where nothing was answered there is nothing under a code that nobody knows.
    const isBlank = !draft || (draft.revision === 0 && Object.keys(draft.stamps).length === 0);
    if (isBlank) return;
    const { revision, sealed } = await readDraft(token, await draftName(secretOf(draft)));
    await take(draft, revision, sealed);
  }

  async function hand(attempt = 1): Promise<void> {
    const draft = await stored();
    if (!draft || Object.keys(draft.stamps).length === 0) return;
    const began = wanted;
    const name = await draftName(secretOf(draft));
    const sealed = await sealDraft(secretOf(draft), contentOf(draft));
    try {
      const { revision } = await keepDraft({ token, name, base: draft.revision, sealed });
      await noteRevision(revision, draft);
      if (began === wanted && holdsAll(draft, watch.shown())) watch.onKept(true);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'draft_outdated') throw error;
      await take(draft, Number(error.details.revision), String(error.details.sealed));
      if (attempt < ATTEMPTS) await hand(attempt + 1);
    }
  }

  /** A draft begun anew meanwhile, in a storage that was cleared, does not hold what was handed in. */
  const noteRevision = (revision: number, handed: Draft) =>
    storage.transact(async (access) => {
      const draft = await access.get('draft', key);
      if (draft && draft.code === handed.code && holdsAll(draft, handed.stamps))
        await access.put('draft', { ...draft, revision });
    });

  /** A copy that cannot be had now is no trouble: the answers are on the device. */
  async function quietly(work: () => Promise<void>): Promise<void> {
    // On a plain-http address there is no seal, and so no copy.
    if (!globalThis.crypto?.subtle) return;
    try {
      await work();
    } catch (error) {
      const isExpected = [Unheard, Refusal, DOMException].some((kind) => error instanceof kind);
      if (!isExpected) throw error;
    }
  }

  return {
    pull: () =>
      quietly(async () => {
        await bring();
        isPulled = true;
        await hand();
      }),
    look: () => quietly(bring),
    isPulled: () => isPulled,
    push() {
      wanted += 1;
      watch.onKept(false);
      clearTimeout(timer);
      timer = setTimeout(() => quietly(hand), PAUSE);
    },
  };
}

const holdsAll = ({ stamps }: Draft, wanted: Draft['stamps']): boolean =>
  Object.entries(wanted).every(([code, at]) => (stamps[code] ?? 0) >= at);

export const contentOf = ({ answers, stamps, at, continuedAt }: Draft): DraftContent => ({
  answers: Object.fromEntries(
    Object.entries(stamps).map(([code, stamp]) => {
      const value = answers[code];
      return [code, { ...(value !== undefined && { value }), at: stamp }];
    }),
  ),
  ...(at !== 'start' && { at }),
  ...(continuedAt && { continuedAt }),
});

export function withContent(draft: Draft, content: DraftContent): Draft {
  const entries = Object.entries(content.answers);
  const { continuedAt } = content;
  return {
    ...draft,
    answers: Object.fromEntries(
      entries.flatMap(([code, { value }]) => (value === undefined ? [] : [[code, value]])),
    ),
    stamps: Object.fromEntries(entries.map(([code, { at }]) => [code, at])),
    // Where this phone has been is kept; a phone that begins goes on where the other stopped.
    at: draft.at === 'start' ? (content.at ?? 'start') : draft.at,
    ...(continuedAt && { continuedAt }),
  };
}

/** A copy that does not open is as good as none, and the next one replaces it. */
export async function contentIn(secret: string, sealed: string | null): Promise<DraftContent> {
  if (!sealed) return EMPTY_DRAFT;
  const content = (await openDraft(secret, sealed).catch(() => undefined)) as
    | Partial<DraftContent>
    | undefined;
  return content?.answers ? { ...content, answers: content.answers } : EMPTY_DRAFT;
}
