import { listQuotes } from '#contract/comment-coding.ts';
import { call } from '../../api.ts';
import { t } from '../../i18n.ts';
import { WhenNear } from '../../ui/WhenNear.tsx';

/** Own words of citizens, masked and approved by two; nothing where there are none. */
export function Quotes({ campaignId }: { readonly campaignId: string }) {
  return (
    <WhenNear read={() => call(listQuotes, { params: { campaignId } })}>
      {({ quotes }) =>
        quotes.length > 0 && (
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
        )
      }
    </WhenNear>
  );
}
