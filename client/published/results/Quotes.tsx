import { useEffect, useMemo } from 'preact/hooks';
import { listQuotes } from '#contract/comment-coding.ts';
import { call } from '../../api.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';

/** Own words of citizens, masked and approved by two; nothing where there are none. */
export function Quotes({ campaignId }: { readonly campaignId: string }) {
  const loaded = useMemo(
    () => createLoaded(() => call(listQuotes, { params: { campaignId } })),
    [campaignId],
  );
  useEffect(() => {
    loaded.load();
  }, [loaded]);
  const quotes = loaded.value.value?.quotes ?? [];
  if (quotes.length === 0) return null;
  return (
    <section>
      <h2>{t('quotes.title')}</h2>
      <p>{t('quotes.about')}</p>
      {quotes.map(({ text, agencyName }, position) => (
        <figure key={position} class="remark">
          <blockquote class="verbatim">{text}</blockquote>
          {agencyName && <figcaption>{agencyName}</figcaption>}
        </figure>
      ))}
    </section>
  );
}
