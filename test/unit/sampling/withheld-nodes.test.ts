/**
 * Truth: the attack of a reader who holds every sum over agencies, fields and nodes at once (the sampling
 * library's audit by linear programming), on campaigns made up at random.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IndexNode } from '#contract/questionnaire.ts';
import { auditSuppression } from '#sampling/disclosure/audit.ts';
import type { Addition, PublishedCell } from '#sampling/disclosure/published-table.ts';
import { withheldNodes } from '#sampling/disclosure/withheld-nodes.ts';
import type { CountedStratum } from '../../../server/db/counted-strata.ts';
import { heardAgencies } from '../../../server/results/heard-agencies.ts';
import { reportingDomains } from '../../../server/results/reporting-domains.ts';

const node = (code: string, level: IndexNode['level'], parent: string | null): IndexNode => ({
  code,
  level,
  parent,
  label: { vi: code, en: code },
  question: level === 'criterion' ? code : null,
});
const NODES = [
  node('total', 'total', null),
  node('service', 'part', 'total'),
  node('access', 'factor', 'service'),
  node('officer', 'factor', 'service'),
  node('signs', 'criterion', 'access'),
  node('seats', 'criterion', 'access'),
  node('polite', 'criterion', 'officer'),
  node('clear', 'criterion', 'officer'),
  node('lawful', 'criterion', 'officer'),
];
const CRITERIA = NODES.filter(({ level }) => level === 'criterion').map(({ code }) => code);
const under = (code: string): string[] => {
  const children = NODES.filter(({ parent }) => parent === code);
  return children.length === 0 ? [code] : children.flatMap((child) => under(child.code));
};

/** One person: which criteria they answered, as bits. */
const person = fc.oneof(
  { weight: 4, arbitrary: fc.constant(31) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 31 }) },
  { weight: 1, arbitrary: fc.constantFrom(28, 3, 1) },
);
const stratum = fc.oneof(
  { weight: 1, arbitrary: fc.array(person, { maxLength: 6 }) },
  { weight: 2, arbitrary: fc.array(person, { minLength: 7, maxLength: 25 }) },
  { weight: 2, arbitrary: fc.array(person, { minLength: 26, maxLength: 60 }) },
);
const campaigns = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }))
  .chain(([agencies, fields]) =>
    fc.array(fc.array(stratum, { minLength: fields, maxLength: fields }), {
      minLength: agencies,
      maxLength: agencies,
    }),
  );

function laidOut(table: number[][][]) {
  const people = table.flat();
  const strata = table.flatMap((row, u) =>
    row.map(
      (members, f): CountedStratum => ({
        code: `u${u}.f${f}`,
        agencyCode: `u${u}`,
        agencyName: `u${u}`,
        kind: 'commune',
        fieldCode: `f${f}`,
        fieldName: `f${f}`,
        population: 3 * members.length + 6,
        released: 2 * members.length + 6,
        respondents: members.length,
        ineligible: 0,
      }),
    ),
  );
  const valid = (bits: number, code: string) =>
    under(code).filter((criterion) => bits & (1 << CRITERIA.indexOf(criterion))).length;
  const domains = reportingDomains(strata, [], 'province', heardAgencies(strata, 1));
  const countsOf = (members: readonly number[], code: string) => {
    const answers = members.flatMap((h) => people[h]!.map((bits) => valid(bits, code)));
    return {
      respondents: answers.filter((count) => count > 0).length,
      answers: answers.reduce((sum, count) => sum + count, 0),
    };
  };
  return { strata, domains, countsOf, valid };
}

function readersTable(
  { strata, domains, countsOf, valid }: ReturnType<typeof laidOut>,
  nodes: string[],
) {
  const key = (domain: string, code: string) => `${domain} ${code}`;
  const cells: PublishedCell[] = domains.flatMap((domain) =>
    nodes.flatMap((code) => {
      const { level, parent } = NODES.find((node) => node.code === code)!;
      if (domain.level === 'agency_field' && level === 'criterion') return [];
      const { respondents, answers } = countsOf(domain.strata, code);
      const addsInto: Addition[] = domains
        .filter(
          (other) =>
            (domain.level === 'agency_field' &&
              (other.level === 'agency' || other.level === 'field') &&
              domain.strata.every((h) => other.strata.includes(h))) ||
            ((domain.level === 'agency' || domain.level === 'field') && other.level === 'province'),
        )
        .map((other) => ({ total: key(other.key, code), along: domain.level }));
      if (parent && nodes.includes(parent))
        addsInto.push({ total: key(domain.key, parent), along: 'node' });
      const atMost = domain.strata.reduce((sum, h) => sum + strata[h]!.released, 0);
      return [
        {
          key: key(domain.key, code),
          respondents,
          count: answers,
          atMost: atMost * valid(31, code),
          addsInto,
        },
      ];
    }),
  );
  return cells;
}

