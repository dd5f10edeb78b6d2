import { useSignal } from '@preact/signals';
import type { Replied } from '#contract/endpoint.ts';
import { checkReceipt } from '#contract/responses.ts';
import { call } from '../../api.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { failureOf } from '../../ui/failure.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { Failure } from '../../ui/problem-words.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';

const LENGTH = 8;

/** The holder of a receipt sees that the form is among those counted. */
export function ReceiptCheck() {
  const typed = useSignal('');
  const wrong = useSignal<string | undefined>(undefined);
  const failure = useSignal<Failure | undefined>(undefined);
  const isBusy = useSignal(false);
  const found = useSignal<Replied<typeof checkReceipt> | undefined>(undefined);
  const code = typed.value.toUpperCase().replace(/[^A-Z0-9]/g, '');

  const check = async (event: Event) => {
    event.preventDefault();
    found.value = undefined;
    failure.value = undefined;
    wrong.value =
      code.length === LENGTH
        ? undefined
        : t(code ? 'receipt.length' : 'receipt.empty', { count: code.length });
    if (wrong.value || isBusy.value) return;
    isBusy.value = true;
    try {
      found.value = await call(checkReceipt, { body: { code } });
    } catch (error) {
      failure.value = failureOf(error);
    }
    isBusy.value = false;
  };
  return (
    <section aria-labelledby="receipt">
      <h2 id="receipt">{t('receipt.title')}</h2>
      <p>{t('receipt.text')}</p>
      <form onSubmit={check} noValidate>
        <TextField
          label={t('receipt.label')}
          hint={t('receipt.hint')}
          wrong={wrong.value}
          value={typed.value}
          autocomplete="off"
          isShort
          onInput={(text) => {
            typed.value = text;
          }}
        />
        <Button kind="primary" type="submit" isBusy={isBusy.value} busyLabel={t('receipt.busy')}>
          {t('receipt.act')}
        </Button>
      </form>
      <RefusalNotice failure={failure.value} />
      <div role="status">{found.value && <Result {...found.value} />}</div>
    </section>
  );
}

function Result({ isCounted, received, isVoided }: Replied<typeof checkReceipt>) {
  return (
    <Notice
      kind={isCounted ? 'success' : 'attention'}
      title={
        isCounted
          ? t('receipt.counted', { n: wholeNumber(received) })
          : t(isVoided ? 'receipt.voided' : 'receipt.not_found')
      }
    />
  );
}
