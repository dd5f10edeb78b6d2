import type { Signal } from '@preact/signals';
import type { PrintPurpose } from '#contract/slips.ts';
import { downloadSlips, PRINT_PURPOSES } from '#contract/slips.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { into, SelectField } from '../../ui/Field.tsx';

/** The purpose of a printing, chosen before it. The journal keeps it with printer, time and count. */
export function PrintPurposes({ purpose }: { readonly purpose: Signal<PrintPurpose> }) {
  return (
    <SelectField
      label={t('pack.purpose')}
      hint={t('pack.purpose_hint')}
      value={purpose.value}
      choices={PRINT_PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
      onChange={into(purpose)}
    />
  );
}

export const slipsAddress = (
  campaignId: string,
  agencyCode: string,
  purpose: PrintPurpose,
  part: { readonly serial?: number; readonly hamlet?: string } = {},
): string => addressOf(downloadSlips.path, { campaignId, agencyCode }, { purpose, ...part });
