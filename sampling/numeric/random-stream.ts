/**
 * Small fast counter generator sfc32 (Doty-Humphrey, PractRand): for simulations and bootstrap,
 * where speed counts and nobody must be able to predict nothing; draws of people use tickets.
 */
export type RandomStream = Uint32Array;

const WARM_UP = 15;

/** Next 32 random bits. */
export function nextBits(state: RandomStream): number {
  const mixed = (state[0]! + state[1]! + state[3]!) >>> 0;
  state[3] = state[3]! + 1;
  state[0] = state[1]! ^ (state[1]! >>> 9);
  state[1] = state[2]! + (state[2]! << 3);
  state[2] = ((state[2]! << 21) | (state[2]! >>> 11)) + mixed;
  return mixed;
}

/** A stream of its own for every seed. */
export function randomStream(seed: number): RandomStream {
  const state = Uint32Array.of(seed, Math.floor(seed / 2 ** 32), 0x9e3779b9, 1);
  for (let k = 0; k < WARM_UP; k++) nextBits(state);
  return state;
}
