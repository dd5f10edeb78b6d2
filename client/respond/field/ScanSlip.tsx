import { useSignal } from '@preact/signals';
import { CameraReader } from '../../ui/camera/CameraReader.tsx';
import { fieldText } from './texts.ts';

/** The camera is on while its button says so. */
export function ScanSlip(props: {
  readonly label: string;
  /** Gives the sentence under the picture, or none. */
  readonly onText: (text: string) => Promise<string | undefined>;
}) {
  const isOn = useSignal(false);
  return (
    <section class="no-print">
      <button type="button" class="second" onClick={() => (isOn.value = !isOn.value)}>
        {isOn.value ? fieldText('camera.off') : props.label}
      </button>
      {isOn.value && <CameraReader say={fieldText} onText={props.onText} />}
    </section>
  );
}
