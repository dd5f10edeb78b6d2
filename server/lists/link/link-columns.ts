import type { ComparedDossier } from './compared-dossier.ts';

export const ORGANISATION = 1;
/** Somebody has said that this dossier is another person's: it is linked to none. */
export const SEPARATED = 2;

/** What is compared of the dossiers of one agency, as columns; 0 where the list says nothing. */
export interface LinkColumns {
  readonly phone: Float64Array;
  readonly id: Float64Array;
  readonly birthDay: Uint16Array;
  readonly birthYear: Uint16Array;
  readonly flags: Uint8Array;
  /** Equal for equal names. */
  readonly nameHash: Uint32Array;
  readonly nameAt: (row: number) => string;
  /** No two are equal. Decides where evidence does not, the same whatever the order of the rows. */
  readonly order: Float64Array;
}

export const emptyColumns = (size: number) => ({
  phone: new Float64Array(size),
  id: new Float64Array(size),
  birthDay: new Uint16Array(size),
  birthYear: new Uint16Array(size),
  flags: new Uint8Array(size),
  nameHash: new Uint32Array(size),
  order: new Float64Array(size),
});

export function columnsOf(
  dossiers: readonly {
    readonly compared: ComparedDossier;
    readonly flags: number;
    readonly order: number;
  }[],
): LinkColumns {
  const columns = emptyColumns(dossiers.length);
  for (const [row, { compared, flags, order }] of dossiers.entries()) {
    const { name, phone, id, birthDay, birthYear } = compared;
    columns.phone[row] = phone;
    columns.id[row] = id;
    columns.birthDay[row] = birthDay;
    columns.birthYear[row] = birthYear;
    columns.flags[row] = flags;
    columns.nameHash[row] = nameHash(name);
    columns.order[row] = order;
  }
  return { ...columns, nameAt: (row) => dossiers[row]!.compared.name };
}

/** FNV-1a; never leaves the memory. */
export function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

export const isOrganisation = ({ flags }: LinkColumns, row: number): boolean =>
  (flags[row]! & ORGANISATION) !== 0;
export const isSeparated = ({ flags }: LinkColumns, row: number): boolean =>
  (flags[row]! & SEPARATED) !== 0;
