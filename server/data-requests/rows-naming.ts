import type { Db } from '../db/database.ts';
import { openCells } from '../db/sealed-cells.ts';
import { openIdentity } from '../db/sealed-identity.ts';

/** What is said of a person: names as they were written, and the last nine digits of phones. */
interface Identifiers {
  readonly names: ReadonlySet<string>;
  readonly phones: ReadonlySet<string>;
}

/** From the identities of the persons, and from those of each of their dossiers. */
export async function identifiersOf(
  trx: Db,
  key: Buffer,
  persons: readonly string[],
): Promise<Identifiers> {
  const own = await trx.selectFrom('person').select('sealed').where('id', 'in', persons).execute();
  const merged = await trx
    .selectFrom('mergedIdentity')
    .innerJoin('dossier', (join) =>
      join
        .onRef('dossier.fileId', '=', 'mergedIdentity.fileId')
        .onRef('dossier.rowNumber', '=', 'mergedIdentity.rowNumber'),
    )
    .select('mergedIdentity.sealed')
    .where('dossier.personId', 'in', persons)
    .execute();
  const identities = [...own, ...merged].flatMap(({ sealed }) =>
    sealed ? [openIdentity(key, sealed)] : [],
  );
  return {
    names: new Set(
      identities.map(({ fullName }) => words(fullName)).filter((name) => name !== '  '),
    ),
    phones: new Set(identities.flatMap(({ phone }) => (phone ? [phone.slice(-PHONE_DIGITS)] : []))),
  };
}
const PHONE_DIGITS = 9;

/**
 * Cells of rows that came with a fault: the person's own, corrected, and those that name them and were never
 * corrected. Another's row with the very same name goes too: its count stays, and a frozen list is not corrected.
 */
export async function eraseRowsNaming(
  trx: Db,
  search: {
    readonly campaignId: string;
    readonly key: Buffer;
    readonly persons: readonly string[];
    readonly identifiers: Identifiers;
  },
): Promise<void> {
  const { campaignId, key, persons, identifiers } = search;
  const kept = await trx
    .selectFrom('correctableRow')
    .innerJoin('dossier', (join) =>
      join
        .onRef('dossier.fileId', '=', 'correctableRow.fileId')
        .onRef('dossier.rowNumber', '=', 'correctableRow.rowNumber'),
    )
    .select([
      'correctableRow.fileId',
      'correctableRow.rowNumber',
      'rowKey',
      'original',
      'corrected',
    ])
    .select('personId')
    .where('dossier.campaignId', '=', campaignId)
    .execute();
  const isOwn = (personId: string | null) => personId !== null && persons.includes(personId);
  for (const { fileId, rowNumber, rowKey, personId, original, corrected } of kept) {
    const isNamed = () =>
      [original, corrected].some((sealed) => sealed && names(opened(key, sealed), identifiers));
    if (!isOwn(personId) && !isNamed()) continue;
    await trx
      .deleteFrom('correctableRow')
      .where('fileId', '=', fileId)
      .where('rowNumber', '=', rowNumber)
      .execute();
    await trx
      .updateTable('dossier')
      .set({ code: null })
      .where('fileId', '=', fileId)
      .where('rowNumber', '=', rowNumber)
      .execute();
    await trx
      .deleteFrom('rememberedCorrection')
      .where('campaignId', '=', campaignId)
      .where('rowKey', '=', rowKey)
      .execute();
  }
}

function opened(key: Buffer, sealed: Buffer): string[] {
  try {
    return openCells(key, sealed);
  } catch {
    // Sealed under no key of ours: it names nobody to anybody.
    return [];
  }
}

const names = (cells: readonly string[], identifiers: Identifiers): boolean =>
  cells.some((cell) => {
    const text = words(cell);
    const digits = cell.replaceAll(/\D/gu, '');
    return (
      [...identifiers.names].some((name) => text.includes(name)) ||
      [...identifiers.phones].some((phone) => digits.includes(phone))
    );
  });

/** Words with one space before, between and after, whatever their case and accents are made of. */
const words = (text: string): string =>
  ` ${text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()} `;
