import { newContinuationCode } from '#contract/continuation-code.ts';
import { changedAt } from '#contract/draft-content.ts';
import type { Opening } from '#contract/opening.ts';
import { larger } from './effort.ts';
import type { Storage } from './storage.ts';
import type { Draft } from './stored-draft.ts';

/** The questions as the server sent them, under the answers that are there already. */
export function storeQuestions(storage: Storage, key: string, opening: Opening): Promise<unknown> {
  return storage.transact(async (access) => {
    const draft = await access.get('draft', key);
    const fresh: Draft = {
      key,
      opening,
      answers: {},
      stamps: {},
      ...newCode(),
      revision: 0,
      at: 'start',
      started: 'no',
    };
    // A draft of an earlier version has no code, and no copy that this one could open.
    const known = draft && {
      ...(draft.code ? draft : { ...draft, ...newCode(), revision: 0 }),
      opening,
    };
    return access.put('draft', known ?? fresh);
  });
}

const newCode = () => ({ code: newContinuationCode(), codeWeight: 0 });

/** What the page knew the device to hold and it holds no more: cleared, and begun anew by another tab. */
export function restoreLost(stored: Draft, known: Draft): Draft {
  const lost = Object.entries(known.stamps)
    .filter(([code, stamp]) => stamp > (stored.stamps[code] ?? -1))
    .map(([code]) => code);
  const whole = lost.length === 0 ? stored : merged(stored, only(lost, known));
  return outweighs(known, stored) ? withCodeOf(known, whole) : whole;
}

/** A total order, so that two tabs agree: what a person may have written down stays. */
const outweighs = (known: Draft, stored: Draft): boolean =>
  known.codeWeight === stored.codeWeight
    ? known.code < stored.code
    : known.codeWeight > stored.codeWeight;

const withCodeOf = ({ code, codeWeight, revision }: Draft, draft: Draft): Draft => ({
  ...draft,
  code,
  codeWeight,
  revision,
});

/**
 * The changes of a page that still count. One whose writing failed has never been called kept: what
 * another tab has stored in its place since, or another phone later, has been, and stays.
 */
export function standingChanges(
  stored: Draft,
  changes: Partial<Draft>,
  failedOn: Turns,
): Partial<Draft> {
  const isOvertaken = ([code, stamp]: [string, number]) => {
    const turn = failedOn.get(code);
    const storedStamp = stored.stamps[code];
    if (turn === undefined || storedStamp === undefined) return false;
    return turnOf(stored, code) !== turn || storedStamp > stamp;
  };
  const stamps = Object.entries(changes.stamps ?? {}).filter((change) => !isOvertaken(change));
  const codes = stamps.map(([code]) => code);
  return { ...changes, ...only(codes, changes) };
}

/** Code of a question → the turn it had on the device when the page could not write its answer. */
export type Turns = ReadonlyMap<string, number>;
export const turnOf = ({ turns }: Draft, code: string): number => turns?.[code] ?? 0;

/** Under the page's changes, each later than what it changes: no merging by time can turn them round. */
export function applyChanges(draft: Draft, changes: Partial<Draft>): Draft {
  const stamps = Object.entries(changes.stamps ?? {});
  return merged(draft, {
    ...changes,
    stamps: Object.fromEntries(
      stamps.map(([code, stamp]) => [code, changedAt(stamp, draft.stamps[code])]),
    ),
  });
}

/** As it goes to the device: every answer that is written takes its turn. */
export const writeChanges = (draft: Draft, changes: Partial<Draft>): Draft => ({
  ...applyChanges(draft, changes),
  turns: {
    ...draft.turns,
    ...Object.fromEntries(
      Object.keys(changes.stamps ?? {}).map((code) => [code, turnOf(draft, code) + 1]),
    ),
  },
});

/** What a page had in its memory alone was never called kept: it replaces nothing that the device holds. */
export const mergeUnder = (stored: Draft, page: Draft): Draft =>
  applyChanges(page, { ...stored, ...only(Object.keys(stored.stamps), stored) });

function only(codes: readonly string[], { answers, stamps, turns }: Partial<Draft>) {
  const picked = <T>(all: Readonly<Record<string, T>> = {}) =>
    Object.fromEntries(codes.map((code) => [code, all[code]])) as Record<string, T>;
  return {
    answers: picked(answers),
    stamps: picked(stamps),
    ...(turns && { turns: picked(turns) }),
  };
}

/** The changes of a page one after the other. */
export const joinChanges = (changes: Partial<Draft>, next: Partial<Draft>): Partial<Draft> => ({
  ...changes,
  ...next,
  answers: { ...changes.answers, ...next.answers },
  stamps: { ...changes.stamps, ...next.stamps },
});

/** What was changed while others of the changes were being written. */
export function remainingChanges(changes: Partial<Draft>, written: Partial<Draft>): Partial<Draft> {
  const rest = Object.entries(changes).filter(
    ([name, value]) => value !== written[name as keyof Draft],
  );
  const codes = Object.keys(changes.stamps ?? {}).filter(
    (code) => changes.stamps?.[code] !== written.stamps?.[code],
  );
  return { ...Object.fromEntries(rest), ...only(codes, changes) };
}

/** Answers merge question by question; the rest is replaced. An answer taken back leaves only its time. */
function merged(draft: Draft, change: Partial<Draft>): Draft {
  const answers = Object.entries({ ...draft.answers, ...change.answers });
  return {
    ...draft,
    ...change,
    answers: Object.fromEntries(answers.filter(([, value]) => value !== undefined)),
    stamps: { ...draft.stamps, ...change.stamps },
    turns: { ...draft.turns, ...change.turns },
    effort: larger(draft.effort, change.effort),
  };
}
