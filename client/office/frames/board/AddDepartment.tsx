import { useSignal } from '@preact/signals';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { into, TextField } from '../../../ui/Field.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import type { BoardModel } from './board.ts';

/** Communes are built in; departments are the province's own and are added by hand. */
export function AddDepartment({ model }: { readonly model: BoardModel }) {
  const code = useSignal('');
  const name = useSignal('');
  const wrong = useSignal<{ code?: string; name?: string }>({});
  async function submit(event: Event) {
    event.preventDefault();
    wrong.value = {
      ...(!/^[A-Za-z0-9.]{2,20}$/.test(code.value.trim()) && { code: t('board.code_wrong') }),
      ...(!name.value.trim() && { name: t('board.name_missing') }),
    };
    if (Object.keys(wrong.value).length > 0) return;
    await model.addDepartment.run(code.value.trim(), name.value.trim());
    if (model.addDepartment.failure.value) return;
    code.value = '';
    name.value = '';
  }
  return (
    <details class="panel">
      <summary>{t('board.add_department')}</summary>
      <form onSubmit={submit} noValidate>
        <RefusalNotice failure={model.addDepartment.failure.value} />
        <TextField
          label={t('board.department_name')}
          value={name.value}
          wrong={wrong.value.name}
          onInput={into(name)}
        />
        <TextField
          label={t('board.department_code')}
          hint={t('board.department_hint')}
          isShort
          value={code.value}
          wrong={wrong.value.code}
          onInput={into(code)}
        />
        <div class="buttons">
          <Button type="submit" isBusy={model.addDepartment.isBusy.value} busyLabel={t('app.busy')}>
            {t('board.add_department')}
          </Button>
        </div>
      </form>
    </details>
  );
}
