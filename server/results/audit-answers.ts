import { setImmediate } from 'node:timers/promises';
import type { AskedCriterion, AskedStratum } from '#sampling/disclosure/answers/other-answers.ts';
import { OtherWorlds } from '#sampling/disclosure/answers/other-answers.ts';
import type { Room } from '#sampling/disclosure/answers/room.ts';
import { emptyRoom } from '#sampling/disclosure/answers/room.ts';
import type { Estimated } from './compute-results.ts';
import type { ExactFigure } from './exact-results.ts';
import { narrowByTold } from './told-figures.ts';
import type { Treatment, Treatments } from './what-leaves.ts';
import {
  COARSEST,
  figureKey,
  leavingFigure,
  mayBeBanded,
  precisionAt,
  rungOf,
  UNTREATED,
} from './what-leaves.ts';

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

interface PlacedFigure {
  readonly domain: number;
  readonly key: string;
  readonly exact: ExactFigure;
  readonly answers: number;
}

/** Every way of weakening a figure is tried at most so often: the ladder is shorter. */
const MOST_ROUNDS = 40;

/**
 * Attacks what would leave and weakens it until no answer follows: for each response stratum that is
 * small or agrees, and each criterion, other answers must exist under which the figures of agency, agency × field and province and of the nodes
 * above are printed the same. (Strata within a response stratum weigh the same: no figure made of it can
 * tell them apart. Figures of fields cross response strata and are made by the count.) Where there are none, the figure that leaves the least room is rounded coarser, told as a band, or withheld.
 */
export async function auditAnswers(estimated: Estimated): Promise<AnswersAudit> {
  const audit = new Audit(estimated);
  const fallen: Fallen[] = [];
  for (const criterion of audit.criteria) {
    await setImmediate();
    for (const stratum of audit.fallenIn(criterion))
      if (!audit.mend(criterion, stratum)) fallen.push({ stratum, criterion });
  }
  return { treatments: audit.treatments, open: audit.asked - fallen.length, fallen };
}

interface Weakening {
  readonly figure: PlacedFigure;
  readonly treatment: Treatment;
}

class Audit {
  readonly criteria: readonly string[];
  readonly treatments = new Map<string, Treatment>();
  asked = 0;
  readonly #estimated: Estimated;
  readonly #values: number;
  readonly #total: string | undefined;
  readonly #strata: readonly AskedStratum[];
  readonly #worlds: OtherWorlds;
  readonly #figures = new Map<string, Map<number, PlacedFigure>>();
  readonly #above: ReadonlyMap<string, readonly string[]>;

