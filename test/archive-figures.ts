import Papa from 'papaparse';
import { leavingFigure } from '#sampling/disclosure/leaving/leaving-figure.ts';
import { meanStepOf, precisionAt } from '#sampling/disclosure/leaving/precision.ts';
import type { UnitDesign } from '#sampling/estimation/linearization.ts';
import { linearizeRatio } from '#sampling/estimation/linearization.ts';
import type { NodeFigure } from '#sampling/satisfaction-index/node-figure.ts';
import { figureOf } from '#sampling/satisfaction-index/node-figures.ts';
import { sampleDesign } from '#sampling/weighting/sample-design.ts';

type Row = Readonly<Record<string, string>>;
export type ReadText = (path: string) => string;

export const csvRows = (text: string): Row[] =>
  Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data;

export interface Comparison {
  readonly compared: number;
  readonly different: readonly string[];
}

/**
 * Published figures that responses bear, computed person by person from the files of an archive and from nothing else:
 * province, agencies and fields of agencies, in every node.
 */
export function figuresAgain(read: ReadText): Comparison {
  const rows = (name: string) => csvRows(read(`data/${name}.csv`));
  const [design, nodes, responses] = [rows('design'), rows('nodes'), rows('responses')];
  const settings = new Map(rows('counts').map(({ measure, value }) => [measure, Number(value)]));
  const units = unitsOf(design, responses);
  const different: string[] = [];
  let compared = 0;
  const figures = rows('figures').filter(
    ({ level, verdict }) => level !== 'field' && verdict !== 'suppress-confidentiality',
  );
  const domains = new Map<string, number[]>();
  for (const figure of figures) {
    const where = [figure.level, figure.agency_code, figure.field_code].join(' ');
    const members = domains.get(where) ?? membersOf(design, responses, figure);
    domains.set(where, members);
    const variable = answersOf(
      figure.node_code!,
      nodes,
      responses,
      settings.get('satisfied_from')!,
    );
    const exact = exactFigure(units, figure.node_code!, variable, members);
    compared += 1;
    const [published, again] = [printedOf(figure), printedAgain(exact, figure)];
    if (!published.every((cell, place) => again.some((cells) => cells[place] === cell)))
      different.push(
        `${where} ${figure.node_code}: ${published.join(' ')} / ${again[0]!.join(' ')}`,
      );
  }
  return { compared, different };
}

/** Weights and variance strata from the counts of the design; the archive's own must be the same. */
function unitsOf(design: readonly Row[], responses: readonly Row[]): UnitDesign {
  const agencyOf = new Map(design.map(({ stratum, agency_code }) => [stratum, agency_code!]));
  const made = sampleDesign(
    design.map((row) => ({
      code: row.stratum!,
      population: Number(row.population),
      released: Number(row.invited),
      respondents: Number(row.respondents),
      ineligible: Number(row.ineligible),
    })),
    (code) => agencyOf.get(code) ?? '',
  );
  const position = new Map(design.map(({ stratum }, h) => [stratum, h]));
  const places = responses.map(({ stratum }) => position.get(stratum)!);
  const wrong = responses.filter(({ weight, variance_stratum }, unit) => {
    const h = places[unit]!;
    const isSame = variance_stratum === made.groups[made.groupOf[h]!]!.code;
    return !isSame || Math.abs(Number(weight) / made.weights[h]! - 1) > 1e-12;
  });
  if (wrong.length > 0) throw new Error(`${wrong.length} responses have another weight or stratum`);
  return {
    groups: made.groups,
    factors: made.factors,
    groupOf: Int32Array.from(places, (h) => made.groupOf[h]!),
    weights: Float64Array.from(places, (h) => made.weights[h]!),
  };
}

function membersOf(design: readonly Row[], responses: readonly Row[], figure: Row): number[] {
  const strata = new Set(
    design
      .filter(({ agency_code, field_code, in_province }) => {
        if (figure.level === 'province') return in_province === '1';
        if (figure.level === 'agency') return agency_code === figure.agency_code;
        return agency_code === figure.agency_code && field_code === figure.field_code;
      })
      .map(({ stratum }) => stratum),
  );
  return responses.flatMap(({ stratum }, unit) => (strata.has(stratum) ? [unit] : []));
}

