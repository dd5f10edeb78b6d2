import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { percent, wholeNumber } from '../../ui/words.ts';
import { WhenLoaded } from '../page/Screen.tsx';
import type { FieldworkModel } from './fieldwork.ts';

/** By which doors each agency's answers came: who is heard only by phone is seen here. */
export function DoorTable({ model }: { readonly model: FieldworkModel }) {
  const isAsked = useSignal(false);
  return (
    <details
      class="panel"
      onToggle={(event) => {
        if (!event.currentTarget.open || isAsked.value) return;
        isAsked.value = true;
        model.doors.load();
      }}
    >
      <summary>{t('doors.title')}</summary>
      <p>{t('doors.what')}</p>
      {isAsked.value && <Shares model={model} />}
    </details>
  );
}

function Shares({ model }: { readonly model: FieldworkModel }) {
  return (
    <WhenLoaded state={model.doors}>
      {({ doors, planned, agencies }) => (
        <>
          {planned && (
            <p>
              {t('doors.planned', {
                doors: doors
                  .map((door, j) => `${t(`mode.${door}`)} ${percent(planned[j]!, 0)}`)
                  .join(', '),
              })}
            </p>
          )}
          <Table
            caption={t('doors.caption')}
            rows={agencies}
            keyOf={({ agencyCode }) => agencyCode}
            columns={[
              {
                key: 'agency',
                heading: t('board.agency'),
                cell: ({ agencyName }) => agencyName,
              },
              {
                key: 'received',
                heading: t('fieldwork.received'),
                isNumeric: true,
                cell: ({ received }) => wholeNumber(received),
              },
              ...doors.map((door, j) => ({
                key: door,
                heading: t(`mode.${door}`),
                isNumeric: true,
                cell: ({ received, counts }: (typeof agencies)[number]) =>
                  counts === null ? t('doors.few') : percent(counts[j]! / received, 0),
              })),
            ]}
          />
        </>
      )}
    </WhenLoaded>
  );
}
