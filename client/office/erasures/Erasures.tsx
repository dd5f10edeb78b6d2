import { useEffect, useMemo } from 'preact/hooks';
import type { ErasureRow } from '#contract/erasures.ts';
import { carryOutErasure, listErasures } from '#contract/erasures.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { Table } from '../../ui/Table.tsx';
import { day, moment } from '../../ui/words.ts';
import type { Act } from '../page/act.ts';
import { createAct } from '../page/act.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';

/** People who asked to have their contact data erased; each is answered within two working days. */
export function Erasures({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const requests = useMemo(
    () =>
      createLoaded(
        async () => (await ask(listErasures, { params: { campaignId: campaign.id } })).requests,
      ),
    [ask, campaign.id],
  );
  const erase = useMemo(
    () =>
      createAct((code: string) =>
        ask(carryOutErasure, { params: { campaignId: campaign.id, code } }),
      ),
    [ask, campaign.id],
  );
  useEffect(() => {
    requests.load();
  }, [requests]);
  const open = requests.value.value?.filter((request) => !request.carriedOutAt) ?? [];
  const [first] = open;
  const todo = first
    ? t('erasures.todo', { n: open.length, due: day(first.dueOn) })
    : t('erasures.todo_none');
  return (
    <Screen title={t(title)} todo={requests.value.value && todo}>
      <WhenLoaded state={requests}>
        {(rows) =>
          rows.length === 0 ? (
            <p>{t('erasures.empty')}</p>
          ) : (
            <Requests rows={rows} erase={erase} onDone={requests.load} />
          )
        }
      </WhenLoaded>
    </Screen>
  );
}

function Requests(props: {
  readonly rows: readonly ErasureRow[];
  readonly erase: Act<[string], unknown>;
  readonly onDone: () => Promise<void>;
}) {
  const { rows, erase, onDone } = props;
  const actOf = (request: ErasureRow) =>
    request.carriedOutAt ? (
      t('erasures.carried_out', { at: moment(request.carriedOutAt) })
    ) : (
      <ConfirmedAct
        act={erase}
        label={t('erasures.erase')}
        title={t('erasures.confirm', { code: request.code })}
        busy={t('app.busy')}
        isSecondary
        run={() => erase.run(request.code)}
        onDone={onDone}
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
