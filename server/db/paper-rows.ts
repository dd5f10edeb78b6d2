import type { Db } from './database.ts';

/** Paper forms with the names of their agency and their field. */
export const paperForms = (db: Db) =>
  db
    .selectFrom('paperForm')
    .innerJoin('agency', 'agency.code', 'paperForm.agencyCode')
    .innerJoin('stratum', (join) =>
      join
        .onRef('stratum.campaignId', '=', 'paperForm.campaignId')
        .onRef('stratum.code', '=', 'paperForm.stratum'),
    )
    .innerJoin('field', (join) =>
      join
        .onRef('field.campaignId', '=', 'stratum.campaignId')
        .onRef('field.code', '=', 'stratum.fieldCode'),
    );

/** Strips of paper packs with their invitation, its agency and its field. */
export const paperCases = (db: Db) =>
  db
    .selectFrom('paperCase')
    .innerJoin('invitation', 'invitation.id', 'paperCase.invitationId')
    .innerJoin('agency', 'agency.code', 'invitation.agencyCode')
    .innerJoin('stratum', (join) =>
      join
        .onRef('stratum.campaignId', '=', 'invitation.campaignId')
        .onRef('stratum.code', '=', 'invitation.stratum'),
    )
    .innerJoin('field', (join) =>
      join
        .onRef('field.campaignId', '=', 'stratum.campaignId')
        .onRef('field.code', '=', 'stratum.fieldCode'),
    );
