import { useEffect, useMemo } from 'preact/hooks';
import { downloadCertificate, getCertificate } from '#contract/retention.ts';
import { addressOf, call } from '../../api.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { moment } from '../../ui/words.ts';

/** Once personal data are gone: since when, and the certificate that anybody can check. */
export function ErasedNote({ campaignId }: { readonly campaignId: string }) {
  const loaded = useMemo(
    () => createLoaded(() => call(getCertificate, { params: { campaignId } })),
    [campaignId],
  );
  useEffect(() => {
    loaded.load();
  }, [loaded]);
  const certificate = loaded.value.value?.certificate;
  if (!certificate) return null;
  return (
    <p class="fixed">
      {t('results.erased', { at: moment(certificate.endedAt) })}{' '}
      <a href={addressOf(downloadCertificate.path, { campaignId })} download>
        {t('results.certificate')}
      </a>
    </p>
  );
}
