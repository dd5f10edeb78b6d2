/**
 * Check digit of J. Verhoeff, “Error Detecting Decimal Codes” (Mathematical Centre Tracts 29, 1969):
 * every wrong digit and every swap of two neighbours is caught. Multiplication in the dihedral group D5.
 */
const times = (a: number, b: number): number =>
  a < 5
    ? b < 5
      ? (a + b) % 5
      : 5 + ((a + b) % 5)
    : b < 5
      ? 5 + ((a - b + 5) % 5)
      : (a - b + 5) % 5;

/** Powers of Verhoeff's permutation: a digit counts differently at each of eight places. */
const FIRST = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
const PLACES = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]];
// Without “at”, which telephones of 2018 lack.
for (let place = 0; place < 7; place += 1) PLACES.push(FIRST.map((to) => PLACES[place]![to]!));
const INVERSE = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9];

const checksum = (digits: string): number =>
  [...digits]
    .reverse()
    .reduce((sum, digit, i) => times(sum, PLACES[i % 8]?.[Number(digit)] ?? 0), 0);

export const checkDigit = (digits: string): string => String(INVERSE[checksum(`${digits}0`)]);

export const hasValidCheck = (code: string): boolean => checksum(code) === 0;
