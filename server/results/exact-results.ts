import type { Domain } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import type { NodeFigure } from '#sampling/satisfaction-index/node-figure.ts';

/** A figure as estimated, nothing rounded. It never leaves this folder: `what-leaves.ts` makes what does. */
export type ExactFigure = NodeFigure;
export interface ExactDomain extends Omit<Domain, 'figures'> {
  readonly figures: readonly ExactFigure[];
}
export interface ExactResults extends Omit<Results, 'domains'> {
  readonly domains: readonly ExactDomain[];
}
