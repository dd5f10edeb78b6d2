import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/** One parameter for any number of values: a statement takes 65,535 parameters, a list more rows. */
export const oneOf = (
  column: string,
  values: readonly (number | string)[],
  type: 'integer' | 'bigint' | 'uuid',
): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} = any(${[...values]}::${sql.raw(type)}[])`;
