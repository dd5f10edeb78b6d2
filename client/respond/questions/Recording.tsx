import { useEffect } from 'preact/hooks';
import { play, playing, recordingOf, stopPlaying, unheard } from '../recordings.ts';
import { t } from '../texts.ts';

/** Somebody of the province speaks the question, in the pack's language. `name` tells the buttons of a screen apart. */
export function Recording({ code, name }: { readonly code: string; readonly name: string }) {
  useEffect(() => stopPlaying, []);
  const address = recordingOf(code);
  if (!address) return null;
  const isPlaying = playing.value === code;
  return (
    <p>
      <button
        type="button"
        class="second"
        onClick={() => (isPlaying ? stopPlaying() : play(code, address))}
      >
        {t(isPlaying ? 'questions.stop' : 'questions.listen')}
        <span class="visually-hidden"> {name}</span>
      </button>
      <span role="status">{unheard.value === code && ` ${t('questions.unheard')}`}</span>
    </p>
  );
}
