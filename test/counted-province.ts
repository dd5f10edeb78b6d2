import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IndexNode, Questionnaire } from '#contract/questionnaire.ts';
import type { Publication } from '#sampling/disclosure/attack/published-file.ts';
import { shownEligible } from '#sampling/disclosure/fieldwork-counts.ts';
import { responseStrata } from '#sampling/disclosure/response-strata.ts';
import { parsePlan } from '#sampling/draw/plan.ts';
import { sampleDesign } from '#sampling/weighting/sample-design.ts';
import type { CountedStratum } from '../server/db/counted-strata.ts';
import type { Settled } from '../server/responses/fold/fold.ts';
import { Fold } from '../server/responses/fold/fold.ts';
import type { Ballot } from '../server/responses/sealed-ballot.ts';
import type { Fieldwork } from '../server/results/read-fieldwork.ts';
import { withheldFrom } from '../server/results/withheld.ts';
import { seeded } from './scenario-answered.ts';

export interface CountedOptions {
  readonly part: 'whole' | 'service';
  /** Criteria of each factor of the services: fewer than SIPAS asks, where their number shows nothing. */
  readonly factors?: readonly number[];
  /** Reserves are released too. */
  readonly reserves: boolean;
  /** Share of the invited who turn out not to belong to the population. */
  readonly ineligible: number;
  /** Only the first so many agencies. */
  readonly agencies?: number;
  /** Share of the eligible who answer. */
  readonly response?: number;
  /** What else is known of each person: the category of each grouping. */
  readonly groupsOf?: (agency: string, person: number) => Readonly<Record<string, string>>;
}

/** Answers 1–5 of a person by criterion; 0 where there is none. */
type Person = readonly number[];

export interface CountedProvince {
  readonly fieldwork: Fieldwork;
  readonly strata: readonly CountedStratum[];
  readonly criteria: readonly string[];
  /** By stratum of the frame: what nobody but this test knows after a count. */
  readonly people: readonly (readonly Person[])[];
  /** What the count tells of groups, and what its attack on them took. */
  readonly groups: Pick<Settled, 'groupFigures' | 'overlaps'>;
}

const SERVICE = [3, 4, 3, 3, 3];
const POLICY = [4, 5, 5, 5, 4];

function nodesOf({ part, factors: asked = SERVICE }: CountedOptions): IndexNode[] {
  const node = (code: string, level: IndexNode['level'], parent: string | null): IndexNode => ({
    code,
    level,
    parent,
    label: { vi: code, en: code },
    question: level === 'criterion' ? code : null,
  });
  const parts = part === 'whole' ? { policy: POLICY, service: asked } : { service: asked };
  return [
    node('total', 'total', null),
    ...Object.entries(parts).flatMap(([name, factors]) => [
      node(name, 'part', 'total'),
      ...factors.flatMap((criteria, f) => [
        node(`${name}-${f}`, 'factor', name),
        ...Array.from({ length: criteria }, (_, k) =>
          node(`${name}-${f}-${k}`, 'criterion', `${name}-${f}`),
        ),
      ]),
    ]),
  ];
}

/** A province counted and folded as the server does it, from the reference plan and a seed. */
export async function countedProvince(
  options: CountedOptions,
  seed = 4711,
): Promise<CountedProvince> {
  const random = seeded(seed);
  const nodes = nodesOf(options);
  const criteria = nodes.flatMap(({ code, level }) => (level === 'criterion' ? code : []));
  const path = join(import.meta.dirname, 'golden/reference/draw/plan.tsv');
  const rows = parsePlan(readFileSync(path, 'utf8'));
  const agencies = [...new Set(rows.map(({ stratum }) => stratum.split('.')[0]!))];
  const kept = new Set(agencies.slice(0, options.agencies ?? agencies.length));
  const leaning = new Map(agencies.map((agency) => [agency, 0.6 + 0.38 * random()]));
  const people: Person[][] = [];
  const strata = rows
    .filter(({ stratum }) => kept.has(stratum.split('.')[0]!))
    .map(({ stratum, population, sample, reserves }): CountedStratum => {
      const [agency = '', field = ''] = stratum.split('.');
      // Three times the plan: enough for agencies to be published by themselves.
      const released = Math.min(population, 3 * sample + (options.reserves ? reserves : 0));
      const outside = Array.from({ length: released }, () => random() < options.ineligible);
      const answering = outside.filter(
        (isOutside) => !isOutside && random() < (options.response ?? 0.65),
      ).length;
      people.push(
        Array.from({ length: answering }, () => {
          const person = leaning.get(agency)! + 0.3 * (random() - 0.5);
          return criteria.map(() => answerOf(random, person));
        }),
      );
      return {
        code: stratum,
        agencyCode: agency,
        agencyName: agency,
        kind: 'commune',
        fieldCode: field,
        fieldName: field,
        population,
        released,
        respondents: answering,
        ineligible: outside.filter(Boolean).length,
      };
    });
  const counted = await countedFieldwork(options, nodes, criteria, strata, people);
  return { ...counted, strata, criteria, people };
}

