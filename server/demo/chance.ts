import { createHash } from 'node:crypto';

/** Numbers in (0, 1) from a seed, the same in every run. */
export type Chance = (label: string) => number;

export const chanceOf =
  (seed: string): Chance =>
  (label) =>
    (createHash('sha256').update(`${seed}|${label}`).digest().readUInt32BE() + 0.5) / 2 ** 32;

/** Sum of three uniforms, centred: near enough to a bell for a simulation. */
export const bell = (chance: Chance, label: string) =>
  chance(`${label}1`) + chance(`${label}2`) + chance(`${label}3`) - 1.5;
