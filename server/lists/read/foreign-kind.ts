/** Files that people take for lists and that are none; each has its name in the texts (`file_kind.`). */
export type ForeignKind =
  | 'old_excel'
  | 'excel_binary'
  | 'archive'
  | 'word'
  | 'slides'
  | 'pdf'
  | 'picture'
  | 'web_page'
  | 'data'
  | 'other';

/** Spreadsheets that Excel opens and can save as .xlsx. */
const CONVERTIBLE: readonly ForeignKind[] = ['old_excel', 'excel_binary'];

/** What is to be done differs: save it as .xlsx, unpack it, or export the list again. */
export const refusalFor = (kind: ForeignKind) =>
  CONVERTIBLE.includes(kind)
    ? ('file_to_convert' as const)
    : kind === 'archive'
      ? ('file_packed' as const)
      : ('file_kind_unknown' as const);

/** First bytes of files, in hexadecimal (Gary Kessler's table of signatures). */
const SIGNATURES: readonly (readonly [RegExp, ForeignKind])[] = [
  [/^25504446/u, 'pdf'],
  [/^(?:89504e47|ffd8ff|47494638|424d....0000|49492a00|4d4d002a|52494646.{8}57454250)/u, 'picture'],
  [/^.{8}6674797068656963/u, 'picture'],
  [/^(?:526172211a07|377abcaf271c|425a68|fd377a585a00|28b52ffd)/u, 'archive'],
  [/^7b5c727466/u, 'word'],
];

export const kindOfBytes = (head: Buffer): ForeignKind | undefined => {
  const hex = head.subarray(0, 16).toString('hex');
  return SIGNATURES.find(([start]) => start.test(hex))?.[1];
};

/** Streams of Office's old container, by the names in its directory: “Book” is that of Excel 5 and 95. */
const STREAMS: readonly (readonly [string, ForeignKind | 'xls'])[] = [
  ['Workbook', 'xls'],
  ['Book', 'old_excel'],
  ['WordDocument', 'word'],
  ['PowerPoint Document', 'slides'],
];

export const kindOfContainer = (bytes: Buffer): ForeignKind | 'xls' =>
  STREAMS.find(([name]) => bytes.includes(Buffer.from(`${name}\0`, 'utf16le')))?.[1] ?? 'other';

const MEMBERS: readonly (readonly [RegExp, ForeignKind])[] = [
  [/^xl\/workbook\.bin$/u, 'excel_binary'],
  [/^word\//u, 'word'],
  [/^ppt\//u, 'slides'],
  [/^content\.xml$/u, 'word'],
];

/** What a ZIP holds that is no workbook; undefined for a workbook. */
export function kindOfMembers(names: readonly string[]): ForeignKind | undefined {
  const known = MEMBERS.find(([member]) => names.some((name) => member.test(name)));
  if (known) return known[1];
  return names.some((name) => name.startsWith('xl/')) ? undefined : 'archive';
}

/** Of a text that begins like no list. */
export const kindOfMarkup = (text: string): ForeignKind | 'xml' =>
  /urn:schemas-microsoft-com:office:spreadsheet/u.test(text) ? 'xml' : 'data';
