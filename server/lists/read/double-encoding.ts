/**
 * UTF-8 that was read as a Windows code page and saved as UTF-8 again (mojibake): “Nguyá»…n” was “Nguyễn”. Its
 * characters are the bytes of the text that was meant (WHATWG Encoding, windows-1252 and windows-1258).
 */
export const DOUBLE_ENCODINGS = ['utf-8-as-1252', 'utf-8-as-1258'] as const;
export type DoubleEncoding = (typeof DOUBLE_ENCODINGS)[number];

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const bytesOf = (codePage: string) =>
  new Map([...new TextDecoder(codePage).decode(ALL_BYTES)].map((letter, byte) => [letter, byte]));
const BYTES: Readonly<Record<DoubleEncoding, ReadonlyMap<string, number>>> = {
  'utf-8-as-1252': bytesOf('windows-1252'),
  'utf-8-as-1258': bytesOf('windows-1258'),
};
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The first byte of a Vietnamese letter and one that only follows a first: á»… is ễ, Ã¡ is á. No Vietnamese text has
 * them side by side. Quotation marks and dashes are left out after letters that it has.
 */
const PAIRS =
  /á[º»][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]?|[ÃĂÄÆ][\u0080-\u009f\u00a1-\u00bf‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]/u;

export const looksDoublyEncoded = (text: string): boolean => PAIRS.test(text);

/** A text as it was meant; undefined where its characters are not the bytes of one, as when some were lost. */
export function decodedAgain(name: DoubleEncoding, text: string): string | undefined {
  const bytes: number[] = [];
  for (const letter of text) {
    const byte = BYTES[name].get(letter);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  // A cell may have been cut within its last letter.
  return [bytes, [...bytes, NO_BREAK_SPACE], bytes.slice(0, -1), bytes.slice(0, -2)]
    .map(utf8Of)
    .find((decoded) => decoded !== undefined);
}

/** The second byte of à and Ạ, which is a space that was trimmed at the end of a cell. */
const NO_BREAK_SPACE = 0xa0;

function utf8Of(bytes: readonly number[]): string | undefined {
  try {
    return UTF_8.decode(Uint8Array.from(bytes)).normalize('NFC');
  } catch {
    return undefined;
  }
}

const FEWEST_CELLS = 3;

/** The code page as which a list was read, told by its first cells, and whether letters were lost on the way. */
export function detectDoubleEncoding(
  cells: readonly string[],
): { readonly name: DoubleEncoding; readonly hasLostLetters: boolean } | undefined {
  const garbled = [...new Set(cells.filter(looksDoublyEncoded))];
  if (garbled.length < FEWEST_CELLS) return undefined;
  const counts = DOUBLE_ENCODINGS.map((name) => ({
    name,
    read: garbled.filter((cell) => decodedAgain(name, cell) !== undefined).length,
  }));
  const best = counts.reduce((most, next) => (next.read > most.read ? next : most));
  return { name: best.name, hasLostLetters: best.read < garbled.length };
}