interface Answers {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly s: Float64Array;
  readonly values: readonly (readonly number[])[];
}

const made = new WeakMap<readonly Row[], Map<string, Answers>>();

function answersOf(
  node: string,
  nodes: readonly Row[],
  responses: readonly Row[],
  from: number,
): Answers {
  const known = made.get(responses) ?? new Map<string, Answers>();
  made.set(responses, known);
  const answers = known.get(node) ?? answersBelow(columnsBelow(node, nodes), responses, from);
  known.set(node, answers);
  return answers;
}

function columnsBelow(node: string, nodes: readonly Row[]): string[] {
  const question = nodes.find(({ node_code }) => node_code === node)?.question;
  if (question) return [`q${question.replaceAll('.', '_')}`];
  return nodes.flatMap(({ node_code, parent_code }) =>
    parent_code === node ? columnsBelow(node_code!, nodes) : [],
  );
}

function answersBelow(
  columns: readonly string[],
  responses: readonly Row[],
  from: number,
): Answers {
  const values = responses.map((row) =>
    columns.flatMap((column) => (row[column] ? [Number(row[column])] : [])),
  );
  const sum = (worth: (value: number) => number) =>
    Float64Array.from(values, (given) => given.reduce((total, value) => total + worth(value), 0));
  const [x, y] = [sum(() => 1), sum((value) => Number(value >= from))];
  return { x, y, s: sum((value) => value), values };
}

function exactFigure(
  units: UnitDesign,
  node: string,
  { x, y, s, values }: Answers,
  members: readonly number[],
): NodeFigure {
  const shares = [0, 0, 0, 0, 0];
  for (const unit of members)
    for (const value of values[unit]!) shares[value - 1]! += units.weights[unit]!;
  const whole = shares.reduce((total, share) => total + share, 0);
  const answers = members.reduce((total, unit) => total + x[unit]!, 0);
  const ratios = {
    index: () => linearizeRatio(units, { x, y }, members),
    score: () => linearizeRatio(units, { x, y: s }, members),
  };
  const distribution = { shares: shares.map((share) => share / (whole || 1)), answers };
  return figureOf(node, ratios, 0, [1, 5], distribution);
}

const SHARES = ['share_1', 'share_2', 'share_3', 'share_4', 'share_5'];
const NUMBERS = [
  ...['index', 'low', 'high', 'mean', 'mean_low', 'mean_high', 'respondents', 'valid_answers'],
  ...SHARES,
];
const printedOf = (row: Row): string[] => [
  row.verdict!,
  row.band!,
  ...NUMBERS.map((name) => row[name]!),
];

/** As it would be printed, also where a value is on the edge of two steps but for the last bit. */
function printedAgain(exact: NodeFigure, row: Row): string[][] {
  return [0, 1e-9, -1e-9].map((shift) => {
    const step = Number(row.step) || 0.01;
    const rung = [0, 1, 2, 3].find((place) => precisionAt(place).share === step) ?? 2;
    if (meanStepOf(step) !== precisionAt(rung).mean) throw new Error('two steps of means');
    const near = (value: number | null) => (value === null ? null : value + shift);
    const moved = {
      ...exact,
      // All or none is a band of its own.
      index: exact.index === 0 || exact.index === 1 ? exact.index : near(exact.index),
      low: near(exact.low),
      high: near(exact.high),
      mean: near(exact.mean),
      meanLow: near(exact.meanLow),
      meanHigh: near(exact.meanHigh),
      distribution: exact.distribution?.map((share) => share + shift) ?? null,
    };
    const level = row.level as 'province' | 'agency' | 'agency_field';
    const isBanded = row.band !== '';
    const figure = leavingFigure(moved, level, rung, { coarser: 0, isBanded, isHidden: false });
    const numbers = [
      ...[figure.index, figure.low, figure.high, figure.mean, figure.meanLow, figure.meanHigh],
      ...[figure.respondents, figure.validAnswers],
      ...(figure.distribution ?? SHARES.map(() => null)),
    ];
    return [figure.verdict, figure.band ?? '', ...numbers.map((value) => String(value ?? ''))];
  });
}