  constructor(estimated: Estimated) {
    const { results, scale, design } = estimated;
    this.#estimated = estimated;
    this.#values = scale[1] - scale[0] + 1;
    this.#total = results.nodes.find(({ level }) => level === 'total')?.code;
    this.criteria = results.nodes.flatMap(({ code, level }) => (level === 'criterion' ? code : []));
    this.#strata = askedStrata(estimated);
    this.#worlds = new OtherWorlds(this.#strata, {
      values: this.#values,
      satisfiedFrom: results.method.satisfiedFrom - scale[0],
      threshold: results.method.disclosureThreshold,
    });
    const parentOf = new Map(results.nodes.map(({ code, parent }) => [code, parent]));
    const above = (code: string | null): string[] =>
      code === null ? [] : [code, ...above(parentOf.get(code) ?? null)];
    this.#above = new Map(this.criteria.map((code) => [code, above(code)]));
    const weighted = (node: string, members: readonly number[]) =>
      members.reduce((sum, h) => sum + design.weights[h]! * this.#answersIn(node, h), 0);
    results.domains.forEach(({ key, level, figures }, domain) => {
      if (level === 'field') return;
      const members = estimated.reporting.find((one) => one.key === key)!.responseStrata;
      for (const exact of figures) {
        if (exact.index === null) continue;
        const ofNode = this.#figures.get(exact.node) ?? new Map<number, PlacedFigure>();
        this.#figures.set(exact.node, ofNode);
        ofNode.set(domain, { domain, key, exact, answers: weighted(exact.node, members) });
      }
    });
  }

  fallenIn(criterion: string): number[] {
    const asked = this.#asked(criterion);
    const strata = this.#worlds.mustStayOpen(asked);
    this.asked += strata.length;
    const otherWorld = this.#worlds.of(asked);
    return strata.filter((h) => otherWorld(h) === undefined);
  }

  /** Weakens figures until other answers of the stratum are printed the same; false when all are weak. */
  mend(criterion: string, stratum: number): boolean {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const asked = this.#asked(criterion);
      if (this.#worlds.of(asked)(stratum)) return true;
      const weaker = this.#weakenings(criterion, stratum);
      if (weaker.length === 0) return false;
      const enough = weaker.find((one) => this.#suffices(asked, criterion, stratum, one));
      this.#treat(enough ?? weaker[0]!);
    }
    return false;
  }

  /** The next weaker form of each figure about the stratum: withheld last, else the finest first. */
  #weakenings(criterion: string, stratum: number): Weakening[] {
    const { domains } = this.#strata[stratum]!;
    const all = this.#above.get(criterion)!.flatMap((node) =>
      domains.flatMap((domain) => {
        const figure = this.#figures.get(node)?.get(domain);
        const treatment = figure && this.#next(figure);
        return treatment ? [{ figure, treatment }] : [];
      }),
    );
    return all.sort(
      (one, other) =>
        this.#lossOf(one) - this.#lossOf(other) ||
        this.#widthOf(one.figure) - this.#widthOf(other.figure),
    );
  }

  /** The province's figure is what everybody reads: one step coarser before others are withheld, then last. */
  #lossOf({ figure, treatment }: Weakening): number {
    if (this.#levelOf(figure) === 'province') return treatment.coarser > 1 ? 3 : 1;
    return treatment.isHidden ? 2 : 0;
  }

  #treat({ figure, treatment }: Weakening): void {
    this.treatments.set(figureKey(figure.key, figure.exact.node), treatment);
  }

  /** Whether one weaker figure is enough; it stays as it was. */
  #suffices(asked: AskedCriterion, criterion: string, stratum: number, weaker: Weakening): boolean {
    const { key, exact, domain } = weaker.figure;
    const before = this.#treatment(weaker.figure);
    this.#treat(weaker);
    const rooms = asked.rooms.with(domain, this.#room(criterion, domain));
    if (before === UNTREATED) this.treatments.delete(figureKey(key, exact.node));
    else this.treatments.set(figureKey(key, exact.node), before);
    return this.#worlds.of({ ...asked, rooms })(stratum) !== undefined;
  }

  #answersIn(node: string, h: number): number {
    const { values } = this.#estimated.totals.get(node)!;
    return values
      .subarray(h * this.#values, (h + 1) * this.#values)
      .reduce((sum, count) => sum + count, 0);
  }

  #treatment({ key, exact }: PlacedFigure): Treatment {
    return this.treatments.get(figureKey(key, exact.node)) ?? UNTREATED;
  }

  /** The next weaker form of a figure; the province's total is never withheld. */
  #next(figure: PlacedFigure): Treatment | undefined {
    const now = this.#treatment(figure);
    const level = this.#levelOf(figure);
    if (level === 'province') return this.#nextOfProvince(figure, now);
    if (now.isHidden) return undefined;
    if (level !== 'field' && !now.isBanded && mayBeBanded(figure.exact.index!))
      return { ...now, isBanded: true };
    if (!now.isBanded && this.#rung(figure) + now.coarser < COARSEST)
      return { ...now, coarser: now.coarser + 1 };
    return { ...now, isHidden: true };
  }

  #nextOfProvince(figure: PlacedFigure, now: Treatment): Treatment | undefined {
    if (now.isHidden) return undefined;
    const coarser = now.coarser + 1;
    if (this.#rung(figure) + now.coarser < COARSEST) return { ...now, coarser };
    return figure.exact.node === this.#total ? undefined : { ...now, coarser, isHidden: true };
  }

  #levelOf({ domain }: PlacedFigure) {
    return this.#estimated.results.domains[domain]!.level;
  }

  #rung({ domain, exact }: PlacedFigure): number {
    const { domains } = this.#estimated.results;
    return rungOf(domains[domain]!.level, exact.node === this.#total);
  }

  #narrow(room: Room, figure: PlacedFigure): void {
    const { level } = this.#estimated.results.domains[figure.domain]!;
    const told = leavingFigure(figure.exact, level, this.#rung(figure), this.#treatment(figure));
    narrowByTold(room, this.#values, figure.answers, figure.exact, told);
  }

  /** What the figure rounds away, in weighted answers. */
  #widthOf(figure: PlacedFigure): number {
    const { isBanded, coarser } = this.#treatment(figure);
    return isBanded
      ? figure.answers
      : precisionAt(this.#rung(figure) + coarser).share * figure.answers;
  }
  #asked(criterion: string): AskedCriterion {
    const rooms = this.#estimated.results.domains.map((_, domain) => this.#room(criterion, domain));
    return { counts: this.#estimated.totals.get(criterion)!.values, rooms };
  }

  /** What the figures of a domain leave open of a criterion: its own and those of the nodes above. */
  #room(criterion: string, domain: number): Room {
    const room = emptyRoom(this.#values);
    for (const node of this.#above.get(criterion)!) {
      const figure = this.#figures.get(node)?.get(domain);
      if (figure) this.#narrow(room, figure);
    }
    return room;
  }
}

/** A response stratum with the domains whose figures its answers are part of. */
function askedStrata({ design, reporting, results }: Estimated): AskedStratum[] {
  const position = new Map(results.domains.map(({ key }, at) => [key, at]));
  const domainsOf = design.strata.map(() => [] as number[]);
  // The agency's first: the search balances it before the others.
  for (const level of ['agency', 'agency_field', 'province'])
    for (const domain of reporting.filter((one) => one.level === level))
      for (const h of domain.responseStrata) domainsOf[h]!.push(position.get(domain.key)!);
  return design.strata.map(({ respondents }, h) => ({
    weight: design.weights[h]!,
    respondents,
    domains: domainsOf[h]!,
  }));
}
