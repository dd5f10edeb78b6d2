import type { AskedStratum, Slacks } from '../answers/asked-strata.ts';
import type { OtherAnswers } from '../answers/other-answers.ts';
import { OtherWorlds } from '../answers/other-answers.ts';
import type { Slack } from '../answers/slack.ts';
import { emptySlack } from '../answers/slack.ts';
import type { AuditedProvince } from './audited-province.ts';
import { askedStrata } from './audited-province.ts';
import type { PlacedFigure, Weakening } from './figure-ladder.ts';
import { lossOf, nextWeaker, rungOfFigure, widthOf } from './figure-ladder.ts';
import type { Treatment, Treatments } from './leaving-figure.ts';
import { figureKey, leavingFigure, UNTREATED } from './leaving-figure.ts';
import { narrowByPrinted } from './printed-figure.ts';
import { PrintedWorlds } from './printed-worlds.ts';

/** A stratum whose answers to a criterion follow from what would leave. */
export interface Fallen {
  readonly stratum: number;
  readonly criterion: string;
}

export interface AnswersAudit {
  readonly treatments: Treatments;
  /** Strata × criteria for which other answers were found that leave everything as it is printed. */
  readonly open: number;
  /** Those for which nothing helps. */
  readonly fallen: readonly Fallen[];
}

/** Every way of weakening a figure is tried at most so often: the ladder is shorter. */
const MOST_ROUNDS = 120;
/** Between two losses: figures about the stratum itself are weakened first. */
const BESIDE = 0.5;

/**
 * Attacks what would leave and weakens it until no answer follows: for each stratum that is small or agrees,
 * and each criterion, other answers must exist under which the figures of agency, agency × field, field and
 * province and of the nodes above are printed the same. Where there are none, the figure that leaves the least
 * slack is rounded coarser, told as a band, or withheld.
 * @param treatments what an earlier audit asked of figures
 * @param pause between two criteria: others get their turn
 */
export async function auditAnswers(
  province: AuditedProvince,
  treatments: Treatments,
  pause: () => Promise<void>,
): Promise<AnswersAudit> {
  const audit = new Audit(province, treatments);
  const fallen: Fallen[] = [];
  let open = 0;
  for (const { code: criterion, level } of province.nodes) {
    if (level !== 'criterion') continue;
    await pause();
    const attacked = new AttackedCriterion(audit, criterion);
    const asked = attacked.mustStayOpen();
    const lost = asked.filter((stratum) => !attacked.mend(stratum));
    open += asked.length - lost.length;
    fallen.push(...lost.map((stratum) => ({ stratum, criterion })));
  }
  return { treatments: audit.treatments, open, fallen };
}

/**
 * What the figures of a domain leave open of a criterion, once they are weakened.
 * @param province everything that leaves together
 * @param treatments what the audit asked of figures
 * Dinur & Nissim (2003): reconstruction from rounded figures.
 */
export function roomsUnder(
  province: AuditedProvince,
  treatments: Treatments,
): (criterion: string, domain: number) => Slack {
  const audit = new Audit(province, treatments);
  return (criterion, domain) => audit.slack(criterion, domain);
}

/** Figures with what is asked of them so far. */
class Audit {
  readonly treatments: Map<string, Treatment>;
  readonly strata: readonly AskedStratum[];
  readonly province: AuditedProvince;
  readonly values: number;
  readonly printed: PrintedWorlds;
  readonly #figures = new Map<string, Map<number, PlacedFigure>>();
  /** By figure what `treatments` has by its name: asked millions of times. */
  readonly #treatmentOf = new Map<PlacedFigure, Treatment>();
  readonly #parentOf: ReadonlyMap<string, string | null>;

