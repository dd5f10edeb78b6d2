import type { Chances } from './chances.ts';

/** Slips of the hand. */
const TONES = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];

export const withoutMarks = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D');

/** The last tone of the name becomes another one. */
export function withToneChanged(name: string, { pick }: Chances): string {
  const letters = name.normalize('NFD');
  const place = Math.max(...TONES.map((tone) => letters.lastIndexOf(tone)));
  if (place < 0) return name;
  return `${letters.slice(0, place)}${pick(TONES)}${letters.slice(place + 1)}`.normalize('NFC');
}

/** One letter left out, typed twice, changed for another, or two in the wrong order. */
export function mistypedLetter(name: string, { below, pick }: Chances): string {
  const letters = [...name.normalize('NFC')];
  const place = 1 + below(letters.length - 2);
  if (letters[place] === ' ' || letters[place + 1] === ' ') return name;
  const slip = below(4);
  if (slip === 0) letters.splice(place, 1);
  else if (slip === 1) letters.splice(place, 0, letters[place]!);
  else if (slip === 2) letters[place] = pick([...'nmhgtuioaec']);
  else letters.splice(place, 2, letters[place + 1]!, letters[place]!);
  return letters.join('');
}

export function mistypedDigit(number: string, { below }: Chances): string {
  const place = 3 + below(number.length - 3);
  return (
    number.slice(0, place) + ((Number(number[place]) + 1 + below(9)) % 10) + number.slice(place + 1)
  );
}
