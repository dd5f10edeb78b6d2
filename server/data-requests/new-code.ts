import { randomInt } from 'node:crypto';

const SYMBOLS = 'ACDEFGHJKMNPQRTVWXY34679';
const LENGTH = 6;

/** Of 190 million; read over the telephone. `YC` is asked on the page of a slip, `YD` registered by the office. */
export const newCode = (kind: 'YC' | 'YD'): string =>
  `${kind}-${Array.from({ length: LENGTH }, () => SYMBOLS[randomInt(SYMBOLS.length)]).join('')}`;
