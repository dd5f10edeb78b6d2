/**
 * Fonts from before Unicode, which drew Vietnamese letters in the places of others (domain.md 4.3), and
 * the Windows code page for Vietnamese. All are read from text whose characters are the bytes 0–255.
 */
export const LEGACY_FONTS = ['tcvn3', 'vni', 'windows-1258'] as const;
export type FontName = (typeof LEGACY_FONTS)[number];

/** TCVN 5712:1993 as in .VnTime. ư is 0xAD, a soft hyphen, which a tool may have dropped in silence. */
const TCVN3_BYTES =
  'µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§';
const TCVN3_LETTERS = 'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ';

/** VNI for Windows: a letter, then its mark as a character of its own; the tones of each kind of letter. */
const VNI_DRAWN: readonly (readonly [drawn: string, meant: string])[] = [
  ['aù aø aû aõ aï aâ aá aà aå aã aä', 'á à ả ã ạ â ấ ầ ẩ ẫ ậ'],
  ['aê aé aè aú aü aë', 'ă ắ ằ ẳ ẵ ặ'],
  ['eù eø eû eõ eï eâ eá eà eå eã eä', 'é è ẻ ẽ ẹ ê ế ề ể ễ ệ'],
  ['où oø oû oõ oï oâ oá oà oå oã oä', 'ó ò ỏ õ ọ ô ố ồ ổ ỗ ộ'],
  ['ô ôù ôø ôû ôõ ôï', 'ơ ớ ờ ở ỡ ợ'],
  ['uù uø uû uõ uï ö öù öø öû öõ öï', 'ú ù ủ ũ ụ ư ứ ừ ử ữ ự'],
  ['í ì æ ó ò yù yø yû yõ î ñ', 'í ì ỉ ĩ ị ý ỳ ỷ ỹ ỵ đ'],
];

function tcvn3Table(): Map<string, string> {
  const letters = [...TCVN3_LETTERS];
  return new Map([...TCVN3_BYTES].map((byte, index) => [byte, letters[index]!]));
}

function vniTable(): Map<string, string> {
  const table = new Map<string, string>();
  for (const [drawn, meant] of VNI_DRAWN) {
    const letters = meant.split(' ');
    for (const [index, small] of drawn.split(' ').entries()) {
      const letter = letters[index]!;
      table.set(small, letter).set(small.toUpperCase(), letter.toUpperCase());
      // The mark of a capital may be a small one: “Aù”.
      if (small.length > 1) table.set(small[0]!.toUpperCase() + small[1], letter.toUpperCase());
    }
  }
  return table;
}

const TCVN3 = tcvn3Table();
const VNI = vniTable();
const VNI_LETTERS = new RegExp(
  `${[...VNI.keys()].sort((a, b) => b.length - a.length).join('|')}|[\u0080-\u00ff]`,
  'gu',
);
const CODE_PAGE = new TextDecoder('windows-1258');

/** A text as it was meant. What the font does not draw stays as it is, or becomes `unknown`. */
export function fromFont(font: FontName, text: string, unknown?: string): string {
  if (!/[\u0080-\u00ff]/u.test(text)) return text;
  if (font === 'windows-1258')
    return CODE_PAGE.decode(Buffer.from(text, 'latin1')).normalize('NFC');
  const read =
    font === 'vni'
      ? text.replaceAll(VNI_LETTERS, (drawn) => VNI.get(drawn) ?? unknown ?? drawn)
      : text.replaceAll(/[\u0080-\u00ff]/gu, (byte) => TCVN3.get(byte) ?? unknown ?? byte);
  return withCapitals(read.normalize('NFC'), text);
}

/** .VnTimeH draws small letters as capitals, so a name in capitals comes out as “NGUYễN”. */
function withCapitals(read: string, drawn: string): string {
  const words = drawn.split(/\s+/u).filter((word) => /[\u0080-\u00ff]/u.test(word));
  const capitals = words.join('').match(/[A-Z]/gu)?.length ?? 0;
  return capitals > words.length && !/[a-z]/u.test(drawn) ? read.toUpperCase() : read;
}
