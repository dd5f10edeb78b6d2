import { downloadCertificate, getCertificate } from '#contract/retention.ts';
import { addressOf, call } from '../../api.ts';
import { t } from '../../i18n.ts';
import { WhenNear } from '../../ui/WhenNear.tsx';
import { moment } from '../../ui/words.ts';

/** Once personal data are gone: since when, and the certificate that anybody can check. */
export function ErasedNote({ campaignId }: { readonly campaignId: string }) {
  return (
    <WhenNear read={() => call(getCertificate, { params: { campaignId } })}>
      {({ certificate }) =>
        certificate && (
          <p class="fixed">
            {t('results.erased', { at: moment(certificate.endedAt) })}{' '}
            <a href={addressOf(downloadCertificate.path, { campaignId })} download>
              {t('results.certificate')}
            </a>
          </p>
        )
      }
    </WhenNear>
  );
}
