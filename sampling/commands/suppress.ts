import type { AgencyFieldCount } from '../disclosure/agency-by-field.ts';
import { agencyByField } from '../disclosure/agency-by-field.ts';
import type { DeducedInterval } from '../disclosure/audit.ts';
import { auditSuppression, deducedIntervals } from '../disclosure/audit.ts';
import { auditEditions, suppressEdition } from '../disclosure/editions.ts';
import type { PublishedCell, Zeros } from '../disclosure/published-table.ts';
import { suppress } from '../disclosure/suppress.ts';
import { twoWayTable } from '../disclosure/two-way.ts';
import type { Command } from './command.ts';
import { printResult, readOptions, readRequest } from './command.ts';
import type { JsonObject } from './request-shape.ts';
import {
  badRequest,
  flagAt,
  neededNumberAt,
  numberAt,
  objectAt,
  objectsAt,
  textAt,
  textsAt,
} from './request-shape.ts';

export const command: Command = {
  summary: 'Withholds the cells of a table that would give people away, and attacks the result.',
  usage: `npm run -s sampling -- suppress < request.json
  "table": [[…], …]  respondents by row and column, all totals published; or
  "agencies": [{agency, kind, field, respondents}]  the lattice of agency, kind, field and province; or
  "cells": [{key, respondents, count, atMost, addsInto: [{total, along}], alwaysPublished}]
             any lattice; atMost: what everybody knows the count cannot exceed
  "threshold": 5, "protection": 5
  "zeros": "withheld"  zeros are hidden with the few; shown otherwise, so that a hidden cell is at
                       least 1
  "withheld": [keys]  audits this choice instead of making one
  "previous": {table | agencies | cells, withheld}  an edition that readers already have
  "intervals": true  adds what a reader can deduce of each withheld cell (upper null = no limit)
  Keys of "table" are [row, column] from 0. Exit 1 when the table must be aggregated or the audit
  fails.`,
  example: `echo '{"table":[[20,3,15],[18,22,9],[30,12,25]],"intervals":true}' \\
  | npm run -s sampling -- suppress`,
  async run(args, io) {
    readOptions(args, []);
    const request = await readRequest(io, KEYS);
    const threshold = numberAt(request, 'threshold') ?? 5;
    const zeros: Zeros =
      request.zeros === undefined ? 'shown' : textAt(request, 'zeros', ['shown', 'withheld']);
    const rule = { threshold, protection: numberAt(request, 'protection') ?? 5, zeros };
    const cells = cellsOf(request);
    const previous = previousOf(request);
    const given = request.withheld === undefined ? null : keysAt(request, 'withheld');
    const chosen = given
      ? null
      : previous
        ? suppressEdition(cells, previous, rule)
        : suppress(cells, rule);
    const withheld = given ?? [...chosen!.primary, ...chosen!.complementary];
    const audit = previous
      ? auditEditions(cells, withheld, previous, rule)
      : auditSuppression(cells, withheld, rule);
    const intervals = flagAt(request, 'intervals', false)
      ? { intervals: deducedIntervals(cells, withheld, zeros) }
      : {};
    const show = request.table === undefined ? (key: string) => key : position;
    printResult(io, shown({ ...chosen, audit: { ...audit, ...intervals } }, show));
    return audit.passes ? 0 : 1;
  },
};

const KEYS = [
  ...['table', 'agencies', 'cells', 'threshold', 'protection', 'zeros'],
  ...['withheld', 'previous', 'intervals'],
];
const CELL_KEYS = ['key', 'respondents', 'count', 'atMost', 'addsInto', 'alwaysPublished'];
const COUNT_KEYS = ['agency', 'kind', 'field', 'respondents'];

/** One table in one of three forms. */
function cellsOf(request: JsonObject): PublishedCell[] {
  const given = ['table', 'agencies', 'cells'].filter((name) => request[name] !== undefined);
  if (given.length > 1) throw badRequest(given[1]!);
  if (request.cells !== undefined) return objectsAt(request, 'cells', CELL_KEYS).map(readCell);
  if (request.agencies !== undefined)
    return agencyByField(objectsAt(request, 'agencies', COUNT_KEYS).map(readCount));
  const { table } = request;
  const isRow = (row: unknown) => Array.isArray(row) && row.every((n) => typeof n === 'number');
  if (!Array.isArray(table) || !table.every(isRow)) throw badRequest('table');
  return twoWayTable(table);
}

function readCell(row: JsonObject): PublishedCell {
  const addsInto = row.addsInto === undefined ? [] : objectsAt(row, 'addsInto', ['total', 'along']);
  if (typeof row.key !== 'string' || typeof row.respondents !== 'number') throw badRequest('cells');
  if (!addsInto.every(({ total, along }) => typeof total === 'string' && typeof along === 'string'))
    throw badRequest('addsInto');
  return { ...row, addsInto } as unknown as PublishedCell;
}

function readCount(row: JsonObject): AgencyFieldCount {
  const kind = row.kind === undefined ? {} : { kind: textAt(row, 'kind') };
  const respondents = neededNumberAt(row, 'respondents');
  return { agency: textAt(row, 'agency'), field: textAt(row, 'field'), respondents, ...kind };
}

function previousOf(request: JsonObject) {
  const previous = objectAt(request, 'previous', ['table', 'agencies', 'cells', 'withheld']);
  if (previous === null) return null;
  return { cells: cellsOf(previous), withheld: keysAt(previous, 'withheld') };
}

/** Keys as texts, or as [row, column] of a table. */
function keysAt(request: JsonObject, name: string): string[] {
  const list = request[name];
  if (!Array.isArray(list)) throw badRequest(name);
  return textsAt(
    {
      [name]: list.map((coordinates) =>
        Array.isArray(coordinates) ? coordinates.join(',') : coordinates,
      ),
    },
    name,
  );
}

const position = (key: string) =>
  key.split(',').map((coordinate) => (coordinate === '*' ? coordinate : Number(coordinate)));

const KEY_LISTS = new Set(['primary', 'complementary', 'exposed']);

/** The same result with every key in the form in which the request gave it. */
function shown(result: object, show: (key: string) => unknown): object {
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => {
      if (KEY_LISTS.has(name)) return [name, (value as string[]).map(show)];
      if (name === 'audit') return [name, shown(value as object, show)];
      if (name !== 'intervals') return [name, value];
      return [
        name,
        (value as DeducedInterval[]).map(({ key, ...interval }) => ({
          cell: show(key),
          ...interval,
        })),
      ];
    }),
  );
}
