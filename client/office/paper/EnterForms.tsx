import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { guardScreen } from '../page/router.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { FormLines } from './FormLines.tsx';
import type { FormEntryModel } from './form-entry.ts';
import { createFormEntry } from './form-entry.ts';
import { focusNumber, NumberForm } from './NumberForm.tsx';

/** Paper forms by the keyboard: the number, then a digit and Enter for each item. */
export function EnterForms({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createFormEntry(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.load();
  }, [model]);
  const opened = model.form.value;
  const isHalfTyped = model.isHalfTyped.value;
  useEffect(
    () => (isHalfTyped ? guardScreen(() => t('paper.half_typed')) : undefined),
    [isHalfTyped],
  );
  return (
    <Screen title={t(title)} todo={t(opened ? 'paper.todo_type' : 'paper.todo_form')}>
      <WhenLoaded state={model.questions}>
        {() =>
          opened ? (
            <FormLines key={opened.number} model={model} />
          ) : (
            <>
              <Done model={model} />
              <NextForm model={model} />
              <Waiting model={model} />
            </>
          )
        }
      </WhenLoaded>
    </Screen>
  );
}

function Done({ model }: { readonly model: FormEntryModel }) {
  const done = model.done.value;
  if (!done) return null;
  return (
    <Notice
      kind={done.state === 'disputed' ? 'attention' : 'success'}
      title={t(`paper.done.${done.state}`, {
        number: done.number,
        n: wholeNumber(done.differing),
      })}
    />
  );
}

function NextForm({ model }: { readonly model: FormEntryModel }) {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => focusNumber(form), []);
  return (
    <NumberForm
      form={form}
      paper="form"
      label={t('paper.form_number')}
      hint={t('paper.form_number_hint')}
      number={model.number}
      failure={model.open.failure.value ?? model.openDispute.failure.value}
      submitWords={t('paper.open_form')}
      isBusy={model.open.isBusy.value}
      onSubmit={() => model.open.run(model.number.value)}
    />
  );
}

/** By number: the clerk takes the paper of that number from the pile. */
function Waiting({ model }: { readonly model: FormEntryModel }) {
  const work = model.work.value.value;
  if (!work) return null;
  const lists = [
    { key: 'second', numbers: work.secondEntries, open: model.open },
    { key: 'third', numbers: work.disputes, open: model.openDispute },
  ];
  return (
    <>
      <p>
        {t('paper.so_far', { strips: wholeNumber(work.strips), forms: wholeNumber(work.forms) })}
      </p>
      {lists.map(({ key, numbers, open }) => (
        <details class="panel" key={key}>
          <summary>{t(`paper.waiting_${key}`, { n: wholeNumber(numbers.length) })}</summary>
          <p>{t(`paper.waiting_${key}_what`)}</p>
          <div class="buttons">
            {numbers.slice(0, MOST_SHOWN).map((number) => (
              <Button key={number} onPress={() => open.run(number)}>
                {grouped(number)}
              </Button>
            ))}
          </div>
        </details>
      ))}
    </>
  );
}

const MOST_SHOWN = 60;
const grouped = (number: string): string => `${number.slice(0, 4)} ${number.slice(4)}`;
