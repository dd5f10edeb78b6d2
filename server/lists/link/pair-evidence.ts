import type { Buckets } from './blocks.ts';
import { compareBirths } from './compare-births.ts';
import { countSharers } from './count-sharers.ts';
import type { PairDecision } from './doubt.ts';
import { isCitizenNumber } from './identity-keys.ts';
import type { LinkColumns } from './link-columns.ts';
import { isOrganisation } from './link-columns.ts';
import { RULES } from './link-rules.ts';
import { PairNames } from './pair-names.ts';
import { SAME_PERSON, WEIGHTS } from './weights.ts';

export interface Evidence {
  /** In bits: odds that both are one person's, as a power of two. */
  readonly weight: number;
  /** What speaks for it (bits of RULES). */
  readonly rules: number;
  /** What speaks against it (bits of AGAINST). */
  readonly against: number;
}

const AGAINST = { number: 1, birth: 2, name: 4, decision: 8 };
/** More than any evidence. */
const DECIDED = 1000;

/** Decided by somebody: nothing speaks against it. */
export const isByHand = ({ rules }: Evidence): boolean => rules === RULES.by_hand;

/** Two citizen numbers, two births or two names, not outweighed: then they are not joined over a third dossier either. */
export const isContradiction = ({ weight, against }: Evidence): boolean =>
  weight < SAME_PERSON && against !== 0;

/** Other numbers or other births, not only names that are alike: shown first. */
export const isContradictory = ({ against }: Evidence): boolean => (against & ~AGAINST.name) !== 0;

type Shared = 'phone' | 'id';

/** In bits, by how many persons share it, beside the prior odds. */
const AGREEMENT: Readonly<Record<Shared, readonly number[]>> = {
  phone: agreementOf(WEIGHTS.phone),
  id: agreementOf(WEIGHTS.id),
};

function agreementOf({ m, strangers, placeholder }: (typeof WEIGHTS)[Shared]): number[] {
  return Array.from({ length: placeholder }, (_, sharers) =>
    Math.log2(m / (sharers - 1 + strangers)),
  );
}

/** Weighs what two dossiers of an agency say (docs/linkage.md). */
export class PairEvidence {
  private readonly columns: LinkColumns;
  private readonly names: PairNames;
  private readonly prior: number;
  private readonly sharers: Readonly<Record<Shared, Uint16Array>>;

  private readonly decided = new Map<number, Map<number, boolean>>();

  constructor(columns: LinkColumns, buckets: Buckets, decisions: readonly PairDecision[]) {
    for (const { rows, isSame } of decisions) this.decide(rows, isSame);
    this.columns = columns;
    this.names = new PairNames(columns);
    this.prior = Math.log2(Math.max(columns.flags.length, WEIGHTS.leastDossiers));
    this.sharers = {
      phone: countSharers(columns, buckets.phone, this.names),
      id: countSharers(columns, buckets.id, this.names),
    };
  }

  /** How many persons seem to share the row's phone or number. */
  sharersOf(column: Shared, row: number): number {
    return this.sharers[column][row]!;
  }

  private decide([a, b]: readonly [number, number], isSame: boolean): void {
    for (const [row, other] of [
      [a, b],
      [b, a],
    ] as const)
      this.decided.set(
        row,
        (this.decided.get(row) ?? new Map<number, boolean>()).set(other, isSame),
      );
  }

  /** Somebody has decided about the row and another one. */
  isDecided(row: number): boolean {
    return this.decided.has(row);
  }

  /** Undefined where one is a citizen's and one an organisation's: they are never one person's. */
  of(a: number, b: number): Evidence | undefined {
    const isSame = this.decided.get(a)?.get(b);
    if (isSame === true) return { weight: DECIDED, rules: RULES.by_hand, against: 0 };
    if (isSame === false) return { weight: -DECIDED, rules: 0, against: AGAINST.decision };
    const isOrganization = isOrganisation(this.columns, a);
    if (isOrganization !== isOrganisation(this.columns, b)) return undefined;
    const name = this.names.compare(a, b);
    const birth = compareBirths(this.columns, a, b, name.isSame);
    const phone = this.shared('phone', a, b) ?? WEIGHTS.phone.differs;
    const id = this.shared('id', a, b) ?? this.otherNumber(a, b, isOrganization);
    return {
      weight: name.weight + birth + phone + id - this.prior,
      rules:
        (phone > 0 ? RULES.phone_and_name : 0) |
        (id > 0 ? RULES.id_number : 0) |
        (birth >= WEIGHTS.birth.sameDayOfSiblings ? RULES.name_and_birth_day : 0) |
        (isOrganization && name.weight >= WEIGHTS.organization.same ? RULES.organisation_name : 0),
      against:
        (id === WEIGHTS.id.differs ? AGAINST.number : 0) |
        (birth === WEIGHTS.birth.differs ? AGAINST.birth : 0) |
        (name.isSame ? 0 : AGAINST.name),
    };
  }

  /** Undefined where they differ. The prior odds are taken back: a number is as rare as the list is long. */
  private shared(column: Shared, a: number, b: number): number | undefined {
    const [x, y] = [this.columns[column][a]!, this.columns[column][b]!];
    if (x === 0 || y === 0) return 0;
    const { placeholder } = WEIGHTS[column];
    const most = Math.max(this.sharersOf(column, a), this.sharersOf(column, b));
    if (most >= placeholder) return 0;
    if (x !== y) return undefined;
    return AGREEMENT[column][most]! + this.prior;
  }

  /** Nine digits of old and twelve of today, or a director's and a company's, do not contradict each other. */
  private otherNumber(a: number, b: number, isOrganization: boolean): number {
    const isToday = isCitizenNumber(this.columns.id[a]!);
    if (isToday !== isCitizenNumber(this.columns.id[b]!)) return 0;
    return isToday !== isOrganization ? WEIGHTS.id.differs : WEIGHTS.id.differsOld;
  }
}
