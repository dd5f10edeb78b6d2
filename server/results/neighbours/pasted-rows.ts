export interface KnownAgency {
  readonly code: string;
  readonly name: string;
}

export interface PastedRow {
  /** None: the whole province. */
  readonly agencyCode: string | null;
  readonly percent: number;
}

export interface PastedRows {
  readonly rows: readonly PastedRow[];
  /** Rows with a number whose agency is not known, or is there twice, or whose number is no per cent. */
  readonly refused: readonly string[];
}

const NUMBER = /^\d{1,3}(?:[.,]\d+)?\s*%?$/;

/** Whatever marks, case and spaces it is written with. */
const folded = (words: string) =>
  words.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** Rows copied from Word or Excel: an agency's code or name, and a per cent. Rows without a number are headings. */
export function pastedRows(
  pasted: string,
  agencies: readonly KnownAgency[],
  provinceName: string,
): PastedRows {
  const found = new Map<string, string | null>([
    ['toàn tỉnh', null],
    ['toàn thành phố', null],
    [folded(provinceName), null],
    ...agencies.flatMap(({ code, name }) => [
      [folded(code), code] as const,
      [folded(name), code] as const,
    ]),
  ]);
  const rows: PastedRow[] = [];
  const refused: string[] = [];
  const seen = new Set<string | null>();
  for (const line of pasted.split(/\r?\n/)) {
    const cells = line
      .split(/[\t;|]/)
      .map((cell) => cell.trim())
      .filter(Boolean);
    const last = cells.at(-1) ?? '';
    if (cells.length < 2 || !/\d/.test(last)) continue;
    const named = cells
      .slice(0, -1)
      .map(folded)
      .find((cell) => found.has(cell));
    const percent = NUMBER.test(last) ? Number.parseFloat(last.replace(',', '.')) : Number.NaN;
    const agencyCode = named === undefined ? undefined : found.get(named)!;
    if (agencyCode === undefined || !(percent <= 100) || seen.has(agencyCode))
      refused.push(cells.join(' · '));
    else rows.push({ agencyCode, percent });
    if (agencyCode !== undefined) seen.add(agencyCode);
  }
  return { rows, refused };
}
