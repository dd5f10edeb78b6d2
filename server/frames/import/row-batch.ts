import { EXCLUSIONS, FAULTS, isFault } from '#contract/list-words.ts';
import type { Reason } from '#contract/row-counts.ts';
import type { Application } from '../../lists/decide/application.ts';
import type { DossierRow } from '../../lists/decide/dossier-rows.ts';
import type { StatedIdentity } from '../../lists/link/identity-keys.ts';
import { NumberedNames } from '../../lists/link/numbered-names.ts';
import type { MarkedApplication } from '../../lists/link/row-marks.ts';
import { SpoolWriter } from './spooled-row.ts';

/** Rows that have been read, in the form in which one thread hands them to another for the fewest objects. */
export interface RowBatch {
  /** As they wait in the spool, one after the other, without keys and seals. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of each row: where it ends among the bytes, row number, agency, field, reason, kind of owner, year of birth. */
  readonly numbers: readonly number[];
  /** Of each row: code, owner's name, who came, day of birth, phone, identity number. */
  readonly texts: readonly (string | null)[];
  /** Agencies and fields that no row before had: numbers count on. */
  readonly agencies: readonly (string | null)[];
  readonly fields: readonly (string | null)[];
}

export interface BatchedRow {
  readonly bytes: Buffer;
  readonly application: MarkedApplication & {
    readonly contact: (MarkedApplication['contact'] & StatedIdentity) | null;
  };
}

const REASONS: readonly (Reason | null)[] = [null, ...FAULTS, ...EXCLUSIONS];
const NO_CONTACT = -1;
const NUMBERS = 7;
const TEXTS = 6;
const KINDS: readonly StatedIdentity['kind'][] = ['citizen', 'organization'];

/** Gathers rows until a batch is taken. */
export class BatchWriter {
  private readonly spool: SpoolWriter;
  private readonly agencies = new NumberedNames();
  private readonly fields = new NumberedNames();
  private numbers: number[] = [];
  private texts: (string | null)[] = [];
  private toldAgencies = 0;
  private toldFields = 0;

  constructor(list: { readonly campaignId: string; readonly fileId: string }) {
    this.spool = new SpoolWriter(list);
  }

  add({ row, application }: DossierRow): void {
    const { agencyCode, contact, reason } = application;
    const field = this.fields.numberOf(application.field);
    const fault = reason !== null && isFault(reason) ? { agencyCode, cells: row.cells } : undefined;
    this.numbers.push(
      this.spool.add(application, field, fault),
      application.rowNumber,
      this.agencies.numberOf(agencyCode),
      field,
      REASONS.indexOf(reason),
    );
    this.texts.push(application.code);
    this.addContact(contact);
  }

  private addContact(contact: Application['contact']): void {
    if (!contact) {
      this.numbers.push(NO_CONTACT, 0);
      this.texts.push(null, null, null, null, null);
      return;
    }
    const { kind, fullName, cameName, birth, phone, idNumber } = contact;
    this.numbers.push(KINDS.indexOf(kind), birth.year ?? 0);
    this.texts.push(fullName, cameName, birth.day, phone, idNumber);
  }

  get rows(): number {
    return this.numbers.length / NUMBERS;
  }

  take(): RowBatch {
    const batch = {
      bytes: this.spool.take(),
      numbers: this.numbers,
      texts: this.texts,
      agencies: this.agencies.all.slice(this.toldAgencies),
      fields: this.fields.all.slice(this.toldFields),
    };
    this.numbers = [];
    this.texts = [];
    this.toldAgencies = this.agencies.all.length;
    this.toldFields = this.fields.all.length;
    return batch;
  }
}

/** Gives the rows of one list's batches in turn. */
export class BatchReader {
  private readonly agencies: (string | null)[] = [];
  private readonly fields: (string | null)[] = [];

  *rowsOf({ bytes, numbers, texts, agencies, fields }: RowBatch): Generator<BatchedRow> {
    this.agencies.push(...agencies);
    this.fields.push(...fields);
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let start = 0;
    for (let number = 0, text = 0; number < numbers.length; number += NUMBERS, text += TEXTS) {
      const end = numbers[number]!;
      const application = {
        rowNumber: numbers[number + 1]!,
        agencyCode: this.agencies[numbers[number + 2]!]!,
        field: this.fields[numbers[number + 3]!]!,
        reason: REASONS[numbers[number + 4]!]!,
        code: texts[text]!,
        contact: contactAt(numbers, number + 5, texts, text + 1),
      };
      yield { bytes: all.subarray(start, end), application };
      start = end;
    }
  }
}

function contactAt(
  numbers: RowBatch['numbers'],
  number: number,
  texts: RowBatch['texts'],
  text: number,
): BatchedRow['application']['contact'] {
  const kind = numbers[number]!;
  if (kind === NO_CONTACT) return null;
  return {
    kind: KINDS[kind]!,
    fullName: texts[text]!,
    cameName: texts[text + 1]!,
    birth: { day: texts[text + 2]!, year: numbers[number + 1]! || null },
    phone: texts[text + 3]!,
    idNumber: texts[text + 4]!,
  };
}
