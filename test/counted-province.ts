import type { IndexNode, Questionnaire } from '#contract/questionnaire.ts';
import { shownEligible } from '#sampling/disclosure/fieldwork-counts.ts';
import { responseStrata } from '#sampling/disclosure/response-strata.ts';
import type { CountedStratum } from '../server/db/counted-strata.ts';
import type { Settled } from '../server/responses/fold/fold.ts';
import { Fold } from '../server/responses/fold/fold.ts';
import type { Ballot } from '../server/responses/sealed-ballot.ts';
import type { Fieldwork } from '../server/results/read-fieldwork.ts';
import { withheldFrom } from '../server/results/withheld.ts';
import type { AnsweringProvince, CountedOptions, Person } from './answering-province.ts';
import { answeringProvince } from './answering-province.ts';

export interface CountedProvince extends AnsweringProvince {
  readonly fieldwork: Fieldwork;
  /** What the count tells of groups, and what its attack on them took. */
  readonly groups: Pick<Settled, 'groupFigures' | 'overlaps'>;
}

/** A province counted and folded as the server does it, from the reference plan and a seed. */
export async function countedProvince(
  options: CountedOptions,
  seed = 4711,
): Promise<CountedProvince> {
  const answering = answeringProvince(options, seed);
  return { ...answering, ...(await countedFieldwork(options, answering)) };
}

async function countedFieldwork(
  { part, groupsOf }: CountedOptions,
  { nodes, criteria, strata, people }: AnsweringProvince,
): Promise<Pick<CountedProvince, 'fieldwork' | 'groups'>> {
  const pools = responseStrata(
    strata.map((stratum) => ({ ...stratum, agency: stratum.agencyCode })),
    THRESHOLD,
  );
  const counted: Counted = { nodes, criteria, strata, people, pools };
  const questionnaire = questionnaireOf(nodes, criteria);
  const fold = folded(questionnaire, counted, groupsOf);
  const { fieldFigures, groupFigures, overlaps, ...cells } = await fold.settle();
  const byNode = Map.groupBy(fieldFigures, ({ figure }) => figure.node);
  const fieldwork: Fieldwork = {
    campaign: {
      id: '00000000-0000-4000-8000-000000000000',
      name: 'Đợt thử',
      year: 2026,
      collectFrom: '2026-11-10',
      collectTo: '2026-12-15',
      disclosureThreshold: THRESHOLD,
      questionnaire,
      questionnaireVersion: 'test',
      questionnairePart: part,
      slipPrinting: 'home_affairs',
    },
    provinceName: 'Tỉnh thử',
    termsChanges: [],
    strata,
    responseStrata: pooledRows(counted),
    withheld: withheldFrom(cells),
    sums: nodeSums(counted),
    values: valueCounts(counted),
    counts: countsOf(strata),
    fields: new Map(
      [...byNode].map(([node, figures]) => [
        node,
        new Map(
          figures.map(({ fieldCode, figure }) => [
            fieldCode,
            { ...figure, standardError: null, degreesOfFreedom: null },
          ]),
        ),
      ]),
    ),
  };
  return { fieldwork, groups: { groupFigures, overlaps } };
}

/** What is published of who was asked; the list of dossiers is nothing to an attacker. */
function countsOf(strata: readonly CountedStratum[]): Fieldwork['counts'] {
  const sum = (count: 'released' | 'respondents' | 'ineligible') =>
    strata.reduce((running, stratum) => running + stratum[count], 0);
  const [invited, received] = [sum('released'), sum('respondents')];
  return {
    invited,
    received,
    eligible: shownEligible(invited, sum('ineligible'), THRESHOLD),
    declined: 0,
    undelivered: 0,
    modes: [{ mode: 'self', responses: received }],
  } as unknown as Fieldwork['counts'];
}

