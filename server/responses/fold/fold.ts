import { setImmediate } from 'node:timers/promises';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { scoreScale } from '#contract/questionnaire.ts';
import type { GroupFigure, TabulationPlan } from '#contract/tabulation.ts';
import { cellKey } from '#sampling/disclosure/agency-by-field.ts';
import { auditAnswers } from '#sampling/disclosure/leaving/answers-audit.ts';
import type { AuditedProvince } from '#sampling/disclosure/leaving/audited-province.ts';
import type { Treatment, Treatments } from '#sampling/disclosure/leaving/leaving-figure.ts';
import { figureKey } from '#sampling/disclosure/leaving/leaving-figure.ts';
import type { OverlapAudit } from '#sampling/disclosure/leaving/overlap-audit.ts';
import { responseStrata } from '#sampling/disclosure/response-strata.ts';
import type { WithheldCells } from '#sampling/disclosure/withheld-nodes.ts';
import { withheldNodes } from '#sampling/disclosure/withheld-nodes.ts';
import type { SampleDesign } from '#sampling/weighting/sample-design.ts';
import { sampleDesign } from '#sampling/weighting/sample-design.ts';
import type { Ballot } from '../sealed-ballot.ts';
import { auditedFigures } from './audited-figures.ts';
import type { FieldFigure } from './field-figures.ts';
import { FieldTotals, storedFigure } from './field-figures.ts';
import type { DrawnStratum, FoldedStratum } from './folded-stratum.ts';
import { estimatedGroups, storedAnswers, storedGroup } from './group-figures.ts';
import type { CountedRespondent } from './group-overlaps.ts';
import { settleOverlaps } from './group-overlaps.ts';
import { GroupSelection } from './group-selection.ts';
import { GroupSums } from './group-sums.ts';
import type { MeasuresOf } from './measures.ts';
import { nodeMeasures, shareMeasures } from './measures.ts';

/** What the count decides to withhold, while it knows who answered what. */
export interface Settled extends WithheldCells {
  /** By `figureKey`: how much weaker than the rule a figure leaves. */
  readonly treatments: Readonly<Record<string, Treatment>>;
  /** Strata and criteria whose answers follow all the same: publishing refuses them by name. */
  readonly fallen: readonly string[];
  readonly fieldFigures: readonly FieldFigure[];
  readonly groupFigures: readonly GroupFigure[];
  /** Parts of groups that would follow from all figures together, and what it took. */
  readonly overlaps: OverlapAudit;
}

export interface StoredResponse {
  readonly stratum: string;
  readonly answers: [question: string, values: number[]][];
}

/** The whole province, for answers outside the index. */
const EVERYBODY = 'all';
/** People who did not say, or of whom the list does not. */
const UNKNOWN = 'unknown';

/**
 * Everything that needs a person's own attributes is computed while ballots are open, and only the tables
 * stay. A response keeps a stratum with at least `threshold` responses and its answers within the index.
 */
