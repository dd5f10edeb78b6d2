import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { Checking } from './checking.ts';
import type { FindMyself as Model } from './find-myself.ts';
import { createFindMyself, readTyped } from './find-myself.ts';

/** The holder of a slip finds their own line in the frozen list, checked on their own device. */
export function FindMyself({ checking }: { readonly checking: Checking }) {
  const model = useMemo(() => createFindMyself(checking), [checking]);
  const text = useSignal('');
  const wrong = useSignal<string | undefined>(undefined);
  const find = (event: Event) => {
    event.preventDefault();
    const typed = readTyped(text.value);
    wrong.value = typed ? undefined : t('myself.wrong');
    if (typed) model.find(typed);
  };
  return (
    <section aria-labelledby="find-myself">
      <h2 id="find-myself">{t('myself.title')}</h2>
      <p>{t('myself.what')}</p>
      <form onSubmit={find} noValidate>
        <TextField
          label={t('myself.label')}
          hint={t('myself.hint')}
          wrong={wrong.value}
          value={text.value}
          autocomplete="off"
          onInput={(typed) => {
            text.value = typed;
          }}
        />
        <Button type="submit" isBusy={model.isBusy.value} busyLabel={t('myself.busy')}>
          {t('myself.act')}
        </Button>
      </form>
      <RefusalNotice failure={model.failure.value} />
      <div role="status">{model.unitId.value && <Found model={model} />}</div>
    </section>
  );
}

function Found({ model }: { readonly model: Model }) {
  const place = model.place.value;
  const unitId = model.unitId.value ?? '';
  if (place === undefined)
    return (
      <Notice kind="info" title={t('myself.pseudonym', { id: unitId })}>
        <p>{t('myself.check_first')}</p>
      </Notice>
    );
  if (place === null)
    return (
      <Notice kind="error" title={t('myself.missing', { id: unitId })}>
        <p>{t('self.tell')}</p>
      </Notice>
    );
  return (
    <Notice kind="success" title={t('myself.there', { id: unitId, stratum: place.stratum })}>
      <p>{t(`myself.role.${place.role ?? 'none'}`)}</p>
    </Notice>
  );
}
