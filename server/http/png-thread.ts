import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { PngOrder } from './picture-png.ts';

/** Two pixels for one of the drawing: sharp on screens of telephones and in a document. */
const ZOOM = 2;
const FAMILY = 'Be Vietnam Pro';

let ready: Promise<void> | undefined;

/** The renderer's objects are in the program's own memory, which no collector of garbage knows. */
async function draw({ svg, program, faces }: PngOrder): Promise<void> {
  ready ??= initWasm(program);
  await ready;
  const renderer = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    background: '#ffffff',
    font: { fontBuffers: [...faces], defaultFontFamily: FAMILY, sansSerifFamily: FAMILY },
  });
  const image = renderer.render();
  const png = new Uint8Array(image.asPng());
  image.free();
  renderer.free();
  parentPort!.postMessage(png, [png.buffer]);
}

parentPort!.on('message', draw);
