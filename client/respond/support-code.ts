import type { Parcel } from './stored-draft.ts';

const SYMBOLS = 'ACDEFGHJKMNPQRTVWXY34679';

/** Names a parcel to a person on the telephone; it opens nothing. */
export const supportCode = (parcel: Parcel): string =>
  `HT-${[0, 2, 4, 6].map((offset) => SYMBOLS[Number.parseInt(parcel.submissionId.slice(offset, offset + 2), 16) % SYMBOLS.length]).join('')}`;
