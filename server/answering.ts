import { AsyncLocalStorage } from 'node:async_hooks';

const answering = new AsyncLocalStorage<true>();

/** While somebody answers nothing is noted: a commit, or a read of what everybody reads, has the same hour. */
export const unnoted = <T>(work: () => Promise<T>): Promise<T> => answering.run(true, work);

export const isAnswering = (): boolean => answering.getStore() ?? false;
