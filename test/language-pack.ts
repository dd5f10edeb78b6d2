import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LanguagePack } from '#contract/languages.ts';

/** A made-up language: every word is between marks, so that a test sees whose text is on the page. */
export const MADE_UP = { language: 'qaa', name: 'Tiếng Thử' } as const;
export const marked = (text: string): string => `‹${text}›`;

export const madeUpPack = (
  original: LanguagePack,
  more: Partial<LanguagePack> = {},
): LanguagePack => {
  const all = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, marked(text)]));
  return {
    ...MADE_UP,
    texts: all(original.texts),
    questions: all(original.questions),
    ...more,
  };
};

/** What a province does: a folder named by the language, `pack.json` and the recordings in it. */
export async function putPack(
  dataDir: string,
  pack: LanguagePack,
  recordings: Readonly<Record<string, Buffer>> = {},
): Promise<void> {
  const folder = join(dataDir, 'packs', pack.language);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'pack.json'), JSON.stringify(pack));
  for (const [name, content] of Object.entries(recordings))
    await writeFile(join(folder, name), content);
}

/** A second of silence as a phone's player takes it: RIFF/WAVE has no place here, so the smallest MP3 frames. */
export function silence(): Buffer {
  // MPEG-1 Layer III, 32 kbit/s, 32 kHz, mono: 144 bytes a frame of 36 ms.
  const frame = Buffer.alloc(144);
  frame.set([0xff, 0xfb, 0x18, 0xc4]);
  return Buffer.concat(Array.from({ length: 28 }, () => frame));
}
