/**
 * Truth: docs/trust.md: the attacker of what is published knows everything public. Whatever number or word of a list the published
 * file can hold is either read by the attacker, or here with the reason why it tells no answer. A new one fails until
 * it is classified. All other public files are made of this text: `published-text-alone.test.ts`.
 */
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { getPublished } from '#contract/published.ts';
import { Results } from '#contract/results.ts';
import { attackAnswers } from '#sampling/disclosure/attack/answer-sums.ts';
import { attackCounts } from '#sampling/disclosure/attack/count-sums.ts';
import { attackFieldwork } from '#sampling/disclosure/attack/fieldwork.ts';
import { attackPublication } from '#sampling/disclosure/attack/publication.ts';
import type { Publication } from '#sampling/disclosure/attack/published-file.ts';
import { precisionAt, rungOf } from '#sampling/disclosure/leaving/precision.ts';
import { roundingLevels } from '#sampling/disclosure/leaving/rounding-level.ts';
import { estimateResults } from '../../../server/results/compute-results.ts';
import { settled } from '../../../server/results/settle-results.ts';
import { countedProvince } from '../../counted-province.ts';

/** Why what the attacker does not read tells no answer. */
const FRAME = 'of the lists and the draw: public before anybody answers';
const RULE = 'a rule of the round, the same whatever is answered';
const MADE = 'follows from the printed figures';
const GROUP = 'the count attacks it beside all other figures, knowing who is in which group';
const EVERYBODY = 'of thirty people and more to one question, which no other figure is made of';
const NEVER = 'never filled for a group';
const NOT_READ: Readonly<Record<string, string>> = {
  year: FRAME,
  'method.index': RULE,
  'method.interval': RULE,
  'method.level': RULE,
  'method.questionnairePart': RULE,
  'method.slipPrinting': RULE,
  'method.termsChanges[].term': RULE,
  'counts.rows.rows': FRAME,
  'counts.rows.accepted': FRAME,
  'counts.rows.merged': FRAME,
  'counts.rows.excluded': FRAME,
  'counts.rows.inError': FRAME,
  'counts.exclusions[].rows': FRAME,
  'counts.faults[].rows': FRAME,
  'counts.unaccepted.agencies': FRAME,
  'counts.people': FRAME,
  'counts.distinctPersons': FRAME,
  'counts.strata': FRAME,
  'counts.paper.returned.twice':
    'in tenths of twenty forms and more: every number of empty forms fits it',
  'counts.paper.returned.wrong': 'of clerks’ entries, in thousandths; no number of people is in it',
  'counts.paper.returned.unequalStrata':
    'told only where strips, forms and what is missing are told exactly, and on average many of a stratum',
  'counts.weeks[].share':
    'in whole percent of two hundred answers and more, each week of five and more: tells when, not what',
  'journal.position': 'acts of staff of all rounds together; no answer is an act of staff',
  'secondPerson.isOn': RULE,
  'secondPerson.isFreezeConfirmed': FRAME,
  'secondPerson.termsChanges': FRAME,
  'secondPerson.confirmedTermsChanges': FRAME,
  'secondPerson.areVoidingsConfirmed': 'whether anything was voided is told by no count of few',
  'nodes[].earlier[].meaning': RULE,
  'coverage.limit': RULE,
  'coverage.isEnough':
    'says whether there are figures of the province, which their absence says too',
  'disclosure.asked': FRAME,
  'disclosure.withheldCounts': MADE,
  'disclosure.withheldFigures': MADE,
  'disclosure.banded': MADE,
  'disclosure.coarser': MADE,
  'domains[].rank.lower': MADE,
  'domains[].rank.upper': MADE,
  'domains[].rank.among': MADE,
  'domains[].figures[].tier': MADE,
  'domains[].figures[].verdict':
    'tells of a figure without numbers that its range would be 0.30 wide or more; beside numbers it follows from them',
  'designEffects{}': MADE,
  'groups.fewest': RULE,
  ...Object.fromEntries(
    [
      ...['index', 'low', 'high', 'respondents', 'band', 'verdict', 'step'].map(
        (name) => [name, GROUP] as const,
      ),
      ...['mean', 'meanLow', 'meanHigh', 'validAnswers', 'distribution[]', 'tier'].map(
        (name) => [name, NEVER] as const,
      ),
    ].map(([name, reason]) => [`groups.tables[].categories[].figures[].${name}`, reason]),
  ),
  'groups.answers[].respondents': EVERYBODY,
  'groups.answers[].step': RULE,
  'groups.answers[].answers[].value': RULE,
  'groups.answers[].answers[].share': EVERYBODY,
  'groups.answers[].answers[].low': EVERYBODY,
  'groups.answers[].answers[].high': EVERYBODY,
};

