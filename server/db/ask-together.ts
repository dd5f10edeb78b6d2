import type { Db } from './database.ts';

type Replies<T extends readonly (() => Promise<unknown>)[]> = {
  -readonly [K in keyof T]: Awaited<ReturnType<T[K]>>;
};

/** All at once; in a transaction one after the other, as its connection takes one question at a time (pg 9 refuses more). */
export async function askTogether<const T extends readonly (() => Promise<unknown>)[]>(
  db: Db,
  asks: T,
): Promise<Replies<T>> {
  if (!db.isTransaction) return (await Promise.all(asks.map((ask) => ask()))) as Replies<T>;
  const replies: unknown[] = [];
  for (const ask of asks) replies.push(await ask());
  return replies as Replies<T>;
}