function answerOf(random: () => number, satisfied: number): number {
  if (random() < 0.05) return 0;
  return random() < satisfied
    ? 4 + Number(random() < 0.4)
    : 1 + Math.floor(3 * Math.sqrt(random()));
}

async function countedFieldwork(
  { part, groupsOf }: CountedOptions,
  nodes: IndexNode[],
  criteria: readonly string[],
  strata: readonly CountedStratum[],
  people: readonly (readonly Person[])[],
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

interface Counted {
  readonly nodes: readonly IndexNode[];
  readonly criteria: readonly string[];
  readonly strata: readonly CountedStratum[];
  readonly people: readonly (readonly Person[])[];
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

/**
 * The same answers as files used to publish them: strata unpooled, zeros shown, the few withheld, shares
 * with so many decimals.
 */
export function publishedInFull(
  { strata, criteria, people, fieldwork }: CountedProvince,
  decimals: number,
  shown: readonly ('agency' | 'field')[] = ['agency'],
): Publication {
  const design = sampleDesign(strata, (code) => code.split('.')[0]!);
  const rounded = (share: number) => (decimals > 12 ? share : Number(share.toFixed(decimals)));
  const domain = (level: string, members: number[], fieldCode: string | null) => {
    const sum = (count: 'population' | 'released' | 'respondents') =>
      members.reduce((running, h) => running + strata[h]![count], 0);
    const received = sum('respondents');
    const isFew = level === 'agency_field' && received > 0 && received < 5;
    const isShown = shown.some((publishedLevel) => publishedLevel === level) && received >= 30;
    const figures = isShown ? criteria.map(figureOf(members)) : [];
    return {
      level,
      agencyCode: level === 'field' ? null : strata[members[0]!]!.agencyCode,
      fieldCode,
      population: sum('population'),
      invited: sum('released'),
      received: isFew ? null : received,
      figures,
    };
  };
  const figureOf = (members: number[]) => (node: string, index: number) => {
    const weighted = [0, 0, 0, 0, 0];
    let validAnswers = 0;
    for (const h of members)
      for (const person of people[h]!) {
        const value = person[index]!;
        if (value === 0) continue;
        validAnswers += 1;
        weighted[value - 1]! += design.weights[h]!;
      }
    const whole = weighted.reduce((sum, weight) => sum + weight, 0);
    return { node, validAnswers, distribution: weighted.map((weight) => rounded(weight / whole)) };
  };
  const agencies = Map.groupBy(strata.keys(), (h) => strata[h]!.agencyCode);
  return {
    method: { disclosureThreshold: 5, satisfiedFrom: 4 },
    nodes: fieldwork.campaign.questionnaire.nodes,
    domains: [
      ...[...agencies.values()].flatMap((members) => [
        domain('agency', members, null),
        ...members.map((h) => domain('agency_field', [h], strata[h]!.fieldCode)),
      ]),
      ...(shown.includes('field')
        ? [...Map.groupBy(strata.keys(), (h) => strata[h]!.fieldCode)].map(([field, members]) =>
            domain('field', members, field),
          )
        : []),
    ],
  };
}

/** Answers of each value in a stratum of the frame, or in several joined by +. */
export function truthOf({ strata, criteria, people }: CountedProvince) {
  const position = new Map(strata.map(({ code }, h) => [code, h]));
  return (stratum: string, criterion: string | null) => {
    const members = stratum.split('+').map((code) => position.get(code)!);
    const all = members.flatMap((h) => people[h]!);
    const index = criteria.indexOf(criterion ?? '');
    const values = [1, 2, 3, 4, 5].map(
      (value) => all.filter((answers) => answers[index] === value).length,
    );
    return { respondents: all.length, values };
  };
}
