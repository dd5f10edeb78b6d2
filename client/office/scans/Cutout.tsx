import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Picture } from './reading/picture.ts';

/** A part of a scan, drawn from memory; `label` is what a reader hears. */
export function Cutout({ picture, label }: { readonly picture: Picture; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, pixels } = picture;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    for (const [i, gray] of pixels.entries()) {
      image.data.fill(gray, 4 * i, 4 * i + 3);
      image.data[4 * i + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [width, height, pixels]);
  return (
    <canvas
      class="cutout"
      ref={canvas}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    />
  );
}
