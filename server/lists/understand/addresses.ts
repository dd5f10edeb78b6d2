import { collapse } from './fold.ts';
import { readPhone } from './phone.ts';
import { remembered } from './remembered.ts';

const LABEL =
  /[\s;,.(-]*(?:số\s+)?(?:điện\s+thoại|đthoại|s?đt|tel|phone|di\s+động|dđ)\s*(?:liên\s+hệ)?\s*[:.]*\s*(?=[+\d(])/iu;
const TRAILING_NUMBER = /[\s;,.(-]+(\+?\d[\d .]{7,14}\d)\)?\s*$/u;
const HAMLET =
  /^(?:thôn|xóm|tổ\s+dân\s+phố|tdp|tổ|bản|khu\s+phố|khu\s+dân\s+cư|khối\s+phố|khu|khối|ấp|buôn|làng|phum|sóc|tiểu\s+khu|đội|kp)(?=[\s.\d])/iu;

export interface ReadAddress {
  readonly address: string | null;
  readonly phone: string | null;
}

/** Address and phone of one cell: “Tổ 5, Xã Vĩnh Thông; ĐT: 0972 302 218”. */
export const readAddress = remembered((text): ReadAddress => {
  if (text === '') return NOWHERE;
  const cell = collapse(text[0] === '{' ? placesIn(text) : text);
  const label = LABEL.exec(cell);
  if (label) {
    const phone = readPhone(cell.slice(label.index + label[0].length));
    return { address: cell.slice(0, label.index).trim() || null, phone };
  }
  const trailing = TRAILING_NUMBER.exec(` ${cell}`);
  const phone = trailing && readPhone(trailing[1]!);
  if (trailing && phone)
    return { address: cell.slice(0, Math.max(0, trailing.index - 1)) || null, phone };
  return { address: cell || null, phone: null };
});

/** Some systems export the place as the JSON that they keep: its names, the nearest first. */
function placesIn(text: string): string {
  try {
    const names = Object.values(JSON.parse(text)).filter((name) => typeof name === 'string');
    const rank = (name: string) => {
      const level = LEVELS.findIndex((words) => words.test(name));
      return level < 0 ? 0 : level;
    };
    return names.sort((a, b) => rank(a) - rank(b)).join(', ');
  } catch {
    return text;
  }
}
/** After house and hamlet. */
const LEVELS = [
  /^$/u,
  /^(?:xã|phường|thị trấn|đặc khu)\s/iu,
  /^(?:huyện|quận|thị xã)\s/iu,
  /^(?:tỉnh|thành phố)\s/iu,
];

const NOWHERE: ReadAddress = { address: null, phone: null };

/** The hamlet (thôn, xóm, tổ, bản …) that an address begins with. */
export const hamletOf = (address: string | null): string | null =>
  address === null ? null : hamletIn(address);

const hamletIn = remembered((address): string | null => {
  for (const part of address.split(/[,;]|\s-\s/u)) {
    const hamlet = collapse(part);
    if (HAMLET.test(hamlet)) return hamlet[0]!.toUpperCase() + hamlet.slice(1);
  }
  return null;
});
