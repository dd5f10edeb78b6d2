/** Texts in encodings of the past. Tables: domain.md 4.3 (glibc's TCVN agrees), and vni.h of xvnkb. */
const TCVN3_LETTERS =
  'à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ đ è é ẻ ẽ ẹ ê ề ế ể ễ ệ ì í ỉ ĩ ị ò ó ỏ õ ọ ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ ù ú ủ ũ ụ ư ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ Ă Â Ê Ô Ơ Ư Đ'.split(' ');
const TCVN3_BYTES = Buffer.from(
  'b5b8b6b7b9a8bbbebcbdc6a9c7cac8c9cbaeccd0cecfd1aad2d5d3d4d6d7ddd8dcdedfe3e1e2e4abe5e8e6e7e9acea' +
    'edebeceeeff3f1f2f4adf5f8f6f7f9fafdfbfcfea1a2a3a4a5a6a7',
  'hex',
);
const VNI_LETTERS =
  'Á À Ả Ã Ạ Â Ấ Ầ Ẩ Ẫ Ậ Ă Ắ Ằ Ẳ Ẵ Ặ É È Ẻ Ẽ Ẹ Ê Ế Ề Ể Ễ Ệ Ó Ò Ỏ Õ Ọ Ô Ố Ồ Ổ Ỗ Ộ Ơ Ớ Ờ Ở Ỡ Ợ Ú Ù Ủ Ũ Ụ Ư Ứ Ừ Ử Ữ Ự Í Ì Ỉ Ĩ Ị Ý Ỳ Ỷ Ỹ Ỵ Đ'.split(' ');
const VNI_DRAWN =
  'AÙ AØ AÛ AÕ AÏ AÂ AÁ AÀ AÅ AÃ AÄ AÊ AÉ AÈ AÚ AÜ AË EÙ EØ EÛ EÕ EÏ EÂ EÁ EÀ EÅ EÃ EÄ OÙ OØ OÛ OÕ OÏ OÂ OÁ OÀ OÅ OÃ OÄ Ô ÔÙ ÔØ ÔÛ ÔÕ ÔÏ UÙ UØ UÛ UÕ UÏ Ö ÖÙ ÖØ ÖÛ ÖÕ ÖÏ Í Ì Æ Ó Ò YÙ YØ YÛ YÕ Î Ñ'.split(' ');

/** As an old font shows up in Unicode: the bytes as characters. */
export function tcvn3(text: string): string {
  return replaced(text.normalize('NFC'), (letter) => {
    const at = TCVN3_LETTERS.indexOf(letter);
    // Capitals are the small letters, drawn by the font .VnTimeH.
    const byte = TCVN3_BYTES[at >= 0 ? at : TCVN3_LETTERS.indexOf(letter.toLowerCase())];
    return byte === undefined ? letter : String.fromCharCode(byte);
  });
}

export function vni(text: string): string {
  return replaced(text.normalize('NFC'), (letter) => {
    const drawn = VNI_DRAWN[VNI_LETTERS.indexOf(letter.toUpperCase())];
    if (drawn === undefined) return letter;
    return letter === letter.toUpperCase() ? drawn : drawn.toLowerCase();
  });
}

const replaced = (text: string, drawn: (letter: string) => string) =>
  [...text].map((letter) => (letter > '\u007f' ? drawn(letter) : letter)).join('');

export const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

const windows1258Decoder = new TextDecoder('windows-1258');
const WINDOWS_1258 = new Map(
  Array.from({ length: 256 }, (_, byte) => [windows1258Decoder.decode(Buffer.from([byte])), byte]),
);

/** Windows-1258 has letters with hats and tones apart, as a Vietnamese keyboard typed them. */
export function windows1258(text: string): Buffer {
  const table = WINDOWS_1258;
  const parts = [...text.normalize('NFC')].flatMap((letter) => {
    if (table.has(letter)) return letter;
    const marks = letter.normalize('NFD');
    const tone = marks.match(/[\u0300\u0301\u0303\u0309\u0323]/u)?.[0] ?? '';
    return [marks.replace(tone, '').normalize('NFC'), tone].filter(Boolean);
  });
  return Buffer.from(parts.map((part) => table.get(part) ?? 0x3f));
}

export const utf16 = (text: string, isBig = false): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};
