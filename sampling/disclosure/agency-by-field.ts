import { SamplingError } from '../errors.ts';
import type { PublishedCell } from './published-table.ts';

/** Persons who answered, for one agency and one field of procedures. */
export interface AgencyFieldCount {
  readonly agency: string;
  /** Kind of the agency (commune, department), when totals by kind are published too. */
  readonly kind?: string;
  readonly field: string;
  readonly respondents: number;
}

/**
 * Key of a cell of `agencyByField`; leave a part out for its total.
 * @param cell agency and field, by their codes
 * Hundepool et al. (2012): tables with totals.
 */
export function cellKey(cell: { agency?: string; kind?: string; field?: string } = {}): string {
  const row =
    cell.agency === undefined ? (cell.kind === undefined ? '*' : `*${cell.kind}`) : cell.agency;
  return JSON.stringify([row, cell.field ?? '*']);
}

/**
 * Builds the lattice of a province's table from its inner counts: agency × field, the totals of every
 * agency and field, of every kind of agency (and kind × field) where kinds are given, and the
 * province. Keys are those of `cellKey`; the province's total is always published. Throws
 * InvalidAgencyKind when an agency has two kinds or only some agencies have one.
 * @param counts respondents in persons, by agency and field
 * Hundepool et al. (2012): tables with totals.
 */
export function agencyByField(counts: readonly AgencyFieldCount[]): PublishedCell[] {
  const kindOf = kinds(counts);
  const cells = new Map<string, { respondents: number; addsInto: PublishedCell['addsInto'] }>();
  const add = (key: string, respondents: number, addsInto: PublishedCell['addsInto']) => {
    const cell = cells.get(key) ?? { respondents: 0, addsInto };
    cell.respondents += respondents;
    cells.set(key, cell);
  };
  for (const { agency, field, respondents } of counts) {
    const kind = kindOf.get(agency);
    const above = kind === undefined ? {} : { kind };
    const along = kind === undefined ? 'agency' : 'agency of a kind';
    add(cellKey({ agency, field }), respondents, [
      { total: cellKey({ agency }), along: 'field' },
      { total: cellKey({ ...above, field }), along },
    ]);
    add(cellKey({ agency }), respondents, [{ total: cellKey(above), along }]);
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

function kinds(counts: readonly AgencyFieldCount[]): Map<string, string | undefined> {
  const kindOf = new Map<string, string | undefined>();
  for (const { agency, kind } of counts) {
    if (kindOf.has(agency) && kindOf.get(agency) !== kind)
      throw new SamplingError('InvalidAgencyKind', `Agency ${agency} has two kinds.`, { agency });
    kindOf.set(agency, kind);
  }
  const given = [...kindOf.values()].filter((kind) => kind !== undefined).length;
  if (given !== 0 && given !== kindOf.size)
    throw new SamplingError('InvalidAgencyKind', 'Only some agencies have a kind.', { given });
  return kindOf;
}
