import type { AnsweredStratum, ResponseStratum } from '#sampling/disclosure/response-strata.ts';

/** A stratum of the draw as fieldwork left it. */
export interface DrawnStratum extends AnsweredStratum {
  readonly field: string;
  readonly ineligible: number;
}

/** A response stratum with the strata of the frame that it is made of. */
export interface FoldedStratum extends Omit<ResponseStratum, 'members'> {
  readonly members: readonly DrawnStratum[];
  readonly fields: readonly string[];
}
