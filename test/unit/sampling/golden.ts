import { readFileSync } from 'node:fs';

const folder = new URL('../../golden/reference/', import.meta.url);

/** A reference file as text. */
export const golden = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

/** Path of a reference file, for programs that read it themselves. */
export const goldenPath = (path: string): string => new URL(path, folder).pathname;

interface SmallDraw {
  readonly frame_text: string;
  readonly frame_sha256: string;
  readonly plan_text: string;
  readonly plan_sha256: string;
  readonly seed_text: string;
  readonly key_hex: string;
  readonly tickets: Record<string, string>;
  readonly uniform: Record<string, number>;
  readonly srswor: Record<string, { sample: string[]; reserve: string[] }>;
  readonly systematic_start: Record<string, number>;
  readonly systematic: Record<string, string[]>;
  readonly pps: {
    units: string[];
    sizes: number[];
    n: number;
    systematic: string[];
    pareto: string[];
  };
}

/** The eleven-unit draw with every intermediate value, and the digests of the full one. */
export const drawVectors = JSON.parse(golden('draw/draw.expected.json')) as {
  readonly small: SmallDraw;
  readonly full: Record<'frame_sha256' | 'plan_sha256' | 'key_hex' | 'sample_tsv_sha256', string> &
    Record<'units' | 'strata' | 'sampled' | 'reserves', number>;
};

/** The four files of the full draw of 20,124 units. */
export const fullDraw = {
  seed: golden('draw/seed.txt'),
  frame: golden('draw/frame.tsv'),
  plan: golden('draw/plan.tsv'),
  sample: golden('draw/sample.tsv'),
};
