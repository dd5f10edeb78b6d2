import { useSignal } from '@preact/signals';
import { t } from '../../../i18n.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { Upload } from '../../../ui/Upload.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import type { Act } from '../../page/act.ts';

interface Taken {
  readonly agencies: number;
  readonly unknown: readonly string[];
}

/** Uploads the one-stop system's totals of all agencies, to be compared with the lists. */
export function TotalsFile({ act }: { readonly act: Act<[File], Taken> }) {
  const taken = useSignal<Taken | undefined>(undefined);
  return (
    <section>
      <h2>{t('totals.file_title')}</h2>
      <RefusalNotice failure={act.failure.value} />
      {taken.value && (
        <Notice kind="success" title={t('totals.taken', { n: wholeNumber(taken.value.agencies) })}>
          {taken.value.unknown.length > 0 && (
            <p>{t('totals.unknown', { names: taken.value.unknown.join(', ') })}</p>
          )}
        </Notice>
      )}
      <Upload
        label={t('totals.choose_file')}
        hint={t('totals.file_hint')}
        accept=".xlsx,.csv"
        isBusy={act.isBusy.value}
        onFile={async (file) => {
          taken.value = await act.run(file);
        }}
      />
    </section>
  );
}
