import { setImmediate } from 'node:timers/promises';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { scoreScale } from '#contract/questionnaire.ts';
import type { GroupFigure, TabulationPlan } from '#contract/tabulation.ts';
import type { AnsweredStratum, ResponseStratum } from '#sampling/disclosure/response-strata.ts';
import { responseStrata } from '#sampling/disclosure/response-strata.ts';
import type { WithheldCells } from '#sampling/disclosure/withheld-nodes.ts';
import { withheldNodes } from '#sampling/disclosure/withheld-nodes.ts';
import type { SampleDesign } from '#sampling/estimation/sample-design.ts';
import { sampleDesign } from '#sampling/estimation/sample-design.ts';
import type { Ballot } from '../sealed-ballot.ts';
import { FieldTotals } from './field-figures.ts';
import { groupFigures } from './group-figures.ts';
import { GroupSums } from './group-sums.ts';
import type { MeasuresOf } from './measures.ts';
import { nodeMeasures, shareMeasures } from './measures.ts';

/** A stratum of the draw as fieldwork left it. */
export interface DrawnStratum extends AnsweredStratum {
  readonly field: string;
  readonly ineligible: number;
}

export interface StoredResponse {
  readonly stratum: string;
  readonly answers: [question: string, values: number[]][];
}

/** The whole province, for answers outside the index. */
const EVERYBODY = 'all';
/** Whoever did not say, or of whom the list does not. */
const UNKNOWN = 'unknown';
const TENTHS = 1000;
const WHOLE = 100;

/**
 * Everything that needs a person's own attributes is computed while ballots are open, and only the tables
 * stay. A response keeps a stratum with at least `threshold` responses and its answers within the index.
 */
export class Fold {
  /** Response strata with the strata of the frame that they are made of. */
  readonly strata: readonly (ResponseStratum & { strata: string[]; fields: string[] })[];
  readonly design: SampleDesign;
  readonly groups: ReadonlyMap<string, GroupSums>;
  private readonly everybody: GroupSums;
  private readonly fields: FieldTotals;
  private readonly stratumOf = new Map<string, number>();
  private readonly fieldOf: ReadonlyMap<string, string>;
  private readonly kept: ReadonlySet<string>;
  private readonly scale: readonly [number, number];
  private readonly nodesOf: MeasuresOf;
  private readonly allNodesOf: MeasuresOf;
  private readonly sharesOf: MeasuresOf;
  /** Persons with a valid answer, by node and stratum of the frame: what is decided on, and kept nowhere. */
  private readonly answered: ReadonlyMap<string, Int32Array>;
  private readonly positionOf: ReadonlyMap<string, number>;
  private readonly drawn: readonly DrawnStratum[];
  private readonly nodes: Questionnaire['nodes'];
  private readonly plan: TabulationPlan;
  private readonly threshold: number;

  constructor(
    questionnaire: Questionnaire,
    plan: TabulationPlan,
    drawn: readonly DrawnStratum[],
    threshold: number,
  ) {
    this.plan = plan;
    this.threshold = threshold;
    this.drawn = drawn;
    this.nodes = questionnaire.nodes;
    this.positionOf = new Map(drawn.map(({ code }, h) => [code, h]));
    this.answered = new Map(
      questionnaire.nodes.map(({ code }) => [code, new Int32Array(drawn.length)]),
    );
    this.strata = responseStrata(drawn, threshold).map((pooled) => ({
      ...pooled,
      strata: pooled.members.map((h) => drawn[h]!.code),
      fields: [...new Set(pooled.members.map((h) => drawn[h]!.field))],
    }));
    this.strata.forEach(({ strata }, h) => {
      for (const code of strata) this.stratumOf.set(code, h);
    });
    this.fieldOf = new Map(drawn.map(({ code, field }) => [code, field]));
    this.design = designOf(this.strata, drawn);
    this.scale = scoreScale(questionnaire);
    this.kept = new Set(questionnaire.nodes.flatMap(({ question }) => question ?? []));
    this.nodesOf = nodeMeasures(questionnaire, false);
    this.sharesOf = shareMeasures(questionnaire, plan);
    this.everybody = new GroupSums(this.strata.length);
    this.groups = new Map(plan.groupings.map((code) => [code, new GroupSums(this.strata.length)]));
    const fields = [...new Set(this.fieldOf.values())].sort();
    this.fields = new FieldTotals(questionnaire, fields, this.design, this.scale);
    this.allNodesOf = nodeMeasures(questionnaire, true);
  }

  add(ballot: Ballot): void {
    const stratum = this.stratumOf.get(ballot.stratum)!;
    const nodes = this.nodesOf(ballot.answers);
    for (const [grouping, sums] of this.groups)
      sums.add(categoryOf(grouping, ballot), stratum, nodes);
    this.everybody.add(EVERYBODY, stratum, this.sharesOf(ballot.answers));
    const measured = this.allNodesOf(ballot.answers);
    this.fields.add(this.fieldOf.get(ballot.stratum)!, stratum, ballot.answers, measured);
    const position = this.positionOf.get(ballot.stratum)!;
    for (const { measure } of measured) this.answered.get(measure)![position]! += 1;
  }

  /** What a counted response keeps. */
  stored(ballot: Ballot): StoredResponse {
    const answers = Object.entries(ballot.answers).filter(([question]) => this.kept.has(question));
    return { stratum: this.strata[this.stratumOf.get(ballot.stratum)!]!.code, answers };
  }

  groupFigures(): GroupFigure[] {
    const { design, scale } = this;
    const ofGroups = [...this.groups].flatMap(([grouping, sums]) =>
      groupFigures(design, sums, {
        grouping,
        fewest: this.plan.fewestInGroup,
        steps: WHOLE,
        scale,
      }),
    );
    const everybody = { grouping: EVERYBODY, fewest: this.threshold, steps: TENTHS, scale };
    return [...ofGroups, ...groupFigures(design, this.everybody, everybody)];
  }

  fieldFigures = () => this.fields.figures(this.threshold);

  withheld(): Promise<WithheldCells> {
    const alone = new Set(this.strata.map(({ code }) => code));
    return withheldNodes({
      strata: this.drawn.map(({ agency, field, released, respondents }) => ({
        agency: agency,
        field,
        invited: released,
        respondents,
      })),
      nodes: this.nodes.map(({ code, parent, level }) => ({
        code,
        parent,
        isFinest: level === 'criterion',
      })),
      personsIn: (node) => (h) => this.answered.get(node)![h]!,
      threshold: this.threshold,
      neverTold: this.drawn.flatMap(({ code }, h) => (alone.has(code) ? [] : [h])),
      pause: () => setImmediate(),
    });
  }
}

function designOf(strata: readonly ResponseStratum[], drawn: readonly DrawnStratum[]) {
  const agencyOf = new Map(strata.map(({ code, agency }) => [code, agency ?? '']));
  const counts = strata.map(({ code, members, respondents }) => {
    const sum = (count: 'population' | 'released' | 'ineligible') =>
      members.reduce((running, h) => running + drawn[h]![count], 0);
    return {
      code,
      respondents,
      population: sum('population'),
      released: sum('released'),
      ineligible: sum('ineligible'),
    };
  });
  return sampleDesign(counts, (code) => agencyOf.get(code) ?? '');
}

function categoryOf(grouping: string, { answers, mode, language, traits }: Ballot): string {
  if (grouping === 'mode') return mode;
  if (grouping === 'language') return language;
  const trait = traits?.[grouping as keyof typeof traits];
  if (trait !== undefined) return trait ?? UNKNOWN;
  return answers[grouping]?.[0]?.toString() ?? UNKNOWN;
}
