import type { Signal } from '@preact/signals';

export function PinField(props: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: Signal<string>;
}) {
  const { id, label, hint, value } = props;
  return (
    <>
      <label class="field" for={id}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
      <input
        id={id}
        class="digits"
        type="password"
        autocomplete="off"
        aria-describedby={hint && `${id}-hint`}
        value={value.value}
        onInput={({ currentTarget }) => (value.value = currentTarget.value)}
      />
    </>
  );
}
