import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { cameraFrame, FRAME } from '../camera-frame.ts';

/** What the browser's camera shows, each time that it is turned on: a file of this thread, as its browser is (YUV4MPEG2, 4:2:0). */
const FILE = join(tmpdir(), `sipas-camera-${process.pid}-${threadId}.y4m`);
const FRAMES_A_SECOND = 15;

/** For the start of a browser that has this camera and no other. */
export const CAMERA_FLAGS = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${FILE}`,
];

/** Holds a square in front of the camera, while it is off. */
export function holdBeforeCamera(text: string, held: Parameters<typeof cameraFrame>[1] = {}): void {
  const { width, height } = FRAME;
  const gray = Buffer.alloc((width * height) / 2, 128);
  const header = `YUV4MPEG2 W${width} H${height} F${FRAMES_A_SECOND}:1 Ip A1:1 C420\n`;
  const frames = [1, 2].flatMap((seed) => [
    Buffer.from('FRAME\n'),
    Buffer.from(cameraFrame(text, { ...held, seed }).buffer),
    gray,
  ]);
  writeFileSync(FILE, Buffer.concat([Buffer.from(header), ...frames]));
}

export const putCameraAway = (): void => rmSync(FILE, { force: true });
