// Outside truths: reference/suppression.expected.json (optimal patterns and linear-programme
// intervals, computed apart from this library), and on small tables the list of all whole-number
// tables with the published figures, written out one by one here.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agencyByField, cellKey } from '#sampling/disclosure/agency-by-field.ts';
import { agencyByNode, nodeKey } from '#sampling/disclosure/agency-by-node.ts';
import { auditSuppression, deducedIntervals } from '#sampling/disclosure/audit.ts';
import type { PublishedCell } from '#sampling/disclosure/published-table.ts';
import { suppress } from '#sampling/disclosure/suppress.ts';
import { twoWayTable } from '#sampling/disclosure/two-way.ts';
import { unanimityBand } from '#sampling/disclosure/unanimity-band.ts';
import { golden } from './golden.ts';

interface ReferenceCase {
  name: string;
  table: number[][];
  threshold: number;
  protection: number;
  primary: [number, number][];
  complementary_min_cost: [number, number][];
  min_cost: number;
  audit_intervals: [[number, number], [number, number]][];
}

const reference = JSON.parse(golden('suppression.expected.json')) as { cases: ReferenceCase[] };

const keyOf = ([row, column]: [number, number]) => `${row},${column}`;
const ruleOf = ({ threshold, protection }: ReferenceCase) => ({ threshold, protection });
const withheldBy = (suppression: {
  primary: readonly string[];
  complementary: readonly string[];
}) => [...suppression.primary, ...suppression.complementary];

describe.each(reference.cases)('reference case $name', (example) => {
  test('finds the confidential cells and protects them at hardly more than the least cost', () => {
    const found = suppress(twoWayTable(example.table), ruleOf(example));
    expect(found.verdict).toBe('publish');
    expect(found.primary).toEqual(example.primary.map(keyOf));
    expect(found.cost).toBeLessThanOrEqual(1.5 * example.min_cost);
    expect(
      auditSuppression(twoWayTable(example.table), withheldBy(found), ruleOf(example)).passes,
    ).toBe(true);
  });

  test('deduces the intervals that a reader can deduce', () => {
    const withheld = [...example.primary, ...example.complementary_min_cost].map(keyOf);
    const deduced = deducedIntervals(twoWayTable(example.table), withheld);
    expect(new Map(deduced.map((cell) => [cell.key, [cell.lower, cell.upper]]))).toEqual(
      new Map(example.audit_intervals.map(([cell, bounds]) => [keyOf(cell), bounds])),
    );
  });

  test('withholding only the confidential cells is seen through', () => {
    const audit = auditSuppression(
      twoWayTable(example.table),
      example.primary.map(keyOf),
      ruleOf(example),
    );
    expect(audit.exposed).toEqual(example.primary.map(keyOf));
  });
});

test('a row with a single respondent cell and a published total must be aggregated', () => {
  const found = suppress(
    twoWayTable([
      [20, 12, 15],
      [0, 3, 0],
      [30, 12, 25],
    ]),
  );
  expect(found.verdict).toBe('aggregate');
  expect(found.exposed).toEqual(['1,1', '1,*']);
});

test('a figure under the threshold that is published all the same is exposed, sums or no sums', () => {
  const alone = { key: 'province', respondents: 3, addsInto: [], alwaysPublished: true };
  expect(suppress([alone])).toMatchObject({ verdict: 'aggregate', exposed: ['province'] });
  const parts = ['C001', 'C002'].map((key, i) => ({
    key,
    respondents: 1 + i,
    addsInto: [{ total: 'province', along: 'agency' }],
  }));
  expect(suppress([alone, ...parts]).exposed).toContain('province');
  expect(auditSuppression([alone, ...parts], ['C001', 'C002']).exposed).toContain('province');
});

test('an empty table, and one in which nobody answered, may be published', () => {
  expect(suppress([])).toMatchObject({ verdict: 'publish', primary: [], complementary: [] });
  expect(suppress(twoWayTable([[0, 0]])).verdict).toBe('publish');
});