export class Fold {
  readonly strata: readonly FoldedStratum[];
  readonly design: SampleDesign;
  readonly groups: ReadonlyMap<string, GroupSums>;
  private readonly everybody: GroupSums;
  private readonly respondents: CountedRespondent[] = [];
  /** Codes of the criteria, and their questions. */
  private readonly criteria: readonly string[];
  private readonly questions: readonly string[];
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
  private readonly satisfiedFrom: number;

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
    this.satisfiedFrom = questionnaire.satisfiedFrom;
    this.positionOf = new Map(drawn.map(({ code }, h) => [code, h]));
    this.answered = new Map(
      questionnaire.nodes.map(({ code }) => [code, new Int32Array(drawn.length)]),
    );
    this.strata = responseStrata(drawn, threshold).map((pooled) => ({
      ...pooled,
      members: pooled.members.map((h) => drawn[h]!),
      fields: [...new Set(pooled.members.map((h) => drawn[h]!.field))],
    }));
    this.strata.forEach(({ members }, h) => {
      for (const { code } of members) this.stratumOf.set(code, h);
    });
    this.fieldOf = new Map(drawn.map(({ code, field }) => [code, field]));
    this.design = designOf(this.strata);
    this.scale = scoreScale(questionnaire);
    const asked = questionnaire.nodes.filter(({ question }) => question !== null);
    this.criteria = asked.map(({ code }) => code);
    this.questions = asked.map(({ question }) => question!);
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
    const categories = this.plan.groupings.map((grouping) => categoryOf(grouping, ballot));
    this.plan.groupings.forEach((grouping, g) => {
      this.groups.get(grouping)!.add(categories[g]!, stratum, nodes);
    });
    this.remember(ballot, stratum, categories);
    this.everybody.add(EVERYBODY, stratum, this.sharesOf(ballot.answers));
    const measured = this.allNodesOf(ballot.answers);
    this.fields.add(this.fieldOf.get(ballot.stratum)!, stratum, ballot.answers, measured);
    const position = this.positionOf.get(ballot.stratum)!;
    for (const { measure } of measured) this.answered.get(measure)![position]! += 1;
  }

  /** Until the count ends: who is in which groups is in no table. */
  private remember(ballot: Ballot, place: number, categories: string[]): void {
    const field = this.fields.fields.indexOf(this.fieldOf.get(ballot.stratum)!);
    const cell = field * this.strata.length + place;
    this.respondents.push({ cell, categories, values: this.valuesOf(ballot) });
  }

  /** Of the criteria, from nought on; below nought where not answered. */
  valuesOf({ answers }: Ballot): Int8Array {
    const [least] = this.scale;
    return Int8Array.from(this.questions, (question) => {
      const value = answers[question]?.[0];
      return value === undefined ? -1 : value - least;
    });
  }

  /** What a counted response keeps. */
  stored(ballot: Ballot): StoredResponse {
    const answers = Object.entries(ballot.answers).filter(([question]) => this.kept.has(question));
    return { stratum: this.strata[this.stratumOf.get(ballot.stratum)!]!.code, answers };
  }

  fieldFigures = () => this.fields.figures(this.threshold);

  /** Attacks all figures together, those of fields among them, and weakens them until nothing follows. */
  async settle(): Promise<Settled> {
    const { strata, fields: totals, nodes, threshold, satisfiedFrom } = this;
    const withheld = await this.withheld();
    const exact = this.fieldFigures();
    const province = auditedFigures({
      nodes,
      strata,
      totals,
      fieldFigures: exact,
      withheld,
      satisfiedFrom,
      respondents: this.respondents,
      criteria: this.criteria,
      threshold,
    });
    const { treatments, fallen } = await auditAnswers(province, new Map(), () => setImmediate());
    const groups = await this.settleGroups(province, treatments);
    const roundings = new Map(province.domains.map(({ key, rounding }) => [key, rounding]));
    const nameOf = (cell: number) =>
      `${strata[cell % strata.length]!.code} · ${totals.fields[Math.floor(cell / strata.length)]}`;
    return {
      ...withheld,
      treatments: Object.fromEntries(treatments),
      fallen: fallen.map(({ stratum, criterion }) => `${nameOf(stratum)} · ${criterion}`),
      fieldFigures: exact.map((figure) => {
        const key = cellKey({ field: figure.fieldCode });
        const treatment = treatments.get(figureKey(key, figure.exact.node));
        return storedFigure(figure, treatment, roundings.get(key));
      }),
      ...groups,
    };
  }

  /** Groups that are large enough and of which no part follows from their figures beside all others. */
  private async settleGroups(province: AuditedProvince, treatments: Treatments) {
    const { design, plan, respondents, criteria } = this;
    const { fewestInGroup } = plan;
    const figures = [...this.groups].flatMap(([grouping, sums]) =>
      estimatedGroups(design, grouping, sums),
    );
    const selection = new GroupSelection(this.groups, fewestInGroup);
    const overlaps = await settleOverlaps({
      province,
      treatments,
      respondents,
      groupings: plan.groupings,
      criteria,
      figures,
      selection,
      pause: () => setImmediate(),
    });
    const everybody = estimatedGroups(design, EVERYBODY, this.everybody);
    const shown = figures.filter(selection.isShown).map((figure) => storedGroup(figure));
    return { overlaps, groupFigures: [...shown, ...storedAnswers(everybody, fewestInGroup)] };
  }

  private withheld(): Promise<WithheldCells> {
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

function designOf(strata: readonly FoldedStratum[]) {
  const agencyOf = new Map(strata.map(({ code, agency }) => [code, agency ?? '']));
  const counts = strata.map(({ code, members, respondents }) => {
    const sum = (count: 'population' | 'released' | 'ineligible') =>
      members.reduce((running, stratum) => running + stratum[count], 0);
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