const BLOCKS = [
  ['total', 'service', 'access', 'officer'],
  ['access', 'signs', 'seats'],
  ['officer', 'polite', 'clear', 'lawful'],
];

/** Fewer than thirty people never make a figure (sampling.md 0.5). */
const FEWEST_SHOWN = 30;

type World = ReturnType<typeof laidOut>;
/** Small strata are pooled before their responses are stored, so nothing is published of them alone. */
async function withheldIn(world: World, threshold: number) {
  const { nodes } = await withheldNodes({
    strata: world.strata.map(({ agencyCode, fieldCode, released, respondents }) => ({
      agency: agencyCode,
      field: fieldCode,
      invited: released,
      respondents,
    })),
    nodes: NODES.map(({ code, parent, level }) => ({
      code,
      parent,
      isFinest: level === 'criterion',
    })),
    personsIn: (code) => (h) => world.countsOf([h], code).respondents,
    threshold,
    neverTold: world.strata.flatMap(({ respondents }, h) => (respondents < threshold ? [h] : [])),
    pause: async () => {},
  });
  return { figures: new Map(Object.entries(nodes).map(([code, keys]) => [code, new Set(keys)])) };
}
const isShownLevel = (level: string, code: string) =>
  level !== 'agency_field' || !CRITERIA.includes(code);

/** Confidential cells that a reader can pin down, where the reader is shown anything of their level. */
function exposed(
  world: World,
  nodes: string[],
  isWithheld: (key: string, code: string) => boolean,
) {
  const cells = world.domains.flatMap(({ key, level }) =>
    nodes.filter((code) => isShownLevel(level, code)).map((code) => ({ key, level, code })),
  );
  const withheld = cells.filter(({ key, code }) => isWithheld(key, code));
  const table = readersTable(world, nodes);
  const names = withheld.map(({ key, code }) => `${key} ${code}`);
  const found = auditSuppression(table, names, {
    threshold: 5,
    protection: 5,
    zeros: 'withheld',
  }).exposed;
  return cells.filter(
    ({ key, level, code }) =>
      found.includes(`${key} ${code}`) &&
      cells.some(
        (cell) => cell.level === level && cell.code === code && !isWithheld(cell.key, code),
      ),
  );
}

test.each([5, 10])('nothing that fewer than %d people said is shown', async (threshold) => {
  await fc.assert(
    fc.asyncProperty(campaigns, async (table) => {
      const world = laidOut(table);
      const { figures } = await withheldIn(world, threshold);
      for (const { key, strata } of world.domains) {
        for (const { code } of NODES) {
          const { respondents } = world.countsOf(strata, code);
          if (respondents > 0 && respondents < threshold)
            expect(figures.get(code)?.has(key)).toBe(true);
        }
      }
    }),
    { numRuns: 12, seed: 7 },
  );
});

test('whatever the campaign, no confidential count follows from what is shown', async () => {
  await fc.assert(
    fc.asyncProperty(campaigns, async (table) => {
      const world = laidOut(table);
      const { figures } = await withheldIn(world, 5);
      const respondentsIn = (key: string, code: string) =>
        world.countsOf(world.domains.find((domain) => domain.key === key)?.strata ?? [], code)
          .respondents;
      const isWithheld = (key: string, code: string) =>
        figures.get(code)?.has(key) === true || respondentsIn(key, code) < FEWEST_SHOWN;
      for (const nodes of BLOCKS) expect(exposed(world, nodes, isWithheld)).toEqual([]);
    }),
    { numRuns: 40, seed: 20_261_121 },
  );
});
