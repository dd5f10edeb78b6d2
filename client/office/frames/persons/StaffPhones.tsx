import { signal } from '@preact/signals';
import { useEffect, useId, useMemo } from 'preact/hooks';
import type { StaffPhones as Counts } from '#contract/staff-phones.ts';
import { getStaffPhones, setStaffPhones } from '#contract/staff-phones.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { createLoaded } from '../../../ui/loaded.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import { createAct } from '../../page/act.ts';
import { ConfirmedAct } from '../../page/ConfirmedAct.tsx';
import type { PageContext } from '../../page/page-context.ts';
import { WhenLoaded } from '../../page/Screen.tsx';
import { leftOutWords } from './staff-phone-approval.ts';

type StaffPhonesModel = ReturnType<typeof createStaffPhones>;

function createStaffPhones(
  { ask, campaign }: PageContext,
  agencyCode: string,
  onChange: () => void,
) {
  const params = { campaignId: campaign.id, agencyCode };
  const typed = signal('');
  const unread = signal(0);
  const isMissing = signal(false);
  const known = createLoaded(() => ask(getStaffPhones, { params }));
  async function done(body: { text: string; isAdded?: boolean }) {
    const counts = await ask(setStaffPhones, { params, body });
    await known.load();
    onChange();
    return counts;
  }
  return {
    typed,
    unread,
    isMissing,
    known,
    add: createAct(async () => {
      isMissing.value = !/\d/.test(typed.value);
      if (isMissing.value) return;
      const counts = await done({ text: typed.value, isAdded: true });
      unread.value = counts.unread;
      typed.value = '';
    }),
    clear: createAct(() => done({ text: '' })),
  };
}

/** Staff of the surveyed agency are not asked about it. Their numbers are kept as hashes and never shown again. */
export function StaffPhones(props: {
  readonly context: PageContext;
  readonly agencyCode: string;
  readonly mayWrite: boolean;
  readonly onChange: () => void;
}) {
  const { context, agencyCode, mayWrite, onChange } = props;
  const model = useMemo(
    () => createStaffPhones(context, agencyCode, onChange),
    [context.campaign.id, agencyCode],
  );
  useEffect(() => {
    model.known.load();
  }, [model]);
  return (
    <details class="panel">
      <summary>{t('staff_phones.title')}</summary>
      <p>{t('staff_phones.why')}</p>
      <WhenLoaded state={model.known}>
        {(counts) => (
          <>
            <div role="status">
              <Known counts={counts} />
              {model.unread.value > 0 && (
                <p>{t('staff_phones.unread', { n: wholeNumber(model.unread.value) })}</p>
              )}
            </div>
            {mayWrite && <AddPhones model={model} />}
            {mayWrite && counts.phones + counts.waiting.phones > 0 && (
              <ClearPhones model={model} phones={counts.phones + counts.waiting.phones} />
            )}
          </>
        )}
      </WhenLoaded>
    </details>
  );
}

function Known({ counts }: { readonly counts: Counts }) {
  const { phones, waiting, decision, officials, sharedPhones } = counts;
  return (
    <>
      {phones + waiting.phones === 0 && <p>{t('staff_phones.none')}</p>}
      {phones > 0 && <p>{t('staff_phones.known', leftOutWords(counts))}</p>}
      {waiting.phones > 0 && <p>{t('staff_phones.waiting', leftOutWords(waiting))}</p>}
      {sharedPhones > 0 && <p>{t('staff_phones.shared', { n: wholeNumber(sharedPhones) })}</p>}
      {officials !== null && <p>{t('staff_phones.officials', { n: wholeNumber(officials) })}</p>}
      {decision?.kind === 'refused' && (
        <p>
          {t('staff_phones.refused', {
            n: wholeNumber(decision.phones),
            note: decision.note ?? '',
          })}
        </p>
      )}
    </>
  );
}

function AddPhones({ model }: { readonly model: StaffPhonesModel }) {
  const id = useId();
  const isWrong = model.isMissing.value;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        model.add.run();
      }}
    >
      <RefusalNotice failure={model.add.failure.value} />
      <div class="field" data-wrong={isWrong || undefined}>
        <label for={id}>{t('staff_phones.label')}</label>
        <span class="hint" id={`${id}-hint`}>
          {t('staff_phones.hint')}
        </span>
        {isWrong && (
          <span class="wrong" id={`${id}-wrong`}>
            {t('staff_phones.missing')}
          </span>
        )}
        <textarea
          class="input"
          id={id}
          rows={4}
          maxLength={20000}
          aria-describedby={isWrong ? `${id}-hint ${id}-wrong` : `${id}-hint`}
          aria-invalid={isWrong || undefined}
          value={model.typed.value}
          onInput={(event) => {
            model.typed.value = event.currentTarget.value;
          }}
        />
      </div>
      <Button type="submit" isBusy={model.add.isBusy.value} busyLabel={t('app.saving')}>
        {t('staff_phones.save')}
      </Button>
    </form>
  );
}

function ClearPhones(props: { readonly model: StaffPhonesModel; readonly phones: number }) {
  const { model, phones } = props;
  return (
    <p class="buttons">
      <ConfirmedAct
        act={model.clear}
        label={t('staff_phones.clear', { n: wholeNumber(phones) })}
        title={t('staff_phones.clear_title')}
        busy={t('app.busy')}
        isSecondary
        run={() => model.clear.run()}
      >
        <p>{t('staff_phones.clear_body')}</p>
      </ConfirmedAct>
    </p>
  );
}
