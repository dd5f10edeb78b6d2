/**
 * Outside truth: the answers that the test itself gave, and counting by hand what a reader of two rounded shares
 * can tell. Nearly all of a group came to one agency, so the share of one gives back what the other leaves out.
 */
import { expect, test } from 'vitest';
import type { Questionnaire } from '#contract/questionnaire.ts';
import type { GroupFigure } from '#contract/tabulation.ts';
import { FEWEST_IN_GROUP } from '#contract/tabulation.ts';
import { roundedTo } from '#sampling/disclosure/rounding.ts';
import { Fold } from '../../../server/responses/fold/fold.ts';
import type { DrawnStratum } from '../../../server/responses/fold/folded-stratum.ts';
import type { Ballot } from '../../../server/responses/sealed-ballot.ts';

const text = (vi: string) => ({ vi, en: vi });
const node = (code: string, level: 'total' | 'criterion', parent: string | null) => ({
  code,
  level,
  parent,
  label: text(''),
  question: level === 'criterion' ? 'q' : null,
});
const questionnaire: Questionnaire = {
  version: 'planted',
  title: text(''),
  satisfiedFrom: 4,
  groups: [
    {
      code: 'items',
      title: text(''),
      stem: text(''),
      part: 'service',
      questions: [
        {
          code: 'q',
          kind: 'choice',
          text: text(''),
          label: text(''),
          options: [1, 2, 3, 4, 5].map((value) => ({ value, label: text('') })),
          nonAnswer: text('–'),
        },
      ],
    },
  ],
  nodes: [node('total', 'total', null), node('c.q', 'criterion', 'total')],
};

const RESPONDENTS = { A: 64, B: 80, C: 90 } as const;
type Agency = keyof typeof RESPONDENTS;
type Sizes = Readonly<Record<Agency, number>>;
const agencies = Object.keys(RESPONDENTS) as Agency[];
const answerOf = (place: number) => [4, 5, 3, 4, 4, 2, 5, 4, 3, 5][place % 10]!;

/** The count of three agencies, whose people came by some door. */
async function countedModes(
  modeOf: (agency: Agency, place: number) => Ballot['mode'],
  sizes: Sizes = RESPONDENTS,
) {
  const drawn = agencies.map(
    (agency): DrawnStratum => ({
      code: `${agency}.F`,
      agency,
      field: 'F',
      population: 10 * sizes[agency],
      released: sizes[agency] + 10,
      respondents: sizes[agency],
      ineligible: 0,
    }),
  );
  const plan = {
    version: 'SIPAS-TABLES/1' as const,
    groupings: ['mode'],
    questions: [],
    fewestInGroup: FEWEST_IN_GROUP,
  };
  const fold = new Fold(questionnaire, plan, drawn, 5);
  for (const agency of agencies)
    for (let place = 0; place < sizes[agency]; place += 1)
      fold.add({
        stratum: `${agency}.F`,
        agencyCode: agency,
        mode: modeOf(agency, place),
        language: 'vi',
        answers: { q: [answerOf(place)] },
        comment: null,
      });
  const { groupFigures } = await fold.settle();
  return groupFigures.filter(({ grouping }) => grouping === 'mode');
}

const interviewedIf =
  (isInterviewed: (agency: Agency, place: number) => boolean) => (agency: Agency, place: number) =>
    isInterviewed(agency, place) ? 'interview' : 'self';

/** What a reader of two shares in whole per cent knows of those in one of them and not in the other. */
function satisfiedOutside(
  people: number,
  inGroup: number,
  satisfied: [all: number, group: number],
) {
  const printed = (count: number, n: number) => roundedTo(count / n, 0.01);
  const possible = new Set<number>();
  for (let all = 0; all <= people; all += 1)
    for (let group = 0; group <= inGroup; group += 1)
      if (
        printed(all, people) === printed(satisfied[0], people) &&
        printed(group, inGroup) === printed(satisfied[1], inGroup)
      )
        possible.add(all - group);
  return possible;
}

test('a group of which all came to one agency is withheld where the agency’s share would tell who is left', async () => {
  const inGroup = 63;
  const satisfied = (n: number) =>
    Array.from({ length: n }, (_, place) => answerOf(place)).filter((value) => value >= 4).length;
  // Shown together, the two shares tell the answer of the one person who was not interviewed.
  expect(satisfiedOutside(64, inGroup, [satisfied(64), satisfied(inGroup)])).toEqual(
    new Set([satisfied(64) - satisfied(inGroup)]),
  );
  expect(
    await countedModes(interviewedIf((agency, place) => agency === 'A' && place < inGroup)),
  ).toEqual([]);
});

test('a group whose people came to all agencies is shown', async () => {
  const figures = await countedModes(interviewedIf((_, place) => place % 2 === 0));
  const shown = (category: string) =>
    figures
      .filter((figure: GroupFigure) => figure.category === category)
      .map(({ measure }) => measure);
  expect([shown('interview'), shown('self')]).toEqual([['total'], ['total']]);
});

test('a group of all but one of two agencies is withheld where the three shares together tell who is left', async () => {
  const sizes = { A: 38, B: 37, C: 90 };
  const left = 37;
  const satisfiedIn = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, place) => answerOf(from + place)).filter(
      (value) => value >= 4,
    ).length;
  const rangeOf = (satisfied: number, people: number) => {
    const printed = roundedTo(satisfied / people, 0.01);
    const counts = Array.from({ length: people + 1 }, (_, count) => count);
    return counts.filter((count) => roundedTo(count / people, 0.01) === printed);
  };
  const [ofA, ofB] = [satisfiedIn(0, sizes.A), satisfiedIn(0, sizes.B)];
  const interviewed = satisfiedIn(0, left) + ofB;
  // Each share alone tells its count, so all three together tell the answer of the one who was not interviewed.
  expect(rangeOf(ofA, sizes.A)).toEqual([ofA]);
  expect(rangeOf(ofB, sizes.B)).toEqual([ofB]);
  expect(rangeOf(interviewed, left + sizes.B)).toEqual([interviewed]);
  const figures = await countedModes((agency, place) => {
    if (agency === 'C') return place % 2 === 0 ? 'self' : 'counter';
    return agency === 'A' && place >= left ? 'self' : 'interview';
  }, sizes);
  const shown = new Set(figures.map(({ category }) => category));
  expect(shown.has('interview')).toBe(false);
  // Those of the third agency came by two doors, and one of them is the door of who is left.
  expect(shown.has('self') && shown.has('counter')).toBe(false);
});
