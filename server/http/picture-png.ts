import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { askThread } from '../warm-threads.ts';

const { resolve } = createRequire(import.meta.url);
const FACES = ['400Regular/BeVietnamPro_400Regular', '600SemiBold/BeVietnamPro_600SemiBold'].map(
  (face) => resolve(`@expo-google-fonts/be-vietnam-pro/${face}.ttf`),
);
const PROGRAM = resolve('@resvg/resvg-wasm/index_bg.wasm');
/** The server is compiled without the browser's types, which are the only ones that know it. */
declare const WebAssembly: { compile(program: Uint8Array): Promise<object> };
/** Readers who look at one picture of a publication look at the others. */
const THREAD = { script: join(import.meta.dirname, 'png-thread.ts'), idleMs: 10_000 };

export interface PngOrder {
  readonly svg: string;
  readonly program: object;
  readonly faces: readonly Uint8Array[];
}

/**
 * Two and a half megabytes of machine code, made once in a process: making it again took three quarters of a picture's
 * work. It holds no state: each thread runs it in a memory of its own and reads the faces anew for each picture, for a face
 * that is kept between files has lost letters before.
 */
let program: Promise<object> | undefined;
/** A failure is not kept: for a moment there may be no file descriptor left. */
function compiled(): Promise<object> {
  program ??= compile().catch((error: Error) => {
    program = undefined;
    throw error;
  });
  return program;
}
const compile = async () => WebAssembly.compile(await readFile(PROGRAM));

/** One at a time: a table of a hundred agencies is sixteen megabytes of pixels. */
let turn: Promise<unknown> = Promise.resolve();

/** The drawing in pixels, its letters in the face of the pages, made where nobody else waits for it. */
export function pngOf(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const made = turn.then(() => drawInThread(svg));
  turn = made.catch(() => undefined);
  return made;
}

async function drawInThread(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  // At once, so that the failure of one leaves no other unheard: that would end the process.
  const [program, ...faces] = await Promise.all([
    compiled(),
    ...FACES.map((face) => readFile(face)),
  ]);
  const order: PngOrder = { svg, program, faces };
  return askThread<Uint8Array<ArrayBuffer>>(THREAD, order);
}
