import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Shape } from '#contract/pictures/shapes.ts';
import { markup } from '#contract/pictures/shapes.ts';

const { resolve } = createRequire(import.meta.url);
const FACES = ['400Regular/BeVietnamPro_400Regular', '600SemiBold/BeVietnamPro_600SemiBold'].map(
  (face) => `@expo-google-fonts/be-vietnam-pro/${face}.ttf`,
);
/** Two pixels for one of the drawing: sharp on screens of telephones and in a document. */
const ZOOM = 2;

let ready: Promise<{ readonly fonts: Uint8Array[]; readonly Resvg: Renderer }> | undefined;
type Renderer = typeof import('@resvg/resvg-wasm').Resvg;

/** Two and a half megabytes of program are loaded by the first who wants pixels. */
async function load() {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  await initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const fonts = await Promise.all(FACES.map((face) => readFile(resolve(face))));
  return { Resvg, fonts };
}

/** The drawing in pixels, its letters in the face of the pages. */
export async function pngOf(drawing: Shape): Promise<Uint8Array<ArrayBuffer>> {
  ready ??= load();
  const { Resvg, fonts } = await ready;
  const renderer = new Resvg(markup(drawing), {
    fitTo: { mode: 'zoom', value: ZOOM },
    background: '#ffffff',
    font: {
      fontBuffers: fonts,
      defaultFontFamily: 'Be Vietnam Pro',
      sansSerifFamily: 'Be Vietnam Pro',
    },
  });
  const image = renderer.render();
  const png = new Uint8Array(image.asPng());
  image.free();
  renderer.free();
  return png;
}