interface Schema {
  readonly _zod: { readonly def: Definition };
}
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly valueType?: Schema;
  readonly options?: readonly Schema[];
}

/** Paths of all numbers, truths and words of a list. */
function numbersIn({ _zod: { def } }: Schema, path: string): string[] {
  const name = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (def.shape)
    return Object.entries(def.shape).flatMap(([key, schema]) => numbersIn(schema, name(key)));
  if (def.element) return numbersIn(def.element, `${path}[]`);
  if (def.innerType) return numbersIn(def.innerType, path);
  if (def.valueType) return numbersIn(def.valueType, `${path}{}`);
  if (def.options) return def.options.flatMap((schema) => numbersIn(schema, path));
  return def.type === 'string' ? [] : [path];
}

let published: Results;
const read = new Set<string>();
beforeAll(async () => {
  const province = await countedProvince({
    part: 'service',
    reserves: false,
    ineligible: 0,
    agencies: 3,
    factors: [2, 1],
  });
  const outcomes = { confirmed: 20, contradicted: null, notReached: null, least: null };
  const counts = {
    ...province.fieldwork.counts,
    declined: 9,
    undelivered: 9,
    voided: 9,
    ineligible: [{ reason: 'died', people: 9 }],
    modes: [{ mode: 'self', responses: 90 }],
    recheck: [{ door: 'self', drawn: 30, ...outcomes }],
    paper: {
      packs: 90,
      returned: {
        strips: 60,
        blank: 9,
        missing: 9,
        surplus: 9,
        unequalStrata: 9,
        twice: 1,
        wrong: 0.004,
      },
    },
  };
  published = await settled(await estimateResults({ ...province.fieldwork, counts }));
  const watched = watch(published, '') as Publication;
  await attackPublication(watched);
  await attackCounts(watched);
  await attackAnswers(watched);
  await attackFieldwork(watched);
});

/** Notes by its path whatever is read of a value. */
function watch(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, key, receiver) {
      const part: unknown = Reflect.get(target, key, receiver);
      if (typeof key === 'symbol' || typeof part === 'function') return part;
      const place = Array.isArray(target)
        ? /^\d+$/.test(key)
          ? `${path}[]`
          : null
        : path === ''
          ? key
          : `${path}.${key}`;
      if (place === null) return part;
      read.add(place);
      return watch(part, place);
    },
    ownKeys(target) {
      if (!Array.isArray(target)) throw new Error(`all of ${path} is read, whatever it is`);
      return Reflect.ownKeys(target);
    },
  });
}

test('each number of the published file is read by the attacker, or is classified', () => {
  const { results } = getPublished.reply._zod.def.shape;
  const paths = [...new Set(numbersIn(results as unknown as Schema, ''))];
  expect(paths.length).toBeGreaterThan(50);
  const unknown = paths.filter((path) => !read.has(path) && NOT_READ[path] === undefined);
  expect(unknown).toEqual([]);
  const needless = Object.keys(NOT_READ).filter(
    (path) => read.has(path) || !paths.some((known) => known === path),
  );
  expect(needless).toEqual([]);
});

test('figures and what is said of them have nothing that the contract does not name: the stored text is public as it is', () => {
  const { domains, designEffects, disclosure, coverage } = published;
  const stored = { domains, designEffects, disclosure, coverage };
  const named = z.pick(Results, {
    domains: true,
    designEffects: true,
    disclosure: true,
    coverage: true,
  });
  expect(named.parse(stored)).toEqual(stored);
});

test('what is told of the audit follows from the file', () => {
  const { nodes, domains, disclosure } = published;
  const figures = domains.flatMap((domain) => domain.figures.map((figure) => ({ domain, figure })));
  const total = nodes.find(({ level }) => level === 'total')!.code;
  const roundingOf = roundingLevels(domains);
  const stepOf = (domain: (typeof domains)[number], node: string) =>
    precisionAt(rungOf(roundingOf(domain), node === total)).share;
  expect(disclosure).toEqual({
    asked:
      domains.filter(({ level, invited }) => level === 'agency_field' && invited > 0).length *
      nodes.filter(({ level }) => level === 'criterion').length,
    withheldCounts: domains.filter(({ received }) => received === null).length,
    withheldFigures: figures.filter(({ figure }) => figure.verdict === 'suppress-confidentiality')
      .length,
    banded: figures.filter(({ figure }) => figure.band !== null).length,
    coarser: figures.filter(
      ({ domain, figure: { node, step } }) => step !== null && step > stepOf(domain, node),
    ).length,
    exposed: [],
  });
});
