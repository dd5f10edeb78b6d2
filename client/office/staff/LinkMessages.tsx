import { useEffect } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Table } from '../../ui/Table.tsx';
import { moment, wholeNumber } from '../../ui/words.ts';
import type { LinkMessagesModel } from './link-messages.ts';

/** Which links went out, and how it ended. */
export function LinkMessages({ model }: { readonly model: LinkMessagesModel }) {
  useEffect(() => {
    model.loaded.load();
  }, [model]);
  const messages = model.loaded.value.value?.messages ?? [];
  const result = model.result.value;
  return (
    <>
      <RefusalNotice failure={model.send.failure.value} />
      {result && (
        <Notice kind="success" title={t('link_messages.sent', { n: wholeNumber(result.messages) })}>
          {result.withoutAddress.length > 0 && (
            <p>{t('link_messages.without', { names: result.withoutAddress.join(', ') })}</p>
          )}
        </Notice>
      )}
      {messages.length > 0 && (
        <details>
          <summary>{t('link_messages.caption', { n: wholeNumber(messages.length) })}</summary>
          <div class="buttons">
            <Button onPress={() => model.loaded.load()}>{t('link_messages.again')}</Button>
          </div>
          <Table
            caption={t('link_messages.caption', { n: wholeNumber(messages.length) })}
            rows={messages}
            keyOf={(row) => `${row.staffId} ${row.changedAt} ${row.state}`}
            columns={[
              {
                key: 'name',
                heading: t('accounts.name'),
                cell: ({ fullName, username }) => `${fullName} (${username})`,
              },
              {
                key: 'way',
                heading: t('link_messages.way'),
                cell: ({ way }) => t(`link_messages.way_${way}`),
              },
              {
                key: 'state',
                heading: t('link_messages.state'),
                cell: ({ state }) => t(`link_messages.state_${state}`),
              },
              {
                key: 'at',
                heading: t('link_messages.at'),
                cell: ({ changedAt }) => moment(changedAt),
              },
            ]}
          />
        </details>
      )}
    </>
  );
}
