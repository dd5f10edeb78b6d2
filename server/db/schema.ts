import type { Kysely } from 'kysely';
import type { AccountsTables } from './tables/accounts.ts';
import type { ActionPlanTables } from './tables/action-plan.ts';
import type { BoundaryTables } from './tables/boundaries.ts';
import type { CallsTables } from './tables/calls.ts';
import type { CampaignsTables } from './tables/campaigns.ts';
import type { CommentCodesTables } from './tables/comment-codes.ts';
import type { CorrectionsTables } from './tables/corrections.ts';
import type { DevicesTables } from './tables/devices.ts';
import type { DocumentsTables } from './tables/documents.ts';
import type { EarlierTables } from './tables/earlier-tables.ts';
import type { InvitationsTables } from './tables/invitations.ts';
import type { ListsTables } from './tables/lists.ts';
import type { NeighbourTables } from './tables/neighbour-figures.ts';
import type { PaperTables } from './tables/paper.ts';
import type { PersonsTables } from './tables/persons.ts';
import type { PetitionsTables } from './tables/petitions.ts';
import type { RearrangementTables } from './tables/rearrangements.ts';
import type { RechecksTables } from './tables/rechecks.ts';
import type { ResponsesTables } from './tables/responses.ts';
import type { SamplesTables } from './tables/samples.ts';

/** The data dictionary, a file for each step of the pipeline. `test/golden/tables.txt` holds it to the migrations. */
export interface Tables
  extends AccountsTables,
    CampaignsTables,
    ListsTables,
    PersonsTables,
    CorrectionsTables,
    SamplesTables,
    InvitationsTables,
    ResponsesTables,
    PaperTables,
    CallsTables,
    ActionPlanTables,
    EarlierTables,
    NeighbourTables,
    BoundaryTables,
    RearrangementTables,
    DevicesTables,
    RechecksTables,
    PetitionsTables,
    CommentCodesTables,
    DocumentsTables {}

/**
 * A connection or a transaction. Without what gives another one of either: nobody asks for it, a schema's least of all,
 * and comparing a transaction with a connection in these members took 4 of the 27 s of a core of all type checks.
 */
export type Db = Omit<
  Kysely<Tables>,
  | 'withPlugin'
  | 'withoutPlugins'
  | 'withSchema'
  | 'withTables'
  | '$extendTables'
  | '$omitTables'
  | '$pickTables'
>;