/** Least and largest value of each withheld cell over every whole-number table that agrees. */
function enumerated(table: number[][], withheld: ReadonlySet<string>): Map<string, number[]> {
  const seen = new Map<string, number[]>();
  const cells = [...withheld].map((key) => key.split(',').map(Number) as [number, number]);
  const left = (along: 0 | 1) =>
    (along === 0 ? table.map((_, i) => i) : table[0]!.map((_, j) => j)).map((line) =>
      cells.reduce((sum, cell) => sum + (cell[along] === line ? table[cell[0]]![cell[1]]! : 0), 0),
    );
  const [rows, columns] = [left(0), left(1)];
  const chosen: number[] = [];
  const fill = (k: number) => {
    if (k === cells.length) {
      if (rows.some((rest) => rest > 0) || columns.some((rest) => rest > 0)) return;
      cells.forEach((cell, index) => {
        const [low, high] = seen.get(keyOf(cell)) ?? [Infinity, -Infinity];
        seen.set(keyOf(cell), [Math.min(low!, chosen[index]!), Math.max(high!, chosen[index]!)]);
      });
      return;
    }
    const [i, j] = cells[k]!;
    for (let value = Math.min(rows[i]!, columns[j]!); value >= 0; value--) {
      chosen[k] = value;
      rows[i]! -= value;
      columns[j]! -= value;
      fill(k + 1);
      rows[i]! += value;
      columns[j]! += value;
    }
  };
  fill(0);
  return seen;
}

test('deduced intervals are those of all tables that agree with the published figures', () => {
  const small = fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 }), {
    minLength: 3,
    maxLength: 3,
  });
  const some = fc.subarray(['0,0', '0,1', '0,2', '1,0', '1,1', '1,2', '2,1'], { minLength: 1 });
  fc.assert(
    fc.property(small, some, (table, withheld) => {
      const deduced = deducedIntervals(twoWayTable(table), withheld);
      expect(new Map(deduced.map((cell) => [cell.key, [cell.lower, cell.upper]]))).toEqual(
        enumerated(table, new Set(withheld)),
      );
    }),
    { numRuns: 60 },
  );
});

describe('a province of communes, departments and fields', () => {
  const agencies = Array.from({ length: 60 }, (_, u) => u);
  const fields = Array.from({ length: 40 }, (_, f) => f);
  const counts = agencies.flatMap((u) =>
    fields.map((f) => ({
      agency: `U${u}`,
      kind: u < 50 ? 'commune' : 'department',
      field: `F${f}`,
      respondents: Math.floor((((u * 37 + f * 101) % 97) / 97) * (60 / (f + 2))),
    })),
  );
  const cells = agencyByField(counts);
  const found = suppress(cells);

  test('is protected as a whole, totals of agencies, kinds and fields included', () => {
    expect(cells).toHaveLength(60 * 40 + 60 + 40 + 2 * 40 + 2 + 1);
    expect(found.verdict).toBe('publish');
    expect(found.primary.length).toBeGreaterThan(500);
    expect(auditSuppression(cells, withheldBy(found)).passes).toBe(true);
  });

  test('publishing one complementary cell all the same is found by the attack', () => {
    const [shown] = found.complementary;
    const rest = withheldBy(found).filter((key) => key !== shown);
    expect(auditSuppression(cells, rest).passes).toBe(false);
  });

  test('keeps the province total open', () => {
    expect(withheldBy(found)).not.toContain(cellKey());
  });
});

test('a criterion of a factor is not derivable from the factor and its other criteria', () => {
  const node = (key: string, respondents: number, answers: number, factor?: string) => ({
    key,
    respondents,
    count: answers,
    addsInto: factor === undefined ? [] : [{ total: factor, along: 'node' }],
  });
  const cells: PublishedCell[] = [
    node('access', 40, 103),
    node('signs', 40, 40, 'access'),
    node('seats', 38, 38, 'access'),
    node('equipment', 21, 21, 'access'),
    node('complaint desk', 4, 4, 'access'),
  ];
  const found = suppress(cells);
  expect(found.primary).toEqual(['complaint desk']);
  expect(found.complementary).toEqual(['equipment']);
});

