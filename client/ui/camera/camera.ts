import { createSights } from './sights.ts';
import type { SquareReader } from './square-reader.ts';
import { createSquareReader } from './square-reader.ts';

/** `refused`: the person or the browser forbids it. `missing`: no camera. `busy`: another program has it. */
export type CameraState = 'asking' | 'looking' | 'unreadable' | 'refused' | 'missing' | 'busy';

interface Watcher {
  onState(state: CameraState): void;
  /** The next frame is read once this is done. */
  onText(text: string): Promise<void>;
}

/** Between two frames: a slow telephone keeps time for touches. */
const PAUSE = 100;
/** Reads squares until the function that it gives is called. Frames stay in this page's memory, one at a time. */
export function watchCamera(video: HTMLVideoElement, watcher: Watcher): () => void {
  const life = { isOver: false };
  const open = openStream();
  const stop = () => {
    life.isOver = true;
    video.srcObject = null;
    open.then(stopStream, () => undefined);
  };
  run(video, open, watcher, life).catch((error) => {
    if (life.isOver) return;
    stop();
    watcher.onState(stateOf(error));
  });
  return stop;
}

const stopStream = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop();
};

/** The telephone's rear camera; a desk's only one. Nothing is heard. */
async function openStream(): Promise<MediaStream> {
  // Missing on pages without https.
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('', 'NotFoundError');
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: 'environment', width: { ideal: 640 }, height: { ideal: 480 } },
  });
}

function stateOf(error: unknown): CameraState {
  if (!(error instanceof DOMException)) throw error;
  const { name } = error;
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing';
}

async function run(
  video: HTMLVideoElement,
  open: Promise<MediaStream>,
  watcher: Watcher,
  life: { readonly isOver: boolean },
): Promise<void> {
  const [stream, read] = await Promise.all([open, createSquareReader()]);
  if (life.isOver) return;
  video.srcObject = stream;
  await video.play();
  watcher.onState('looking');
  await readFrames(video, read, watcher, life);
}

async function readFrames(
  video: HTMLVideoElement,
  read: SquareReader,
  { onState, onText }: Watcher,
  life: { readonly isOver: boolean },
): Promise<void> {
  const note = createSights();
  let wasUnreadable = false;
  for (; !life.isOver; await pause()) {
    if (video.videoWidth === 0) continue;
    const { text, isUnreadable } = note(await read(video), performance.now());
    if (life.isOver) return;
    if (text !== undefined) await onText(text);
    else if (isUnreadable !== wasUnreadable) onState(isUnreadable ? 'unreadable' : 'looking');
    wasUnreadable = isUnreadable;
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));
