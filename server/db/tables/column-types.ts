import type { ColumnType, Generated } from 'kysely';

/** jsonb goes in as text that the caller has made, and comes out parsed. */
export type Json<T> = ColumnType<T, string, string>;
export type Moment = ColumnType<Date, Date, Date>;
export type Count = Generated<number>;
