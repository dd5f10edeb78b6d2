import { foldWords } from './fold.ts';
import { remembered } from './remembered.ts';

/** How an application came in; the numbers are those of the one-stop systems' own data (domain.md 4.2). */
const CHANNELS: readonly (readonly [channel: string, words: string])[] = [
  ['Trực tuyến', 'trực tuyến | online | cổng dịch vụ công | dvc | qua mạng | mạng | 2'],
  ['Bưu chính công ích', 'bưu chính | bưu điện | bcci | vnpost | 3'],
  ['Trực tiếp', 'trực tiếp | tại quầy | tại bộ phận một cửa | một cửa | tại chỗ | 1'],
];
const FOLDED = CHANNELS.map(
  ([channel, words]) => [channel, words.split(' | ').map(foldWords)] as const,
);

/** One name for each channel; a text that names none stays as it is. */
export const channelOf = remembered((text): string | null => {
  const words = ` ${foldWords(text)} `;
  const known = FOLDED.find(([, names]) =>
    names.some((name) =>
      /^\d$/u.test(name) ? words.trim() === name : words.includes(` ${name} `),
    ),
  );
  return (
    known?.[0] ?? (text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().slice(0, 100) || null)
  );
}, 1000);
