import { useSignal } from '@preact/signals';
import { downloadResponseArchive, RESPONSE_PURPOSES } from '#contract/response-archive.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';

type Purpose = (typeof RESPONSE_PURPOSES)[number];

/** Single responses, for Home Affairs: what they tell, what is not done with them, and what they are taken for. */
export function ResponseArchive({ campaignId }: { readonly campaignId: string }) {
  const purpose = useSignal<Purpose>('verify');
  return (
    <details class="panel">
      <summary>{t('results.archive.title')}</summary>
      <p>{t('results.archive.hold')}</p>
      <p>{t('results.archive.infer')}</p>
      <p>
        <strong>{t('results.archive.must_not')}</strong>
      </p>
      <SelectField
        label={t('results.archive.purpose')}
        hint={t('results.archive.purpose_hint')}
        value={purpose.value}
        choices={RESPONSE_PURPOSES.map((value) => ({
          value,
          label: t(`results.archive.purposes.${value}`),
        }))}
        onChange={(value) => {
          purpose.value = value;
        }}
      />
      <p class="buttons">
        <ButtonLink
          href={addressOf(downloadResponseArchive.path, { campaignId }, { purpose: purpose.value })}
          download
        >
          {t('results.archive.download')}
        </ButtonLink>
      </p>
    </details>
  );
}
