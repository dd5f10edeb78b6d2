import type { Sight } from './decode-square.ts';

/** Of the browser, where it has one (W3C Shape Detection; Chrome on Android and macOS). */
interface BarcodeDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorKind {
  new (options: { readonly formats: readonly string[] }): BarcodeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
}
export type SquareReader = (video: HTMLVideoElement) => Promise<Sight>;

/** Longer side of the picture that is searched: a slip's square that fills a fifth of it has four pixels a module. */
const LONGER_SIDE = 800;

/** The browser's own reader, otherwise ours, fetched now: neither sends the picture anywhere. */
export async function createSquareReader(): Promise<SquareReader> {
  const detector = await ownDetector().catch(() => undefined);
  return detector ? detectorReader(detector) : pixelReader();
}

async function ownDetector(): Promise<BarcodeDetector | undefined> {
  const { BarcodeDetector: Kind } = globalThis as { BarcodeDetector?: DetectorKind };
  const formats = (await Kind?.getSupportedFormats()) ?? [];
  return Kind && formats.includes('qr_code') ? new Kind({ formats: ['qr_code'] }) : undefined;
}

/** A detector that promises the format and then fails, as without the telephone's services, is replaced. */
function detectorReader(detector: BarcodeDetector): SquareReader {
  let fallback: SquareReader | undefined;
  return async (video) => {
    if (fallback) return fallback(video);
    try {
      const [found] = await detector.detect(video);
      return { ...(found && { text: found.rawValue }), isSeen: found !== undefined };
    } catch {
      fallback = await pixelReader();
      return fallback(video);
    }
  };
}

async function pixelReader(): Promise<SquareReader> {
  const { squareIn } = await import('./decode-square.ts');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  return async (video) => {
    const { videoWidth, videoHeight } = video;
    const scale = Math.min(1, LONGER_SIDE / Math.max(videoWidth, videoHeight));
    canvas.width = Math.round(videoWidth * scale);
    canvas.height = Math.round(videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    return squareIn(context.getImageData(0, 0, canvas.width, canvas.height));
  };
}
