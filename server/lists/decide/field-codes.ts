import { fold } from '../understand/fold.ts';

/** Dossiers whose list does not say their field. */
const FIELD_NOT_STATED = 'Chưa ghi lĩnh vực';

export interface Field {
  readonly code: string;
  readonly name: string;
}

/**
 * Codes of the fields that a list names: F01, F02 … after those that the campaign already has. New names
 * are sorted by code agency, so that the order of the rows changes no stratum.
 */
export class FieldCodes {
  readonly added: readonly Field[];
  private readonly byName: Map<string, string>;

  constructor(known: readonly Field[], names: Iterable<string | null>) {
    this.byName = new Map(known.map(({ code, name }) => [fold(name), code]));
    const added: Field[] = [];
    for (const name of [...new Set([...names].map((name) => name ?? FIELD_NOT_STATED))].sort()) {
      const key = fold(name);
      if (this.byName.has(key)) continue;
      const code = `F${String(known.length + added.length + 1).padStart(2, '0')}`;
      this.byName.set(key, code);
      added.push({ code, name });
    }
    this.added = added;
  }

  codeOf(name: string | null): string {
    return this.byName.get(fold(name ?? FIELD_NOT_STATED))!;
  }
}
