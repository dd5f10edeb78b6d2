import { uniforms } from '../random.ts';

/** Draws from one stream of numbers; a seed gives the same people in the same order. */
export function chances(seed: number) {
  const uniform = uniforms(seed);
  const below = (n: number) => Math.floor(uniform() * n);
  const pick = <T>(all: readonly T[]): T => all[below(all.length)]!;
  const digits = (n: number) => Array.from({ length: n }, () => below(10)).join('');
  return {
    below,
    pick,
    digits,
    happens: (perThousand: number) => uniform() * 1000 < perThousand,
    phone: () => `0${pick(['32', '35', '39', '86', '91', '94', '97', '98'])}${digits(7)}`,
    shuffled: <T>(all: readonly T[]): T[] =>
      all
        .map((value) => ({ value, turn: uniform() }))
        .sort((a, b) => a.turn - b.turn)
        .map(({ value }) => value),
  };
}
export type Chances = ReturnType<typeof chances>;
