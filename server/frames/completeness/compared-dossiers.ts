import { sql } from 'kysely';
import { CHANGED_COLUMNS } from '#contract/completeness.ts';

type ChangedColumn = (typeof CHANGED_COLUMNS)[number];

export const inForce = (campaignId: string, fileId: string) =>
  sql`(select id from list_file
    where campaign_id = ${campaignId} and state = 'imported' and id <> ${fileId})`;

/**
 * An agency's dossiers of some lists. A code twice in a list is one dossier: the row that the frame could use is
 * taken. Name, phone and number are keyed hashes, of the dossier itself before those of the person it was merged into.
 */
export const comparedDossiers = (
  campaignId: string,
  agencyCode: string,
  files: ReturnType<typeof sql>,
) => sql`
  select distinct on (code) code, dossier.field_code, procedure_code, procedure_name, channel, received_on,
    due_on, returned_on, is_late, is_refused, has_phone, reason, person.kind as owner_kind, ${KEYS}
  from dossier ${WITH_PERSON}
  where dossier.campaign_id = ${campaignId} and dossier.agency_code = ${agencyCode} and code is not null
    and dossier.file_id in ${files} and coalesce(reason, '') <> 'repeated_dossier'
  order by code, person_id is null, reason, received_on, due_on, returned_on`;

const WITH_PERSON = sql`left join person on person.id = dossier.person_id
  left join merged_identity as own
    on own.file_id = dossier.file_id and own.row_number = dossier.row_number`;
/** A row of its own for a merged dossier tells all: what it lacks must not be filled in from the person. */
const keyOf = (key: string) =>
  sql`case when own.file_id is null then ${sql.ref(`person.${key}`)} else ${sql.ref(`own.${key}`)} end`;
const KEYS = sql`${keyOf('bare_key')} as bare_key, ${keyOf('phone_key')} as phone_key,
  ${keyOf('id_key')} as id_key, ${keyOf('birth_key')} as birth_key`;

/** Days between two entries of one application. */
const TWIN_DAYS = 7;

/** Whether the newer list has the same person's dossier of the same field and week under another code. */
export const hasTwin = (newer: {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly fileId: string;
}) => sql`exists (
  select from (${comparedDossiers(newer.campaignId, newer.agencyCode, sql`(${newer.fileId}::uuid)`)}) as twin
  where twin.bare_key = earlier.bare_key and twin.code <> earlier.code
    and (twin.phone_key = earlier.phone_key or twin.id_key = earlier.id_key)
    and twin.field_code is not distinct from earlier.field_code
    and ${dayOf('twin')} between ${dayOf('earlier')} - ${TWIN_DAYS}::integer
      and ${dayOf('earlier')} + ${TWIN_DAYS}::integer)`;

/** Some lists have no day of receipt. */
const dayOf = (list: string) =>
  sql`coalesce(${sql.ref(`${list}.received_on`)}, ${sql.ref(`${list}.returned_on`)})`;

export const IN_BOTH = sql`earlier.code is not null and newer.code is not null`;

const isDistinct = (column: string) =>
  sql`${sql.ref(`earlier.${column}`)} is distinct from ${sql.ref(`newer.${column}`)}`;
/** A row that is excluded or in error has no person: only what both lists tell is compared. */
const isChangedKey = (column: string) =>
  sql`${sql.ref(`earlier.${column}`)} <> ${sql.ref(`newer.${column}`)}`;

/** The key of a birth holds the name too. */
const CONDITIONS: Readonly<Record<ChangedColumn, ReturnType<typeof sql>>> = {
  name: isChangedKey('bare_key'),
  phone: sql`(${isChangedKey('phone_key')} or ${isDistinct('has_phone')})`,
  idNumber: isChangedKey('id_key'),
  birthDate: sql`(${isChangedKey('birth_key')} and earlier.bare_key = newer.bare_key)`,
  ownerKind: isChangedKey('owner_kind'),
  field: isDistinct('field_code'),
  procedure: sql`(${isDistinct('procedure_code')} or ${isDistinct('procedure_name')})`,
  channel: isDistinct('channel'),
  receivedOn: isDistinct('received_on'),
  dueOn: isDistinct('due_on'),
  returnedOn: isDistinct('returned_on'),
  late: isDistinct('is_late'),
  refused: isDistinct('is_refused'),
  reason: isDistinct('reason'),
};

/** Dossiers of both lists that differ in a column, or in any. */
export function differs(column?: ChangedColumn) {
  const conditions = column
    ? [CONDITIONS[column]]
    : CHANGED_COLUMNS.map((name) => CONDITIONS[name]);
  return sql`${IN_BOTH} and (${sql.join(conditions, sql` or `)})`;
}

/** `{"name": 3, "phone": 0, …}` */
export const changesByColumn = () =>
  sql`jsonb_build_object(${sql.join(
    CHANGED_COLUMNS.map(
      (name) => sql`${sql.lit(name)}::text, count(*) filter (where ${differs(name)})`,
    ),
  )})`;
