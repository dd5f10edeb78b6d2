/** All that is kept of a person; the database holds it sealed only. */
export interface Identity {
  readonly fullName: string;
  readonly birthYear: number | null;
  /** Compared between dossiers. */
  readonly birthDay: string | null;
  readonly sex: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly hamlet: string | null;
  readonly email: string | null;
  /** Who came to the counter in the owner's place, where the list says so. */
  readonly cameName: string | null;
  /** Who acts for an organisation. */
  readonly representative: string | null;
}
