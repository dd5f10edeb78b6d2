import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { wordsOf } from '../../ui/problem-words.ts';
import type { SavedChoices } from './saved-choices.ts';

interface SavedChoiceProps<Value extends string> {
  readonly choices: SavedChoices<Value | null>;
  readonly row: string;
  readonly label: string;
  readonly stored: Value | null;
  readonly values: readonly Value[];
  /** Of a value, or of none. */
  readonly wordOf: (value: Value | null) => string;
}

/**
 * A choice in a table's row, saved at once. Arrow keys choose each value on their way, so what they chose is saved when
 * the focus leaves. A refusal is said in the row: the place in a long list is not lost.
 */
export function SavedChoice<Value extends string>(props: SavedChoiceProps<Value>) {
  const { choices, row, stored, wordOf } = props;
  const isByKey = useRef(false);
  const keyed = useSignal<Value | null | undefined>(undefined);
  const unsaved = choices.unsaved.value.get(row);
  const firstKnown = [keyed.value, unsaved, stored].find((value) => value !== undefined);
  function saveKeyed() {
    const value = keyed.value;
    keyed.value = undefined;
    isByKey.current = false;
    if (value !== undefined) choices.choose(row, value);
  }
  return (
    <span class="guess">
      <select
        class="input"
        aria-label={props.label}
        value={firstKnown ?? ''}
        onPointerDown={saveKeyed}
        onKeyDown={({ key }) => {
          if (key === 'Enter') saveKeyed();
          else isByKey.current = true;
        }}
        onBlur={saveKeyed}
        onChange={({ currentTarget }) => {
          const value = (currentTarget.value || null) as Value | null;
          if (isByKey.current) keyed.value = value;
          else choices.choose(row, value);
        }}
      >
        <option value="">{wordOf(null)}</option>
        {props.values.map((known) => (
          <option key={known} value={known}>
            {wordOf(known)}
          </option>
        ))}
      </select>
      <SavingState
        choices={choices}
        isKeyed={keyed.value !== undefined}
        isUnsaved={unsaved !== undefined}
      />
    </span>
  );
}

function SavingState<Value>(props: {
  readonly choices: SavedChoices<Value>;
  readonly isKeyed: boolean;
  readonly isUnsaved: boolean;
}) {
  const { saveAll } = props.choices;
  const failure = props.isUnsaved ? saveAll.failure.value : undefined;
  const isSaving = props.isUnsaved && saveAll.isBusy.value;
  return (
    <>
      <span class="hint" role="status">
        {isSaving && t('app.saving')}
        {failure && t('app.not_saved', { why: wordsOf(failure).title })}
        {props.isKeyed && t('app.saved_on_leaving')}
      </span>
      {failure && <Button onPress={saveAll.run}>{t('app.save_again')}</Button>}
    </>
  );
}
