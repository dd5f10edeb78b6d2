import type { LanguagePack } from '#contract/languages.ts';
import { BUILT_IN_LANGUAGES } from '#contract/languages.ts';
import type { Originals } from './originals.ts';

/** Why a pack is not offered, and where; said in both languages of the office. */
export interface PackFault {
  readonly vi: string;
  readonly en: string;
  readonly at: readonly string[];
}

/** Shorter texts may be the same in two languages: “OTP”, “Zalo”. */
const WORDS = 5;

/** Every fault that keeps a pack from being offered. `files` are the names in its folder. */
export function packFaults(
  pack: LanguagePack,
  { pack: original, recordable }: Originals,
  folder: { readonly name: string; readonly files: ReadonlySet<string> },
): PackFault[] {
  const pairs = [
    ...pairsOf(original.texts, pack.texts),
    ...pairsOf(original.questions, pack.questions),
  ];
  const recordings = Object.entries(pack.recordings ?? {});
  const keysOf = (some: readonly Pair[]) => some.map(({ key }) => key);
  const faults: PackFault[] = [
    {
      vi: 'tên thư mục phải là mã ngôn ngữ, khác vi và en',
      en: 'the folder must be named by the language, which is not vi or en',
      at:
        pack.language === folder.name && !BUILT_IN_LANGUAGES.includes(folder.name)
          ? []
          : [folder.name],
    },
    { vi: 'thiếu', en: 'missing', at: keysOf(pairs.filter(({ own }) => !own.trim())) },
    { vi: 'còn để nguyên tiếng Việt', en: 'still in Vietnamese', at: keysOf(pairs.filter(isLeft)) },
    {
      vi: 'khác bản gốc ở chỗ để trống {…}',
      en: 'other gaps {…} than the original',
      at: keysOf(pairs.filter(({ own, vi }) => own.trim() && holes(own) !== holes(vi))),
    },
    {
      vi: 'ghi âm của câu không có',
      en: 'recordings of no question',
      at: recordings.map(([code]) => code).filter((code) => !recordable.has(code)),
    },
    {
      vi: 'không thấy tệp ghi âm',
      en: 'recordings that are not there',
      at: recordings.map(([, file]) => file).filter((file) => !folder.files.has(file)),
    },
  ];
  return faults.filter((fault) => fault.at.length > 0);
}

interface Pair {
  readonly key: string;
  readonly vi: string;
  readonly own: string;
}
const pairsOf = (
  original: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
): Pair[] => Object.entries(original).map(([key, vi]) => ({ key, vi, own: own[key] ?? '' }));

const isLeft = ({ vi, own }: Pair): boolean => own === vi && vi.split(/\s+/).length >= WORDS;

const holes = (text: string): string => (text.match(/\{+\w+\}+/g) ?? []).sort().join();

const FEW = 3;

/** One sentence a language: what is wrong, with the first places by name. */
export function refusalOf(name: string, faults: readonly PackFault[]): string {
  const sentence = (language: 'vi' | 'en', more: string) =>
    faults
      .map((fault) => {
        const first = fault.at.slice(0, FEW).map((place) => `“${place}”`);
        const left = fault.at.length - first.length;
        return `${fault[language]} ${first.join(', ')}${left > 0 ? ` ${more.replace('#', String(left))}` : ''}`;
      })
      .join('; ');
  return (
    `Gói ngôn ngữ ${name} chưa dùng được: ${sentence('vi', 'và # chỗ nữa')}. / ` +
    `Language pack ${name} is not offered: ${sentence('en', 'and # more')}.`
  );
}
