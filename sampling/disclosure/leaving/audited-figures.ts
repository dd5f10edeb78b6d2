import type { AskedStratum } from '../answers/asked-strata.ts';
import type { OtherAnswers } from '../answers/other-answers.ts';
import type { Slack } from '../answers/slack.ts';
import { emptySlack, narrowBySlack } from '../answers/slack.ts';
import type { AuditedProvince } from './audited-province.ts';
import { askedStrata } from './audited-province.ts';
import type { PlacedFigure, Weakening } from './figure-ladder.ts';
import { rungOfFigure } from './figure-ladder.ts';
import type { Treatment, Treatments } from './leaving-figure.ts';
import { figureKey, leavingFigure, UNTREATED } from './leaving-figure.ts';
import { narrowByPrinted } from './printed-figure.ts';
import { PrintedWorlds } from './printed-worlds.ts';

/** Other answers that printed the same after so many changes of figures. */
export interface ShownWorld {
  readonly other: OtherAnswers;
  readonly since: number;
}

/** Figures with what is asked of them so far. */
export class AuditedFigures {
  readonly treatments: Map<string, Treatment>;
  readonly strata: readonly AskedStratum[];
  readonly province: AuditedProvince;
  readonly values: number;
  readonly printed: PrintedWorlds;
  readonly #figures = new Map<string, Map<number, PlacedFigure>>();
  /** By figure what `treatments` has by its name: asked millions of times. */
  readonly #treatmentOf = new Map<PlacedFigure, Treatment>();
  readonly #slacks = new Map<PlacedFigure, Map<number, Slack>>();
  readonly #given: Treatments;
  readonly #changes: PlacedFigure[] = [];
  readonly #parentOf: ReadonlyMap<string, string | null>;

  constructor(province: AuditedProvince, treatments: Treatments) {
    this.province = province;
    this.#given = treatments;
    this.treatments = new Map(treatments);
    this.strata = askedStrata(province);
    this.printed = new PrintedWorlds(province, this.strata);
    this.values = province.scale[1] - province.scale[0] + 1;
    this.#parentOf = new Map(province.nodes.map(({ code, parent }) => [code, parent]));
    const total = province.nodes.find(({ level }) => level === 'total')?.code;
    const weighted = new Map(province.nodes.map(({ code }) => [code, this.#weightedAnswers(code)]));
    province.domains.forEach(({ key, level, rounding, figures, strata }, domain) => {
      for (const exact of figures) {
        if (exact.index === null) continue;
        const ofNode = this.#figures.get(exact.node) ?? new Map<number, PlacedFigure>();
        this.#figures.set(exact.node, ofNode);
        const answers = strata.reduce((sum, h) => sum + weighted.get(exact.node)![h]!, 0);
        const isTotal = exact.node === total;
        ofNode.set(domain, { domain, key, level, rounding, isTotal, exact, answers });
      }
    });
  }

  /** The criterion's figure of a domain, and those of the nodes above. */
  figuresAbout(criterion: string, domain: number): PlacedFigure[] {
    return this.nodesAbove(criterion).flatMap((node) => this.#figures.get(node)?.get(domain) ?? []);
  }

  /** The criterion and the nodes that it is part of. */
  nodesAbove(criterion: string): string[] {
    const nodes: string[] = [];
    for (let node: string | null = criterion; node; node = this.#parentOf.get(node) ?? null)
      nodes.push(node);
    return nodes;
  }

  /** Fields of the other strata of the stratum's agency. */
  fieldsBeside(stratum: number): number[] {
    const { own, shared } = this.strata[stratum]!;
    const fields = this.strata
      .filter((other) => other.respondents > 0 && other.own[0] === own[0])
      .map((other) => other.shared[0]!);
    return [...new Set(fields)].filter((domain) => !shared.includes(domain));
  }

  treatmentOf(figure: PlacedFigure): Treatment {
    let treatment = this.#treatmentOf.get(figure);
    if (!treatment) {
      const { key, exact } = figure;
      treatment = this.treatments.get(figureKey(key, exact.node)) ?? UNTREATED;
      this.#treatmentOf.set(figure, treatment);
    }
    return treatment;
  }

  /** Figures of a node that this audit withheld, and no earlier one. */
  withheldOf(node: string): PlacedFigure[] {
    const figures = [...(this.#figures.get(node)?.values() ?? [])];
    return figures.filter(
      (figure) =>
        this.treatmentOf(figure).isHidden &&
        this.#given.get(figureKey(figure.key, node))?.isHidden !== true,
    );
  }

  get changes(): number {
    return this.#changes.length;
  }

  /** Domains of which a figure about the criterion was changed. */
  changedSince(criterion: string, since: number): Set<number> {
    const nodes = this.nodesAbove(criterion);
    const changes = this.#changes.slice(since);
    return new Set(
      changes.flatMap(({ exact, domain }) => (nodes.includes(exact.node) ? domain : [])),
    );
  }

  /** Strata of which other answers were found that a change since then may print otherwise. */
  staleOf(criterion: string, shown: ReadonlyMap<number, ShownWorld>): number[] {
    // Many were found after the same change.
    const changedSince = new Map<number, ReadonlySet<number>>();
    return [...shown].flatMap(([stratum, { other, since }]) => {
      const changed = changedSince.get(since) ?? this.changedSince(criterion, since);
      changedSince.set(since, changed);
      const isTouched = (domain: number) => changed.has(domain);
      return changed.size > 0 && this.printed.touched(other).some(isTouched) ? stratum : [];
    });
  }

  treat({ figure, treatment }: Weakening): void {
    this.#changes.push(figure);
    const key = figureKey(figure.key, figure.exact.node);
    this.#treatmentOf.set(figure, treatment);
    if (treatment === UNTREATED) this.treatments.delete(key);
    else this.treatments.set(key, treatment);
  }

  /** What the figures of a domain leave open of a criterion, with one of them weaker. */
  slack(criterion: string, domain: number, weaker?: Weakening): Slack {
    const slack = emptySlack(this.values);
    for (const figure of this.figuresAbout(criterion, domain)) {
      const treatment = figure === weaker?.figure ? weaker.treatment : this.treatmentOf(figure);
      narrowBySlack(slack, this.#slackOf(figure, treatment));
    }
    return slack;
  }

  /** What one figure leaves open: every criterion below its node, and every weaker form beside it, asks for it again. */
  #slackOf(figure: PlacedFigure, treatment: Treatment): Slack {
    const { coarser, isBanded, isHidden } = treatment;
    const form = 4 * coarser + 2 * Number(isBanded) + Number(isHidden);
    const forms = this.#slacks.get(figure) ?? new Map<number, Slack>();
    this.#slacks.set(figure, forms);
    let slack = forms.get(form);
    if (!slack) {
      slack = emptySlack(this.values);
      const leaving = leavingFigure(figure.exact, figure.level, rungOfFigure(figure), treatment);
      narrowByPrinted(slack, this.values, figure.answers, figure.exact, leaving);
      forms.set(form, slack);
    }
    return slack;
  }

  #weightedAnswers(node: string): Float64Array {
    const answers = this.province.totals(node).values;
    return Float64Array.from(this.province.strata, ({ weight }, h) => {
      const own = answers.subarray(h * this.values, (h + 1) * this.values);
      return weight * own.reduce((sum, count) => sum + count, 0);
    });
  }
}
