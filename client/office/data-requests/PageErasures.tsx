import type { ErasureRow } from '#contract/erasures.ts';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { day, moment } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { DataRequestsModel } from './data-requests.ts';

/** What was asked on the page of a slip; each is answered within two working days. */
export function PageErasures(props: {
  readonly rows: readonly ErasureRow[];
  readonly model: DataRequestsModel;
}) {
  const { rows, model } = props;
  if (rows.length === 0) return <p>{t('erasures.empty')}</p>;
  const actOf = (request: ErasureRow) =>
    request.carriedOutAt ? (
      t('erasures.carried_out', { at: moment(request.carriedOutAt) })
    ) : (
      <ConfirmedAct
        act={model.erase}
        label={t('erasures.erase')}
        title={t('erasures.confirm', { code: request.code })}
        busy={t('app.busy')}
        isSecondary
        run={() => model.erase.run(request.code)}
        onDone={model.load}
      >
        <p>{t('erasures.consequence')}</p>
      </ConfirmedAct>
    );
  return (
    <Table
      caption={t('erasures.caption', { n: rows.length })}
      rows={rows}
      keyOf={(row) => row.code}
      columns={[
        { key: 'code', heading: t('erasures.code'), cell: (row) => row.code },
        { key: 'agency', heading: t('board.agency'), cell: (row) => row.agencyName },
        { key: 'name', heading: t('erasures.name'), cell: (row) => row.fullName },
        { key: 'due', heading: t('erasures.due'), cell: (row) => day(row.dueOn) },
        { key: 'act', heading: t('erasures.act'), cell: actOf, isWide: true },
      ]}
    />
  );
}
