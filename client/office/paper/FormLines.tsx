import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { FormEntryModel } from './form-entry.ts';
import { ItemLines } from './ItemLines.tsx';

/** The items of the form that is open; where two clerks differ, both of their readings. */
export function FormLines({ model }: { readonly model: FormEntryModel }) {
  const opened = model.form.value!;
  const disputed = opened.kind === 'dispute' ? opened.items : [];
  function noteOf(question: string): string {
    const pair = disputed.find((item) => item.question === question);
    if (!pair) return '';
    return ` — ${t('paper.readings', { first: shown(pair.first), second: shown(pair.second) })}`;
  }
  const sheet = {
    items: model.items.value,
    typed: model.typed.value,
    onType: model.type,
    noteOf,
    ...(opened.kind === 'keying' && { comment: model.comment }),
  };
  const heading = (
    <>
      <p>
        <strong>{t('paper.form', { number: opened.number })}</strong> · {opened.agencyName} ·{' '}
        {opened.fieldName}
      </p>
      <RefusalNotice failure={model.send.failure.value} />
    </>
  );
  return (
    <ItemLines sheet={sheet} heading={heading} onSubmit={() => model.send.run()}>
      <Button kind="primary" type="submit" isBusy={model.send.isBusy.value}>
        {t('paper.send')}
      </Button>
      <Button onPress={model.leave}>{t('paper.leave')}</Button>
    </ItemLines>
  );
}

const shown = (values: readonly number[]): string => values.join('') || '0';
