import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { day } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { CopySheet } from './CopySheet.tsx';
import { createDataRequests } from './data-requests.ts';
import { PageErasures } from './PageErasures.tsx';
import { RegisterForm } from './RegisterForm.tsx';
import { RequestPanel } from './RequestPanel.tsx';

/** All that people ask about their own data, what is late first; the officer's one screen. */
export function DataRequests({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createDataRequests(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.load();
  }, [model]);
  const { register, erasures, owed, copy } = model;
  const isLoaded = register.value.value && erasures.value.value;
  const [first] = owed.value;
  const todo = first
    ? t('data_requests.todo', { n: owed.value.length, due: day(first) })
    : t('data_requests.todo_none');
  if (copy.value)
    return (
      <Screen title={t('data_requests.copy_title')} todo={t('data_requests.copy_todo')}>
        <CopySheet copy={copy.value} onClose={() => (copy.value = undefined)} />
      </Screen>
    );
  return (
    <Screen title={t(title)} todo={isLoaded && todo}>
      <WhenLoaded state={register}>
        {({ requests, agencies }) => (
          <>
            <RegisterForm model={model} agencies={agencies} />
            <h2>{t('data_requests.registered')}</h2>
            {requests.length === 0 && <p>{t('data_requests.none')}</p>}
            {requests.map((request) => (
              <RequestPanel key={request.code} model={model} request={request} />
            ))}
          </>
        )}
      </WhenLoaded>
      <h2>{t('erasures.title')}</h2>
      <WhenLoaded state={erasures}>
        {(rows) => <PageErasures rows={rows} model={model} />}
      </WhenLoaded>
    </Screen>
  );
}
