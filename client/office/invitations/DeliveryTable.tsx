import type { InvitationRow } from '#contract/invitations.ts';
import { CARRIER_OUTCOMES } from '#contract/invitations.ts';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { wholeNumber } from '../../ui/words.ts';
import { SavedChoice } from '../page/SavedChoice.tsx';
import type { PackModel } from './pack.ts';

/** The respondent: the person who came for the owner, or represents an organisation. */
function nameOf({ fullName, cameName, representative }: InvitationRow): string {
  if (cameName) return t('pack.came_for', { name: cameName, owner: fullName });
  return representative ? `${fullName} (${representative})` : fullName;
}

/** The tick list on screen. Whether somebody has answered is nowhere in it. */
export function DeliveryTable(props: { readonly model: PackModel; readonly mayWrite: boolean }) {
  const { model, mayWrite } = props;
  const rows = model.shown.value;
  return (
    <Table
      caption={t('pack.caption', { n: wholeNumber(rows.length) })}
      isStale={model.list.isLoading.value}
      rows={rows}
      keyOf={(row) => String(row.serial)}
      columns={[
        {
          key: 'name',
          heading: t('persons.name'),
          cell: (row) => `${String(row.serial).padStart(3, '0')} · ${nameOf(row)}`,
        },
        {
          key: 'address',
          heading: t('persons.address'),
          cell: (row) => row.address || row.hamlet || t('pack.unknown_hamlet'),
        },
        { key: 'phone', heading: t('persons.phone'), cell: (row) => row.phone ?? '' },
        {
          key: 'procedure',
          heading: t('persons.procedure'),
          cell: (row) =>
            row.isReserve ? `${row.procedureName} (${t('pack.reserve')})` : row.procedureName,
        },
        {
          key: 'outcome',
          heading: t('pack.outcome'),
          isWide: true,
          cell: (row) =>
            mayWrite ? (
              <SavedChoice
                choices={model.outcomes}
                row={String(row.serial)}
                label={t('pack.outcome_of', { n: row.serial, name: row.fullName })}
                stored={row.delivery}
                values={CARRIER_OUTCOMES}
                wordOf={(outcome) => t(`outcome.${outcome ?? 'none'}`)}
              />
            ) : (
              row.delivery && t(`outcome.${row.delivery}`)
            ),
        },
      ]}
    />
  );
}
