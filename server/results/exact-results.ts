import type { Domain, Figure, Results } from '#contract/results.ts';

/** A figure as estimated, nothing rounded. It never leaves this folder: `what-leaves.ts` makes what does. */
export interface ExactFigure extends Omit<Figure, 'band' | 'step'> {
  readonly standardError: number | null;
  readonly degreesOfFreedom: number | null;
}
export interface ExactDomain extends Omit<Domain, 'figures'> {
  readonly figures: readonly ExactFigure[];
}
export interface ExactResults extends Omit<Results, 'domains'> {
  readonly domains: readonly ExactDomain[];
}
