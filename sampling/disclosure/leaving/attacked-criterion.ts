import type { Slacks } from '../answers/asked-strata.ts';
import type { OtherAnswers } from '../answers/other-answers.ts';
import { OtherWorlds } from '../answers/other-answers.ts';
import type { AuditedFigures, ShownWorld } from './audited-figures.ts';
import type { PlacedFigure, Weakening } from './figure-ladder.ts';
import { lossOf, nextWeaker, widthOf } from './figure-ladder.ts';

/** Every way of weakening a figure is tried at most so often: the ladder is shorter. */
const MOST_ROUNDS = 120;
/** Between two losses: figures about the stratum itself are weakened first. */
const BESIDE = 0.5;

/** One criterion under attack. */
export class AttackedCriterion {
  readonly #audit: AuditedFigures;
  readonly #criterion: string;
  readonly #worlds: OtherWorlds;
  /** By domain, the criterion's figures and those of the nodes above. */
  readonly #about: readonly (readonly PlacedFigure[])[];
  readonly #weaker = new WeakMap<Weakening, { readonly base: Slacks; readonly slacks: Slacks }>();
  /** By stratum: what was found in its favour. */
  readonly #shown: Map<number, ShownWorld>;
  #slacks: Slacks;
  #seen: number;

  /** @param shown what an earlier attack on it found, to be added to */
  constructor(audit: AuditedFigures, criterion: string, shown: Map<number, ShownWorld>) {
    const { province, strata, values } = audit;
    this.#audit = audit;
    this.#criterion = criterion;
    this.#shown = shown;
    this.#seen = audit.changes;
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

  /** Whether all strata that were open are so after changes elsewhere, with no figure weaker. */
  isStillOpen(): boolean {
    this.#refresh();
    const stale = this.#audit.staleOf(this.#criterion, this.#shown);
    return stale.every((stratum) => this.#isOpen(stratum));
  }

  /** Weakens figures until other answers of the stratum are printed the same; false when all are weak. */
  mend(stratum: number): boolean {
    this.#refresh();
    if (this.#isOpen(stratum)) return true;
    const done: Weakening[] = [];
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const weaker = this.#weakenings(stratum);
      if (weaker.length === 0) break;
      if (this.#openBy(stratum, weaker)) {
        this.#giveBack(stratum, done);
        return true;
      }
      const [chosen] = weaker;
      done.push({ ...chosen!, treatment: this.#audit.treatmentOf(chosen!.figure) });
      this.#treat(chosen!);
    }
    this.#shown.delete(stratum);
    return false;
  }

  /** The first of the weaker forms that is enough. */
  #openBy(stratum: number, weaker: readonly Weakening[]): boolean {
    for (const weakening of weaker) {
      const other = this.#find(stratum, weakening);
      if (!other) continue;
      this.#accept(stratum, weakening, other);
      return true;
    }
    return false;
  }

  /** Whether other answers print the same: those that did before, or any. */
  #isOpen(stratum: number): boolean {
    const shown = this.#shown.get(stratum);
    const isShown = shown !== undefined && this.#holds(shown.other);
    const other = isShown ? shown.other : this.#find(stratum);
    if (other) this.#shown.set(stratum, { other, since: this.#audit.changes });
    return other !== undefined;
  }

  #holds(other: OtherAnswers): boolean {
    return this.#worlds.isWithin(other, this.#slacks) && this.#isAlike(other);
  }

  /** Other answers of the stratum that print the same, with one figure weaker. */
  #find(stratum: number, weaker?: Weakening): OtherAnswers | undefined {
    const slacks = weaker ? this.#slacksWith(weaker) : this.#slacks;
    const isAlike = (other: OtherAnswers) => this.#isAlike(other, weaker);
    return this.#worlds.find(stratum, slacks, isAlike, this.#slacks);
  }

  #isAlike(other: OtherAnswers, weaker?: Weakening): boolean {
    const treatmentOf = (figure: PlacedFigure) =>
      figure === weaker?.figure ? weaker.treatment : this.#audit.treatmentOf(figure);
    const about = (domain: number) => this.#about[domain]!;
    return this.#audit.printed.isAlike(this.#criterion, other, about, treatmentOf);
  }

  /** Figures that were changed for another criterion. */
  #refresh(): void {
    for (const domain of this.#audit.changedSince(this.#criterion, this.#seen))
      this.#slacks = this.#slacks.with(domain, this.#audit.slack(this.#criterion, domain));
    this.#seen = this.#audit.changes;
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
    this.#seen = this.#audit.changes;
  }

  #accept(stratum: number, weakening: Weakening, other: OtherAnswers): void {
    this.#treat(weakening);
    this.#shown.set(stratum, { other, since: this.#audit.changes });
  }

  /** Steps on the way that were not needed in the end are taken back, the costliest first. */
  #giveBack(stratum: number, earlier: readonly Weakening[]): void {
    const first = new Map(earlier.toReversed().map((before) => [before.figure, before]));
    const now = (figure: PlacedFigure) => ({ figure, treatment: this.#audit.treatmentOf(figure) });
    const costliestFirst = [...first.values()].sort(
      (weakening, other) => lossOf(now(other.figure)) - lossOf(now(weakening.figure)),
    );
    for (const before of costliestFirst) {
      const other = this.#find(stratum, before);
      if (other) this.#accept(stratum, before, other);
    }
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
