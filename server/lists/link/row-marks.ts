import { EXCLUSIONS, FAULTS } from '#contract/list-words.ts';
import type { Reason } from '#contract/row-counts.ts';
import type { Application, Contact } from '../decide/application.ts';
import type { DossierPseudonym } from '../decide/pseudonym-bytes.ts';
import type { ComparedDossier } from './compared-dossier.ts';
import { comparedDossier } from './compared-dossier.ts';
import { GrowingColumns } from './growing-columns.ts';
import { GrowingText } from './growing-text.ts';
import type { IdentityKeys } from './identity-keys.ts';
import { nameHash, ORGANISATION, SEPARATED } from './link-columns.ts';
import { NumberedNames } from './numbered-names.ts';

const REASONS: readonly (Reason | null)[] = [null, ...FAULTS, ...EXCLUSIONS];
const REPEATED = REASONS.indexOf('repeated_dossier');

/** What is asked of an application. */
export interface MarkedApplication
  extends Pick<Application, 'rowNumber' | 'code' | 'agencyCode' | 'field' | 'reason'> {
  readonly contact: Pick<Contact, 'kind' | 'fullName' | 'cameName' | 'birth'> | null;
}

export interface MarkingRules {
  readonly pseudonym: DossierPseudonym;
  readonly isSeparated: (code: string) => boolean;
}

/**
 * What is kept of every row in memory while a list is read: 70 bytes, outside the heap. It is enough
 * to decide what becomes of each.
 */
export class RowMarks {
  readonly agencies = new NumberedNames();
  readonly fields = new NumberedNames();
  private readonly columns: GrowingColumns;
  readonly rowNumber: Int32Array;
  readonly agency: Uint16Array;
  readonly reason: Uint8Array;
  readonly flags: Uint8Array;
  readonly birthYear: Uint16Array;
  readonly birthDay: Uint16Array;
  /** The dossier's pseudonym, 48 and 32 bits of it; both 0 for a row without a code. */
  readonly codeHigh: Float64Array;
  readonly codeLow: Uint32Array;
  readonly phone: Float64Array;
  readonly id: Float64Array;
  readonly nameHash: Uint32Array;
  private readonly namePlace: Uint32Array;
  private readonly names = new GrowingText();

  constructor(limit: number) {
    const columns = new GrowingColumns(limit);
    this.columns = columns;
    this.rowNumber = columns.add(Int32Array);
    this.agency = columns.add(Uint16Array);
    this.reason = columns.add(Uint8Array);
    this.flags = columns.add(Uint8Array);
    this.birthYear = columns.add(Uint16Array);
    this.birthDay = columns.add(Uint16Array);
    this.codeHigh = columns.add(Float64Array);
    this.codeLow = columns.add(Uint32Array);
    this.phone = columns.add(Float64Array);
    this.id = columns.add(Float64Array);
    this.nameHash = columns.add(Uint32Array);
    this.namePlace = columns.add(Uint32Array);
  }

  get size(): number {
    return this.columns.size;
  }

  /** `keys`: of an eligible application. */
  add(
    application: MarkedApplication,
    keys: IdentityKeys | undefined,
    { pseudonym, isSeparated }: MarkingRules,
  ): void {
    const index = this.columns.next();
    const { code, contact } = application;
    this.rowNumber[index] = application.rowNumber;
    this.agency[index] = this.agencies.numberOf(application.agencyCode);
    this.reason[index] = REASONS.indexOf(application.reason);
    if (code) {
      const { high, low } = pseudonym.of(code);
      this.codeHigh[index] = high;
      this.codeLow[index] = low;
    }
    if (contact && keys) {
      this.flags[index] =
        (contact.kind === 'organization' ? ORGANISATION : 0) | (isSeparated(code) ? SEPARATED : 0);
      const { kind, fullName, cameName, birth } = contact;
      const named = { fullName, cameName, birthDay: birth.day, birthYear: birth.year };
      this.keep(index, comparedDossier(kind, named, keys));
    }
    this.fields.numberOf(application.field);
  }

  private keep(index: number, compared: ComparedDossier): void {
    this.phone[index] = compared.phone;
    this.id[index] = compared.id;
    this.birthDay[index] = compared.birthDay;
    this.birthYear[index] = compared.birthYear;
    this.nameHash[index] = nameHash(compared.name);
    this.namePlace[index] = this.names.add(compared.name);
  }

  nameAt(index: number): string {
    return this.names.at(this.namePlace[index]!);
  }

  agencyAt(index: number): string | null {
    return this.agencies.all[this.agency[index]!]!;
  }

  reasonAt(index: number): Reason | null {
    return REASONS[this.reason[index]!]!;
  }

  /** What only the decision asked for. */
  forget(): void {
    const { birthDay, birthYear, flags, phone, id, nameHash: hashes, namePlace } = this;
    for (const column of [birthDay, birthYear, flags, phone, id, hashes, namePlace])
      this.columns.free(column);
    this.names.free();
  }

  markRepeated(index: number): void {
    this.reason[index] = REPEATED;
  }
}
