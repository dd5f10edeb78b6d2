import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IndexNode } from '#contract/questionnaire.ts';
import { parsePlan } from '#sampling/draw/plan.ts';
import type { CountedStratum } from '../server/db/counted-strata.ts';
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
export type Person = readonly number[];

export interface AnsweringProvince {
  readonly nodes: IndexNode[];
  readonly strata: readonly CountedStratum[];
  readonly criteria: readonly string[];
  /** By stratum of the frame: what nobody but this test knows after a count. */
  readonly people: readonly (readonly Person[])[];
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

/** Who answered what in a province: people by stratum of the reference plan, from a seed. */
export function answeringProvince(options: CountedOptions, seed = 4711): AnsweringProvince {
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
  return { nodes, strata, criteria, people };
}

function answerOf(random: () => number, satisfied: number): number {
  if (random() < 0.05) return 0;
  return random() < satisfied
    ? 4 + Number(random() < 0.4)
    : 1 + Math.floor(3 * Math.sqrt(random()));
}

/** Answers of each value in a stratum of the frame, or in several joined by +. */
export function truthOf({ strata, criteria, people }: AnsweringProvince) {
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
