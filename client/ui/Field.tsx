import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What is typed or chosen goes straight into this signal. */
export const into =
  <V,>(box: Signal<V>) =>
  (value: V): void => {
    box.value = value;
  };

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
}

/** Label above, hint below it, what is wrong between hint and box. Nothing typed is ever thrown away. */
function Labelled(
  props: FieldProps & { readonly id: string; readonly children: ComponentChildren },
) {
  const { id, label, hint, wrong, children } = props;
  return (
    <div class="field" data-wrong={wrong ? true : undefined}>
      <label for={id}>{label}</label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {wrong && (
        <span class="wrong" id={`${id}-wrong`}>
          {wrong}
        </span>
      )}
      {children}
    </div>
  );
}

const described = (id: string, { hint, wrong }: FieldProps) =>
  [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined;

interface InputProps {
  /** Of the kinds that take typed text; Preact's types want one at a time. */
  readonly type?: string;
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric' | 'decimal' | 'tel' | 'email';
  /** A list of what is likely to be typed. */
  readonly list?: string;
}

export function TextField(
  props: FieldProps &
    InputProps & {
      readonly id?: string;
      readonly value: string;
      readonly onInput: (value: string) => void;
      readonly isShort?: boolean;
    },
) {
  const made = useId();
  const { id = made, label, hint, wrong, value, onInput, isShort, ...rest } = props;
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      <input
        {...(rest as { type?: 'text' })}
        class="input"
        id={id}
        value={value}
        data-short={isShort || undefined}
        aria-describedby={described(id, props)}
        aria-invalid={wrong ? true : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Labelled>
  );
}

/** What is written in lines or paragraphs. */
export function LongTextField(
  props: FieldProps & { readonly value: string; readonly onInput: (value: string) => void },
) {
  const id = useId();
  const { label, hint, wrong, value, onInput } = props;
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      <textarea
        class="input"
        id={id}
        rows={4}
        value={value}
        aria-describedby={described(id, props)}
        aria-invalid={wrong ? true : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Labelled>
  );
}

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly note?: string;
}

export function SelectField<V extends string>(
  props: FieldProps & {
    readonly id?: string;
    readonly value: V;
    readonly choices: readonly Choice<V>[];
    readonly onChange: (value: V) => void;
  },
) {
  const made = useId();
  const { id = made, label, hint, wrong, value, choices, onChange } = props;
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      <select
        class="input"
        id={id}
        value={value}
        aria-describedby={described(id, props)}
        onChange={(event) => onChange(event.currentTarget.value as V)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

export function ChoiceField<V extends string>(
  props: FieldProps & {
    readonly value: V;
    readonly choices: readonly Choice<V>[];
    readonly onChange: (value: V) => void;
  },
) {
  const name = useId();
  return (
    <fieldset class="field">
      <legend>{props.label}</legend>
      {props.hint && <span class="hint">{props.hint}</span>}
      {props.choices.map((choice) => (
        <label class="choice" key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === props.value}
            onChange={() => props.onChange(choice.value)}
          />
          <span>
            {choice.label}
            {choice.note && <small>{choice.note}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
