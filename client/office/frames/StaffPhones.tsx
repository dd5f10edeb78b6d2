import { useSignal } from '@preact/signals';
import { useEffect, useId, useMemo } from 'preact/hooks';
import { getStaffPhones, setStaffPhones } from '#contract/people.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import { createAct } from '../act.ts';
import type { Desk } from '../desk.ts';
import { createReading } from '../reading.ts';
import { Shown } from '../Screen.tsx';

function createStaffPhones({ ask, campaign }: Desk, unitCode: string) {
  const params = { campaignId: campaign.id, unitCode };
  const known = createReading(() => ask(getStaffPhones, { params }));
  const save = createAct(async (text: string) => {
    const { unread } = await ask(setStaffPhones, { params, body: { text } });
    await known.load();
    return unread;
  });
  return { known, save };
}

/** Staff of the surveyed unit are not asked about it. Their numbers are kept as hashes and never shown again. */
export function StaffPhones(props: {
  readonly desk: Desk;
  readonly unitCode: string;
  readonly mayWrite: boolean;
  readonly onChange: () => void;
}) {
  const { desk, unitCode, mayWrite, onChange } = props;
  const model = useMemo(() => createStaffPhones(desk, unitCode), [desk, unitCode]);
  const typed = useSignal('');
  const unread = useSignal<number | undefined>(undefined);
  const id = useId();
  useEffect(() => {
    model.known.load();
  }, [model]);
  const save = async () => {
    unread.value = await model.save.run(typed.value);
    if (unread.value === undefined) return;
    typed.value = '';
    onChange();
  };
  return (
    <details class="panel">
      <summary>{t('staff_phones.title')}</summary>
      <Shown reading={model.known}>
        {({ phones, dossiers }) => (
          <p>{t('staff_phones.known', { n: wholeNumber(phones), m: wholeNumber(dossiers) })}</p>
        )}
      </Shown>
      {mayWrite && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <RefusalNotice failure={model.save.failure.value} />
          <div class="field">
            <label for={id}>{t('staff_phones.label')}</label>
            <span class="hint" id={`${id}-hint`}>
              {t('staff_phones.hint')}
            </span>
            <textarea
              class="input"
              id={id}
              rows={4}
              maxLength={20000}
              aria-describedby={`${id}-hint`}
              value={typed.value}
              onInput={(event) => {
                typed.value = event.currentTarget.value;
              }}
            />
          </div>
          <p role="status">
            {unread.value ? t('staff_phones.unread', { n: wholeNumber(unread.value) }) : ''}
          </p>
          <Button type="submit" isBusy={model.save.isBusy.value} busyLabel={t('app.saving')}>
            {t('staff_phones.save')}
          </Button>
        </form>
      )}
    </details>
  );
}