function folded(
  questionnaire: Questionnaire,
  { criteria, strata, people }: Counted,
  groupsOf: NonNullable<CountedOptions['groupsOf']> = () => ({}),
): Fold {
  const plan = {
    version: 'SIPAS-TABLES/1' as const,
    groupings: Object.keys(groupsOf('', 0)),
    questions: [],
    fewestInGroup: 30,
  };
  const drawn = strata.map(({ agencyCode: agency, fieldCode: field, ...counts }) => ({
    ...counts,
    agency,
    field,
  }));
  const fold = new Fold(questionnaire, plan, drawn, THRESHOLD);
  let respondents = 0;
  strata.forEach(({ code: stratum, agencyCode }, h) => {
    for (const person of people[h]!) {
      const { mode = 'self', ...traits } = groupsOf(agencyCode, respondents++);
      const answers = Object.fromEntries(
        criteria.flatMap((code, c) => (person[c]! > 0 ? [[code, [person[c]!]]] : [])),
      );
      const known = { ...traits } as unknown as NonNullable<Ballot['traits']>;
      const ballot = { stratum, agencyCode, language: 'vi', comment: null, traits: known };
      fold.add({ ...ballot, mode: mode as Ballot['mode'], answers });
    }
  });
  return fold;
}

const THRESHOLD = 5;

interface Counted extends AnsweringProvince {
  readonly pools: ReturnType<typeof responseStrata>;
}

/** A person's valid answers below a node. */
function validAnswers({ nodes, criteria }: Counted) {
  const under = (code: string): number[] =>
    nodes.some(({ parent }) => parent === code)
      ? nodes.flatMap((node) => (node.parent === code ? under(node.code) : []))
      : [criteria.indexOf(code)];
  const positions = new Map(nodes.map(({ code }) => [code, under(code)]));
  return (person: Person, code: string) =>
    positions.get(code)!.flatMap((c) => (person[c]! > 0 ? [person[c]!] : []));
}

const pooledRows = ({ pools, strata }: Counted): Fieldwork['responseStrata'] =>
  pools.map(({ code, agency, members }) => {
    const sum = (count: 'population' | 'released' | 'respondents' | 'ineligible') =>
      members.reduce((running, h) => running + strata[h]![count], 0);
    return {
      code,
      agencyCode: agency,
      agencies: [...new Set(members.map((h) => strata[h]!.agencyCode))],
      fieldCode: members.length === 1 ? strata[members[0]!]!.fieldCode : null,
      population: sum('population'),
      released: sum('released'),
      respondents: sum('respondents'),
      ineligible: sum('ineligible'),
    };
  });

function nodeSums(counted: Counted): Fieldwork['sums'] {
  const { nodes, people, pools } = counted;
  const valid = validAnswers(counted);
  const coarse = nodes.filter(({ level }) => level !== 'criterion');
  return pools.flatMap(({ code: stratum, members }) =>
    coarse.map(({ code: node }) => {
      const respondents = members
        .flatMap((h) => people[h]!)
        .map((person) => valid(person, node))
        .filter((values) => values.length > 0)
        .map((values) => ({
          x: values.length,
          y: values.filter((value) => value >= 4).length,
          s: values.reduce((sum, value) => sum + value, 0),
        }));
      const sum = (term: (respondent: { x: number; y: number; s: number }) => number) =>
        respondents.reduce((running, respondent) => running + term(respondent), 0);
      return {
        stratum,
        node,
        answered: respondents.length,
        x: sum(({ x }) => x),
        y: sum(({ y }) => y),
        s: sum(({ s }) => s),
        xx: sum(({ x }) => x * x),
        xy: sum(({ x, y }) => x * y),
        yy: sum(({ y }) => y * y),
        xs: sum(({ x, s }) => x * s),
        ss: sum(({ s }) => s * s),
      };
    }),
  );
}

const valueCounts = ({ criteria, people, pools }: Counted): Fieldwork['values'] =>
  pools.flatMap(({ code: stratum, members }) =>
    criteria.flatMap((question, c) =>
      [1, 2, 3, 4, 5].flatMap((value) => {
        const answers = members
          .flatMap((h) => people[h]!)
          .filter((person) => person[c] === value).length;
        return answers > 0 ? [{ stratum, question, value, answers }] : [];
      }),
    ),
  );

const questionnaireOf = (nodes: IndexNode[], criteria: readonly string[]) =>
  ({
    version: 'test',
    satisfiedFrom: 4,
    nodes,
    groups: [
      {
        code: 'all',
        questions: criteria.map((code) => ({
          code,
          kind: 'choice',
          text: { vi: code, en: code },
          options: [1, 2, 3, 4, 5].map((value) => ({ value, label: { vi: `${value}`, en: '' } })),
        })),
      },
    ],
  }) as unknown as Questionnaire;
