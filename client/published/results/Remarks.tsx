import { useEffect, useMemo } from 'preact/hooks';
import { listRemarks } from '#contract/remarks.ts';
import { call } from '../../api.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { moment } from '../../ui/words.ts';

/** What the Fatherland Front has to say, word for word. */
export function Remarks({ campaignId }: { readonly campaignId: string }) {
  const loaded = useMemo(
    () => createLoaded(() => call(listRemarks, { params: { campaignId } })),
    [campaignId],
  );
  useEffect(() => {
    loaded.load();
  }, [loaded]);
  const remarks = loaded.value.value?.remarks;
  return (
    <section>
      <h2>{t('remarks.title')}</h2>
      <RefusalNotice failure={loaded.failure.value} />
      {remarks?.length === 0 && <p>{t('remarks.none')}</p>}
      {remarks?.map(({ text, writtenBy, writtenAt }, position) => (
        <figure key={position} class="remark">
          <blockquote class="verbatim">{text}</blockquote>
          <figcaption>{t('remarks.by', { name: writtenBy, at: moment(writtenAt) })}</figcaption>
        </figure>
      ))}
    </section>
  );
}
