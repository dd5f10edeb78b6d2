import type { Reason } from '#contract/row-counts.ts';
import type { Birth, Day } from '../understand/dates.ts';
import type { TellingSigns } from './telling-signs.ts';

/** Whom an agency served: the dossier's owner, or the adult who acted for a child. */
export interface Contact {
  readonly kind: 'citizen' | 'organization';
  readonly fullName: string;
  readonly birth: Birth;
  readonly sex: string | null;
  /** Only its keyed hash is kept. */
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly hamlet: string | null;
  readonly email: string | null;
  /** Who came to the counter in the owner's place, where the list says so. */
  readonly cameName: string | null;
  /** Who acts for an organisation. */
  readonly representative: string | null;
}

/** One row of a list as read. Either `contact` is there or the reason why it is not in the frame. */
export interface Application extends TellingSigns {
  readonly rowNumber: number;
  readonly code: string;
  readonly agencyCode: string | null;
  readonly procedureCode: string | null;
  readonly procedureName: string | null;
  readonly field: string | null;
  readonly channel: string | null;
  readonly receivedOn: Day | null;
  readonly dueOn: Day | null;
  readonly returnedOn: Day | null;
  readonly contact: Contact | null;
  readonly reason: Reason | null;
}
