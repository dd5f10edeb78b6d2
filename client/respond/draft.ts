import type { Opening } from '#contract/invitations.ts';
import { larger } from './effort.ts';
import type { Draft, Storage } from './storage.ts';

/** The questions as the server sent them, under the answers that are there already. */
export function layDown(storage: Storage, key: string, opening: Opening): Promise<unknown> {
  return storage.transact(async (access) => {
    const draft = await access.get('draft', key);
    const fresh: Draft = {
      key,
      opening,
      answers: {},
      stamps: {},
      revision: 0,
      at: 'start',
      started: 'no',
    };
    return access.put('draft', draft ? { ...draft, opening } : fresh);
  });
}

/** What the page knows and the device does not: the browser has cleared it, and another tab begun anew. */
export function clearedFrom(stored: Draft, known: Draft): Pick<Draft, 'answers' | 'stamps'> {
  const only = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([code]) => !(code in stored.stamps)));
  return { answers: only(known.answers), stamps: only(known.stamps) };
}

/** Answers merge question by question; the rest is replaced. An answer taken back leaves only its time. */
export function merged(draft: Draft, change: Partial<Draft>): Draft {
  const answers = Object.entries({ ...draft.answers, ...change.answers });
  return {
    ...draft,
    ...change,
    answers: Object.fromEntries(answers.filter(([, value]) => value !== undefined)),
    stamps: { ...draft.stamps, ...change.stamps },
    effort: larger(draft.effort, change.effort),
  };
}
