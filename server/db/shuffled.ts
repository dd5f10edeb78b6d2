import { randomInt } from 'node:crypto';

/** In an order that nobody can foresee or repeat (Fisher & Yates). */
export function shuffled<T>(ordered: readonly T[]): T[] {
  const cards = [...ordered];
  for (let last = cards.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [cards[last], cards[other]] = [cards[other] as T, cards[last] as T];
  }
  return cards;
}
