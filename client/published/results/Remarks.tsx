import { useEffect, useMemo } from 'preact/hooks';
import { listRemarks } from '#contract/remarks.ts';
import { call } from '../../api.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { moment } from '../../ui/words.ts';

/** What the Fatherland Front has to say, word for word. */
export function Remarks({ campaignId }: { readonly campaignId: string }) {
  const reading = useMemo(
    () => createLoaded(() => call(listRemarks, { params: { campaignId } })),
    [campaignId],
  );
  useEffect(() => {
    reading.load();
  }, [reading]);
  const remarks = reading.value.value?.remarks;
  return (
    <section>
      <h2>{t('remarks.title')}</h2>
      <RefusalNotice failure={reading.failure.value} />
      {remarks?.length === 0 && <p>{t('remarks.none')}</p>}
      {remarks?.map(({ text, writtenBy, writtenAt }, at) => (
        <figure key={at} class="remark">
          <blockquote class="verbatim">{text}</blockquote>
          <figcaption>{t('remarks.by', { name: writtenBy, at: moment(writtenAt) })}</figcaption>
        </figure>
      ))}
    </section>
  );
}