describe('agencies by criteria, factors and total', () => {
  const nodes = [
    { node: 'total', parent: null },
    { node: 'access', parent: 'total' },
    { node: 'complaints', parent: 'total' },
    { node: 'signs', parent: 'access' },
    { node: 'seats', parent: 'access' },
    { node: 'desk', parent: 'complaints' },
    { node: 'reply', parent: 'complaints' },
  ];
  const criteria = ['signs', 'seats', 'desk', 'reply'];
  const answers = [
    [30, 29, 12, 9],
    [41, 40, 3, 11],
    [25, 20, 14, 8],
    [33, 31, 10, 12],
  ];
  const holds = (node: string, criterion: string) =>
    node === criterion ||
    node === 'total' ||
    nodes[criteria.indexOf(criterion) + 3]!.parent === node;
  const within = (row: number[], node: string) =>
    row.filter((_, c) => holds(node, criteria[c]!)).reduce((sum, n) => sum + n, 0);
  const most = (row: number[], node: string) =>
    Math.max(...row.filter((_, c) => holds(node, criteria[c]!)));
  const agencies = answers.flatMap((row, u) =>
    nodes.map(({ node }) => ({
      agency: `C00${u}`,
      node,
      respondents: most(row, node),
      answers: within(row, node),
    })),
  );
  const all = criteria.map((_, c) => answers.reduce((sum, row) => sum + row[c]!, 0));
  const province = nodes.map(({ node }) => ({
    node,
    respondents: most(all, node),
    answers: within(all, node),
  }));

  test('a criterion with three respondents is protected along the factor and along the agencies', () => {
    const cells = agencyByNode(nodes, agencies, province);
    const found = suppress(cells);
    const desk = nodeKey('C001', 'desk');
    expect(found.primary).toEqual([desk]);
    const [deduced] = deducedIntervals(cells, withheldBy(found)).filter(({ key }) => key === desk);
    expect(deduced!.lower).toBe(0);
    expect(deduced!.upper).toBeGreaterThanOrEqual(8);
    const alongAgencies = found.complementary.filter((key) => key.endsWith('"desk"]'));
    expect(alongAgencies.length).toBeGreaterThan(0);
  });

  test('a node outside the tree or without the province is refused', () => {
    const name = (refused: string) => expect.objectContaining({ name: refused });
    expect(() => agencyByNode(nodes.slice(0, 6), agencies, province)).toThrow(name('UnknownNode'));
    expect(() => agencyByNode(nodes, agencies, province.slice(1))).toThrow(name('MissingTotal'));
  });
});

test('totals that do not add up, unknown totals and doubled cells are refused', () => {
  const cells = twoWayTable([[7, 9]]);
  const name = (refused: string) => expect.objectContaining({ name: refused });
  const wrong = cells.map((cell) => (cell.key === '0,0' ? { ...cell, respondents: 8 } : cell));
  expect(() => suppress(wrong)).toThrow(name('InconsistentTotals'));
  expect(() => suppress(cells.slice(0, 2))).toThrow(name('UnknownTotal'));
  expect(() => suppress([...cells, cells[0]!])).toThrow(name('DuplicateCell'));
  expect(() => suppress(cells, { threshold: 0, protection: 5 })).toThrow(name('InvalidRule'));
  expect(() => auditSuppression(cells, ['9,9'])).toThrow(name('UnknownCell'));
});

test('a unanimous answer of fewer than ten is shown as a band', () => {
  expect(unanimityBand({ value: 1, nRespondents: 9 })).toEqual({ lower: 0.9, upper: 1 });
  expect(unanimityBand({ value: 0, nRespondents: 6 })).toEqual({ lower: 0, upper: 0.1 });
  expect(unanimityBand({ value: 1, nRespondents: 10 })).toBeNull();
  expect(unanimityBand({ value: 0.5, nRespondents: 6 })).toBeNull();
});
