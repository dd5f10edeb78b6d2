export type Value = string | number | null;

/** A variable with the words that code books give it. */
export interface Variable {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number';
  readonly label: string;
  /** What the codes of a categorical variable mean. */
  readonly codes?: Readonly<Record<string, string>>;
}

/** A tidy table (Wickham 2014): one observation a row, one variable a column, nothing else in a cell. */
export interface OpenTable {
  readonly name: string;
  readonly title: string;
  /** Variables that together name a row, in their order. */
  readonly key: readonly string[];
  readonly variables: readonly Variable[];
  readonly rows: readonly (readonly Value[])[];
}
