import { SamplingError } from '../errors.ts';
import type { PublishedCell } from './published-table.ts';

/** Persons who answered, for one unit and one field of procedures. */
export interface UnitFieldCount {
  readonly unit: string;
  /** Kind of the unit (commune, department), when totals by kind are published too. */
  readonly kind?: string;
  readonly field: string;
  readonly respondents: number;
}

/** Key of a cell of `unitByField`; leave a part out for its total. */
export function cellKey(at: { unit?: string; kind?: string; field?: string } = {}): string {
  const row = at.unit === undefined ? (at.kind === undefined ? '*' : `*${at.kind}`) : at.unit;
  return JSON.stringify([row, at.field ?? '*']);
}

/**
 * Builds the lattice of a province's table from its inner counts: unit × field, the totals of every
 * unit and field, of every kind of unit (and kind × field) where kinds are given, and the
 * province. Keys are those of `cellKey`; the province's total is always published. Throws
 * InvalidUnitKind when a unit has two kinds or only some units have one.
 */
export function unitByField(counts: readonly UnitFieldCount[]): PublishedCell[] {
  const kindOf = kinds(counts);
  const cells = new Map<string, { respondents: number; addsInto: PublishedCell['addsInto'] }>();
  const add = (key: string, respondents: number, addsInto: PublishedCell['addsInto']) => {
    const cell = cells.get(key) ?? { respondents: 0, addsInto };
    cell.respondents += respondents;
    cells.set(key, cell);
  };
  for (const { unit, field, respondents } of counts) {
    const kind = kindOf.get(unit);
    const above = kind === undefined ? {} : { kind };
    const along = kind === undefined ? 'unit' : 'unit of a kind';
    add(cellKey({ unit, field }), respondents, [
      { total: cellKey({ unit }), along: 'field' },
      { total: cellKey({ ...above, field }), along },
    ]);
    add(cellKey({ unit }), respondents, [{ total: cellKey(above), along }]);
    if (kind !== undefined) {
      add(cellKey({ kind, field }), respondents, [
        { total: cellKey({ kind }), along: 'field' },
        { total: cellKey({ field }), along: 'kind' },
      ]);
      add(cellKey({ kind }), respondents, [{ total: cellKey(), along: 'kind' }]);
    }
    add(cellKey({ field }), respondents, [{ total: cellKey(), along: 'field' }]);
    add(cellKey(), respondents, []);
  }
  return Array.from(cells, ([key, cell]) =>
    key === cellKey() ? { key, ...cell, alwaysPublished: true } : { key, ...cell },
  );
}

function kinds(counts: readonly UnitFieldCount[]): Map<string, string | undefined> {
  const kindOf = new Map<string, string | undefined>();
  for (const { unit, kind } of counts) {
    if (kindOf.has(unit) && kindOf.get(unit) !== kind)
      throw new SamplingError('InvalidUnitKind', `Unit ${unit} has two kinds.`, { unit });
    kindOf.set(unit, kind);
  }
  const given = [...kindOf.values()].filter((kind) => kind !== undefined).length;
  if (given !== 0 && given !== kindOf.size)
    throw new SamplingError('InvalidUnitKind', 'Only some units have a kind.', { given });
  return kindOf;
}
