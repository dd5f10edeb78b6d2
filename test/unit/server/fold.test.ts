/**
 * Outside truth: R `survey` on the synthetic province with strata below five respondents pooled
 * (reference/synthetic/groups.R does it apart), and arithmetic on the seeded answers themselves.
 */
import { describe, expect, test } from 'vitest';
import type { Questionnaire } from '#contract/questionnaire.ts';
import type { TabulationPlan } from '#contract/tabulation.ts';
import { FEWEST_IN_GROUP } from '#contract/tabulation.ts';
import { storedFigure } from '../../../server/responses/fold/field-figures.ts';
import { Fold } from '../../../server/responses/fold/fold.ts';
import type { DrawnStratum } from '../../../server/responses/fold/folded-stratum.ts';
import { categoryEstimates } from '../../../server/responses/fold/group-figures.ts';
import type { Ballot } from '../../../server/responses/sealed-ballot.ts';
import type { Row } from '../sampling/synthetic-province.ts';
import { referenceJson, referenceRows, stratumOf } from '../sampling/synthetic-province.ts';

const ITEMS = ['q1', 'q2', 'q3', 'q4', 'q5'];
const GROUPINGS = ['a.gender', 'a.age', 'channel'];
const COLUMN: Record<string, string> = { 'a.gender': 'gender', 'a.age': 'age_group' };
const text = (vi: string) => ({ vi, en: vi });
const options = (values: readonly number[]) =>
  values.map((value) => ({ value, label: text(String(value)) }));
const choice = (code: string, values: readonly number[]) => ({
  code,
  kind: 'choice' as const,
  text: text(code),
  label: text(code),
  options: options(values),
  nonAnswer: text('–'),
});

const questionnaire: Questionnaire = {
  version: 'synthetic',
  title: text('synthetic'),
  satisfiedFrom: 4,
  groups: [
    {
      code: 'items',
      title: text(''),
      stem: text(''),
      part: 'service',
      questions: ITEMS.map((code) => choice(code, [1, 2, 3, 4, 5])),
    },
    {
      code: 'about',
      title: text(''),
      stem: text(''),
      part: 'about',
      questions: [choice('a.gender', [1, 2]), choice('a.age', [1, 2, 3, 4, 5])],
    },
  ],
  nodes: [
    { code: 'total', level: 'total', parent: null, label: text(''), question: null },
    ...ITEMS.map((code) => ({
      code: `c.${code}`,
      level: 'criterion' as const,
      parent: 'total',
      label: text(''),
      question: code,
    })),
  ],
};
const plan: TabulationPlan = {
  version: 'SIPAS-TABLES/1',
  groupings: GROUPINGS,
  questions: ['a.gender', 'a.age'],
  fewestInGroup: FEWEST_IN_GROUP,
};

const sample = referenceRows('synthetic/sample.csv');
const drawn: DrawnStratum[] = [...Map.groupBy(sample, stratumOf)].map(([code, rows]) => ({
  code,
  agency: rows[0]!.commune!,
  field: rows[0]!.field!,
  population: Number(rows[0]!.N_h),
  released: rows.length,
  respondents: rows.filter(({ status }) => status === 'respondent').length,
  ineligible: rows.filter(({ status }) => status === 'ineligible').length,
}));
const COMMUNES = [...new Set(drawn.map(({ agency }) => agency))];
const categoriesOf = new Map(
  [...Object.values(COLUMN)].map((column) => [
    column,
    [...new Set(sample.map((row) => row[column]!))].sort(),
  ]),
);
const categories = (column: string) => categoriesOf.get(column)!;
const respondents = sample.filter(({ status }) => status === 'respondent');

const ballotOf = (row: Row): Ballot => ({
  stratum: stratumOf(row),
  agencyCode: row.commune!,
  mode: 'self',
  language: 'vi',
  answers: Object.fromEntries([
    ...ITEMS.filter((item) => row[item]).map((item) => [item, [Number(row[item])]]),
    ['a.gender', [categories('gender').indexOf(row.gender!) + 1]],
    ['a.age', [categories('age_group').indexOf(row.age_group!) + 1]],
  ]),
  comment: null,
  traits: { channel: row.channel!, timeliness: null, month: null, applicant: null },
});

const ballots = respondents.map(ballotOf);

/** Questions that only so many answered. */
const ANSWERED = { 'a.three': 3, 'a.fewer': FEWEST_IN_GROUP - 1, 'a.group': FEWEST_IN_GROUP };

/** With the questions that few answered: what they must not hide is in every test. */
function folded(threshold: number, communes = COMMUNES, nodes = questionnaire.nodes): Fold {
  const isIn = (commune: string | undefined) => communes.includes(commune!);
  const rare = Object.keys(ANSWERED);
  const about = questionnaire.groups[1]!;
  const asked = [...about.questions, ...rare.map((code) => choice(code, [1, 2]))];
  const fold = new Fold(
    {
      ...questionnaire,
      nodes,
      groups: questionnaire.groups.with(1, { ...about, questions: asked }),
    },
    { ...plan, questions: [...plan.questions, ...rare] },
    drawn.filter(({ agency }) => isIn(agency)),
    threshold,
  );
  const own = ballots.filter(({ agencyCode }) => isIn(agencyCode));
  own.forEach((ballot, place) => {
    const few = Object.entries(ANSWERED).filter(([, answered]) => place < answered);
    const answers = Object.fromEntries(few.map(([code]) => [code, [1]]));
    fold.add({ ...ballot, answers: { ...ballot.answers, ...answers } });
  });
  return fold;
}
const labelOf = (grouping: string, category: string) =>
  grouping in COLUMN ? categories(COLUMN[grouping]!)[Number(category) - 1]! : category;

