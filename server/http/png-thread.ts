import { parentPort, workerData } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { PngOrder } from './picture-png.ts';

/** Two pixels for one of the drawing: sharp on screens of telephones and in a document. */
const ZOOM = 2;
const FAMILY = 'Be Vietnam Pro';

const { svg, program, faces }: PngOrder = workerData;
await initWasm(program);
const renderer = new Resvg(svg, {
  fitTo: { mode: 'zoom', value: ZOOM },
  background: '#ffffff',
  font: { fontBuffers: [...faces], defaultFontFamily: FAMILY, sansSerifFamily: FAMILY },
});
const png = new Uint8Array(renderer.render().asPng());
parentPort!.postMessage(png, [png.buffer]);
