import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';

/** A button and a drop area around the browser's own file input. */
export function Upload(props: {
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly isBusy: boolean;
  /** Another step of the screen comes before it. */
  readonly isSecondary?: boolean;
  /** Several at once; else the first one is taken. */
  readonly isMultiple?: boolean;
  readonly onFile: (first: File, all: readonly File[]) => void;
}) {
  const id = useId();
  const isOver = useSignal(false);
  const take = (list: FileList | null | undefined) => {
    const [first, ...others] = list ?? [];
    if (first && !props.isBusy) props.onFile(first, [first, ...others]);
  };
  return (
    <section
      class="upload"
      aria-label={props.label}
      data-over={isOver.value || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        isOver.value = true;
      }}
      onDragLeave={() => {
        isOver.value = false;
      }}
      onDrop={(event) => {
        event.preventDefault();
        isOver.value = false;
        take(event.dataTransfer?.files);
      }}
    >
      <input
        class="visually-hidden"
        type="file"
        id={id}
        accept={props.accept}
        multiple={props.isMultiple}
        disabled={props.isBusy}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      <label class="button" data-primary={!props.isSecondary || undefined} for={id}>
        {props.label}
      </label>
      <p id={`${id}-hint`}>{props.hint}</p>
    </section>
  );
}
