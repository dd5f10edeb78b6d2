import { listRemarks } from '#contract/remarks.ts';
import { call } from '../../api.ts';
import { t } from '../../i18n.ts';
import { RemarkAccount } from '../../ui/RemarkAccount.tsx';
import { WhenNear } from '../../ui/WhenNear.tsx';
import { moment } from '../../ui/words.ts';

/** What the Fatherland Front has to say, word for word. */
export function Remarks({ campaignId }: { readonly campaignId: string }) {
  return (
    <section>
      <h2>{t('remarks.title')}</h2>
      <WhenNear read={() => call(listRemarks, { params: { campaignId } })}>
        {({ remarks }) =>
          remarks.length === 0 ? (
            <p>{t('remarks.none')}</p>
          ) : (
            remarks.map(({ text, writtenBy, writtenAt, ...account }, position) => (
              <figure key={position} class="remark">
                <blockquote class="verbatim">{text}</blockquote>
                <figcaption>
                  {t('remarks.by', { name: writtenBy, at: moment(writtenAt) })}
                  <RemarkAccount {...account} />
                </figcaption>
              </figure>
            ))
          )
        }
      </WhenNear>
    </section>
  );
}
