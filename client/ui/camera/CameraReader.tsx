import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CameraState } from './camera.ts';
import { watchCamera } from './camera.ts';

interface Props {
  /** The page's words for a text of `camera.…`. */
  say(name: string): string;
  /** What was read; gives the sentence that it deserves, or none. */
  onText(text: string): Promise<string | undefined>;
}

/** The picture in which a square is looked for, and under it what was found. Off with the part of the page that has it. */
export function CameraReader({ say, onText }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const state = useSignal<CameraState>('asking');
  const words = useSignal('');
  const handle = useRef(onText);
  handle.current = onText;
  useEffect(() => {
    const start = () =>
      watchCamera(video.current!, {
        onState(next) {
          state.value = next;
          words.value = '';
        },
        async onText(text) {
          words.value = (await handle.current(text)) ?? '';
        },
      });
    let stop = start();
    // Behind another page, or with the screen off, the camera is off too.
    const follow = () => {
      stop();
      if (!document.hidden) stop = start();
    };
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stop();
    };
  }, []);
  const isOn = ['asking', 'looking', 'unreadable'].includes(state.value);
  return (
    <div class="camera">
      <video ref={video} hidden={!isOn} muted playsInline aria-label={say('camera.picture')} />
      <p role="status" class="strong">
        {words.value || say(`camera.${state.value}`)}
      </p>
      {isOn && <p class="hint">{say('camera.privacy')}</p>}
    </div>
  );
}
