import type { Certificate } from '#contract/retention.ts';
import { downloadCertificate } from '#contract/retention.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { day, moment } from '../../ui/words.ts';
import { ErasedTable } from './ErasedTable.tsx';

/** The certificate as a sheet of paper: what went, by whom, and that the frame is the published one. */
export function CertificateSheet(props: {
  readonly certificate: Certificate;
  readonly campaignId: string;
}) {
  const { certificate, campaignId } = props;
  return (
    <>
      <div class="buttons">
        <ButtonLink
          kind="primary"
          href={addressOf(downloadCertificate.path, { campaignId })}
          download
        >
          {t('retention.download')}
        </ButtonLink>
        <Button onPress={() => print()}>{t('retention.print')}</Button>
      </div>
      <h2>{t('retention.certificate')}</h2>
      <p>{t('retention.statement', { campaign: certificate.campaignName })}</p>
      <dl class="facts">
        {factsOf(certificate).map(([name, value]) => (
          <div key={name}>
            <dt>{t(`retention.fact.${name}`)}</dt>
            <dd>{/^[0-9a-f]{64}$/.test(value) ? <code class="hash">{value}</code> : value}</dd>
          </div>
        ))}
      </dl>
      <ErasedTable counts={certificate.counts} caption={t('retention.erased')} />
      <p>{t('retention.key_destroyed')}</p>
      <p>{t('retention.stays')}</p>
      <p>{t('retention.checked_by_anybody')}</p>
    </>
  );
}

const factsOf = (certificate: Certificate): readonly (readonly [string, string])[] => {
  const { dueOn, begunAt, endedAt, begunBy, frameSha256Before, frameSha256After } = certificate;
  return [
    ['due', day(dueOn)],
    ['begun', moment(begunAt)],
    ['ended', moment(endedAt)],
    ['by', begunBy ?? t('retention.clock')],
    ['before', frameSha256Before ?? t('retention.no_frame')],
    ['after', frameSha256After ?? t('retention.no_frame')],
    ['sha256', certificate.sha256],
  ];
};
