/** What code books say of tables as a whole. */
export interface Nature {
  /** Frictionless Data Package: “description”. */
  readonly description: string;
  /** DDI: “abstract”, “anlyUnit”, “dataKind” and “weight”. */
  readonly abstract: string;
  readonly unit: string;
  readonly kind: string;
  readonly weight: string;
}
