import type { NameEvidence, WrittenName } from './compare-names.ts';
import { compareNames } from './compare-names.ts';
import { compareOrganizations } from './compare-organizations.ts';
import type { LinkColumns } from './link-columns.ts';
import { isOrganisation } from './link-columns.ts';
import { NameWords } from './name-words.ts';

/** From here on two names of one phone or number are taken for one person's. */
const ALIKE = 0;
/** Names that are kept taken apart. */
const KEPT = 16_384;

type Kept = WrittenName & { readonly itself: NameEvidence };

/** Compares the names of an agency's dossiers by how often their words occur in that agency. */
export class PairNames {
  private readonly columns: LinkColumns;
  private readonly words = new NameWords();
  private readonly kept = new Map<number, Kept>();

  constructor(columns: LinkColumns) {
    this.columns = columns;
    const met = new Set<number>();
    for (let row = 0; row < columns.flags.length; row++) {
      if (isOrganisation(columns, row) || met.has(columns.nameHash[row]!)) continue;
      met.add(columns.nameHash[row]!);
      this.words.count(columns.nameAt(row));
    }
  }

  /** Of two citizens or two organisations. */
  compare(a: number, b: number): NameEvidence {
    const { nameAt, nameHash } = this.columns;
    if (isOrganisation(this.columns, a)) return compareOrganizations(nameAt(a), nameAt(b));
    const name = this.nameOf(a);
    return nameHash[a] === nameHash[b]
      ? name.itself
      : compareNames(name, this.nameOf(b), this.words);
  }

  /** An organisation and its director are two. */
  isAlike(a: number, b: number): boolean {
    const isOfOneKind = isOrganisation(this.columns, a) === isOrganisation(this.columns, b);
    return isOfOneKind && this.compare(a, b).weight >= ALIKE;
  }

  private nameOf(row: number): Kept {
    const hash = this.columns.nameHash[row]!;
    const known = this.kept.get(hash);
    if (known) return known;
    const words = this.columns
      .nameAt(row)
      .split(' ')
      .map((word) => this.words.wordOf(word));
    const name = { words, isBare: words.every(({ text, bare }) => text === bare) };
    const kept = { ...name, itself: compareNames(name, name, this.words) };
    if (this.kept.size >= KEPT) this.kept.clear();
    this.kept.set(hash, kept);
    return kept;
  }
}
