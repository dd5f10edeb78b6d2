/** Somebody has said that two dossiers are one person's, or two persons'. */
export interface PairDecision {
  readonly rows: readonly [number, number];
  readonly isSame: boolean;
}

/** Two dossiers of which somebody should say whether they are one person's. */
export interface Doubt {
  readonly rows: readonly [number, number];
  readonly weight: number;
  /** Some of what they say speaks against what other dossiers between them do. */
  readonly isContradiction: boolean;
}
