import { useEffect, useMemo } from 'preact/hooks';
import type { Retention } from '#contract/retention.ts';
import { ERASE_WORDS } from '#contract/retention.ts';
import { t } from '../../i18n.ts';
import { day, daysUntil, moment, wholeNumber } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { CertificateSheet } from './CertificateSheet.tsx';
import { ErasedTable } from './ErasedTable.tsx';
import { PostponeForm } from './PostponeForm.tsx';
import type { RetentionModel } from './retention.ts';
import { createRetention } from './retention.ts';

/** Until when names, phones and addresses are kept, why longer, and what became of them. */
export function PersonalData({ context, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const model = useMemo(() => createRetention(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.retention.load();
    return model.close;
  }, [model]);
  const retention = model.retention.value.value;
  return (
    <Screen title={t(title)} todo={retention && todoOf(retention)}>
      <WhenLoaded state={model.retention}>
        {(shown) =>
          shown.certificate ? (
            <CertificateSheet certificate={shown.certificate} campaignId={campaign.id} />
          ) : (
            <>
              <Facts retention={shown} />
              {shown.state === 'erasing' ? (
                <ErasedTable counts={shown.erased} caption={t('retention.erased_so_far')} />
              ) : (
                <>
                  <p>{t('retention.goes')}</p>
                  <p>{t('retention.stays')}</p>
                </>
              )}
              <Postponements retention={shown} />
              {staff.role === 'home_affairs' && shown.state !== 'erasing' && (
                <Acts model={model} retention={shown} />
              )}
            </>
          )
        }
      </WhenLoaded>
    </Screen>
  );
}

const todoOf = ({ state, dueOn }: Retention): string =>
  t(`retention.todo.${state}`, { day: day(dueOn), n: wholeNumber(leftOf(dueOn)) });

const leftOf = (dueOn: string): number => Math.max(0, daysUntil(dueOn));

function Facts({ retention }: { readonly retention: Retention }) {
  const { dueOn, termsDay, retentionDays } = retention;
  const rows = [
    ['due', day(dueOn)],
    ['left', t('retention.days', { n: wholeNumber(leftOf(dueOn)) })],
    ['terms', t('retention.terms_words', { n: wholeNumber(retentionDays), day: day(termsDay) })],
  ] as const;
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`retention.fact.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Postponements({ retention: { postponements } }: { readonly retention: Retention }) {
  if (postponements.length === 0) return null;
  return (
    <section>
      <h2>{t('retention.postponements')}</h2>
      <ul>
        {postponements.map(({ until, reason, postponedAt, postponedBy }) => (
          <li key={until}>
            {t('retention.postponed', { until: day(until), reason })}{' '}
            <small>
              {t('retention.postponed_by', { name: postponedBy, at: moment(postponedAt) })}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Acts(props: { readonly model: RetentionModel; readonly retention: Retention }) {
  const { model, retention } = props;
  return (
    <>
      {retention.mayEraseByHand && (
        <section>
          <h2>{t('retention.by_hand')}</h2>
          <p>{t('retention.by_hand_note')}</p>
          <div class="buttons">
            <ConfirmedAct
              act={model.erase}
              label={t('retention.erase')}
              title={t('retention.erase_title')}
              busy={t('app.busy')}
              word={{
                text: ERASE_WORDS,
                label: t('retention.type_words', { words: ERASE_WORDS }),
                wrong: t('retention.words_wrong', { words: ERASE_WORDS }),
              }}
              isSecondary
              run={() => model.erase.run()}
              onDone={model.retention.load}
            >
              <p>{t('retention.erase_body')}</p>
            </ConfirmedAct>
          </div>
        </section>
      )}
      <PostponeForm model={model} from={retention.dueOn} />
    </>
  );
}