  constructor(province: AuditedProvince, treatments: Treatments) {
    this.province = province;
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
    const figures: PlacedFigure[] = [];
    for (let node: string | null = criterion; node; node = this.#parentOf.get(node) ?? null) {
      const figure = this.#figures.get(node)?.get(domain);
      if (figure) figures.push(figure);
    }
    return figures;
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

  treat({ figure, treatment }: Weakening): void {
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
      const leaving = leavingFigure(figure.exact, figure.level, rungOfFigure(figure), treatment);
      narrowByPrinted(slack, this.values, figure.answers, figure.exact, leaving);
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

/** One criterion under attack. */
class AttackedCriterion {
  readonly #audit: Audit;
  readonly #criterion: string;
  readonly #worlds: OtherWorlds;
  /** By domain, the criterion's figures and those of the nodes above. */
  readonly #about: readonly (readonly PlacedFigure[])[];
  readonly #weaker = new WeakMap<Weakening, { readonly base: Slacks; readonly slacks: Slacks }>();
  #slacks: Slacks;

  constructor(audit: Audit, criterion: string) {
    const { province, strata, values } = audit;
    this.#audit = audit;
    this.#criterion = criterion;
    this.#about = province.domains.map((_, domain) => audit.figuresAbout(criterion, domain));
    this.#slacks = province.domains.map((_, domain) => audit.slack(criterion, domain));
    const rule = {
      values,
      satisfiedFrom: province.satisfiedFrom - province.scale[0],
      threshold: province.threshold,
    };
    this.#worlds = new OtherWorlds(strata, rule, province.totals(criterion).values, this.#slacks);
  }

  mustStayOpen = (): number[] => this.#worlds.mustStayOpen();

  /** Weakens figures until other answers of the stratum are printed the same; false when all are weak. */
  mend(stratum: number): boolean {
    if (this.#isOpen(stratum)) return true;
    const done: Weakening[] = [];
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const weaker = this.#weakenings(stratum);
      if (weaker.length === 0) return false;
      const enough = weaker.find((weakening) => this.#isOpen(stratum, weakening));
      const chosen = enough ?? weaker[0]!;
      const before = { ...chosen, treatment: this.#audit.treatmentOf(chosen.figure) };
      this.#treat(chosen);
      if (enough) {
        this.#giveBack(stratum, done);
        return true;
      }
      done.push(before);
    }
    return false;
  }

  /** Whether other answers of the stratum print the same, with one figure weaker. */
  #isOpen(stratum: number, weaker?: Weakening): boolean {
    const slacks = weaker ? this.#slacksWith(weaker) : this.#slacks;
    const treatmentOf = (figure: PlacedFigure) =>
      figure === weaker?.figure ? weaker.treatment : this.#audit.treatmentOf(figure);
    const about = (domain: number) => this.#about[domain]!;
    const isAlike = (other: OtherAnswers) =>
      this.#audit.printed.isAlike(this.#criterion, other, about, treatmentOf);
    return this.#worlds.find(stratum, slacks, isAlike, this.#slacks) !== undefined;
  }

  /** The same slacks for the same question: what was searched in them is known by them. */
  #slacksWith(weaker: Weakening): Slacks {
    const base = this.#slacks;
    const known = this.#weaker.get(weaker);
    if (known?.base === base) return known.slacks;
    const { domain } = weaker.figure;
    const slacks = base.with(domain, this.#audit.slack(this.#criterion, domain, weaker));
    this.#weaker.set(weaker, { base, slacks });
    return slacks;
  }

  #treat(weakening: Weakening): void {
    this.#slacks = this.#slacksWith(weakening);
    this.#audit.treat(weakening);
  }

  /** Steps on the way that were not needed in the end are taken back, the costliest first. */
  #giveBack(stratum: number, earlier: readonly Weakening[]): void {
    const first = new Map(earlier.toReversed().map((before) => [before.figure, before]));
    const now = (figure: PlacedFigure) => ({ figure, treatment: this.#audit.treatmentOf(figure) });
    const costliestFirst = [...first.values()].sort(
      (weakening, other) => lossOf(now(other.figure)) - lossOf(now(weakening.figure)),
    );
    for (const before of costliestFirst) if (this.#isOpen(stratum, before)) this.#treat(before);
  }

  /**
   * The next weaker form of each figure about the stratum, withheld last, else the finest first. Fields of
   * the agency's other strata are among them: a pool's strata weigh the same, so only these tell them apart.
   */
  #weakenings(stratum: number): Weakening[] {
    const { own, shared } = this.#audit.strata[stratum]!;
    const fields = this.#audit.fieldsBeside(stratum);
    const width = ({ figure }: Weakening) => widthOf(figure, this.#audit.treatmentOf(figure));
    const loss = (weaker: Weakening) =>
      lossOf(weaker) + (fields.includes(weaker.figure.domain) ? BESIDE : 0);
    return [...own, ...shared, ...fields]
      .flatMap((domain) => this.#about[domain]!)
      .flatMap((figure): Weakening[] => {
        const treatment = nextWeaker(figure, this.#audit.treatmentOf(figure));
        return treatment ? [{ figure, treatment }] : [];
      })
      .sort((first, other) => loss(first) - loss(other) || width(first) - width(other));
  }
}