interface Expected {
  readonly grouping: string;
  readonly category: string;
  readonly n: number;
  readonly index: number;
  readonly se: number;
  readonly mean: number;
  readonly df: number;
}

const fold = folded(5);
/**
 * Of half of the communes: more than a thousand people, from whom on shares of everybody have a digit more. With two of the
 * five items, as the audit of each takes a fifth of a second.
 */
const settled = await folded(
  5,
  COMMUNES.slice(0, COMMUNES.length / 2),
  questionnaire.nodes.slice(0, 3),
).settle();

describe('groups of people, folded while ballots are open', () => {
  const { groups } = referenceJson<{ groups: Expected[] }>('synthetic/groups.expected.json');
  const near = (got: number | null, want: number) =>
    expect(Math.abs(got! - want) / want).toBeLessThanOrEqual(1e-8);

  test.each(groups.filter(({ grouping }) => grouping !== 'field'))(
    '$grouping $category is that of R survey',
    (expected) => {
      const grouping =
        Object.keys(COLUMN).find((code) => COLUMN[code] === expected.grouping) ?? expected.grouping;
      const sums = fold.groups.get(grouping)!.measures.get('total')!;
      const category = [...sums.keys()].find(
        (code) => labelOf(grouping, code) === expected.category,
      );
      const index = categoryEstimates(fold.design, sums, { kind: 'proportion' });
      const found = index.get(category!)!;
      expect([found.nRespondents, found.df]).toEqual([expected.n, expected.df]);
      near(found.value, expected.index);
      near(found.se, expected.se);
    },
  );

  test.each(groups.filter(({ grouping }) => grouping === 'field'))(
    'the field $category is that of R survey, rounded as it is stored',
    ({ category, n, index, mean }) => {
      const { figure } = fold
        .fieldFigures()
        .map((exact) => storedFigure(exact))
        .find((stored) => stored.fieldCode === category && stored.figure.node === 'total')!;
      expect(figure.respondents).toBe(n);
      expect(figure.index).toBe(Number(index.toFixed(3)));
      expect(figure.mean).toBe(Number(mean.toFixed(2)));
    },
  );

  test('leave rounded, and a category with fewer than thirty people leaves not at all', () => {
    const { groupFigures: figures } = settled;
    expect(figures.some(({ respondents: n }) => n >= 1000)).toBe(true);
    for (const { grouping, respondents: n, share, low, high } of figures) {
      const steps = grouping === 'all' && n >= 1000 ? 1000 : 100;
      for (const rounded of [share, low!, high!])
        expect(Math.abs(rounded * steps - Math.round(rounded * steps))).toBeLessThan(1e-9);
      expect(n).toBeGreaterThanOrEqual(FEWEST_IN_GROUP);
    }
    expect(new Set(figures.map(({ grouping }) => grouping))).toEqual(
      new Set(['all', ...GROUPINGS]),
    );
  });

  test('a response keeps its answers within the index and a stratum with five respondents or more', () => {
    const stored = ballots.map((ballot) => fold.stored(ballot));
    const sizes = Map.groupBy(stored, ({ stratum }) => stratum);
    expect(Math.min(...[...sizes.values()].map(({ length }) => length))).toBeGreaterThanOrEqual(5);
    expect(new Set(stored.flatMap(({ answers }) => answers.map(([question]) => question)))).toEqual(
      new Set(ITEMS),
    );
    const kept = stored.flatMap(({ answers }) => answers).length;
    expect(kept).toBe(respondents.flatMap((row) => ITEMS.filter((item) => row[item])).length);
  });
});

test.each([
  ['three', 'a.three', false],
  ['one fewer than a group', 'a.fewer', false],
  ['as many as a group', 'a.group', true],
])(
  'a question that %s answered hides no other, and is told only if they are a group',
  (_, question, isShown) => {
    const shown = settled.groupFigures.filter(({ grouping }) => grouping === 'all');
    const questions = new Set(shown.map(({ measure }) => measure.split(':')[0]!));
    expect(questions.has(question)).toBe(isShown);
    expect(questions).toEqual(new Set([...plan.questions, 'a.group']));
  },
);

test('what a group’s figures tell is too little to say who is in it', () => {
  // Twelve nodes down to factors; a share in whole per cent, an interval that follows from it within a few steps.
  // Membership of n among N takes log2 C(N, n) bits.
  const bits = 12 * (Math.log2(101) + 2 * Math.log2(8));
  const membership = (people: number, n: number) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += Math.log2((people - i) / (n - i));
    return sum;
  };
  for (const people of [3000, 5000, 100_000])
    expect(membership(people, FEWEST_IN_GROUP)).toBeGreaterThan(bits);
});
