import { useSignal } from '@preact/signals';
import type { FreezeProgress } from '#contract/frozen-frame.ts';
import { t } from '../../../i18n.ts';
import { into, TextField } from '../../../ui/Field.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import type { Act } from '../../page/act.ts';
import { ConfirmedAct } from '../../page/ConfirmedAct.tsx';

interface Agency {
  readonly agencyName: string;
}

/** Freezing cannot be undone; agencies without a list or not accepted are named and need a reason. */
export function Freeze(props: {
  readonly act: Act<[absentReason: string, unacceptedReason: string], unknown>;
  /** How far the freezing has come that is under way. */
  readonly progress: FreezeProgress | null;
  /** Persons in the frame as it is now. */
  readonly people: number;
  readonly absent: readonly Agency[];
  readonly unaccepted: readonly Agency[];
  /** Rows of the province's own file. */
  readonly inError: number;
  /** Rows in error of all lists: none of them is in the frame. */
  readonly leftOut: number;
  readonly unsigned: number;
  readonly onFrozen: () => Promise<void>;
}) {
  const { act, absent, unaccepted } = props;
  const absentReason = useReason(absent.length, 'freeze.reason_missing');
  const unacceptedReason = useReason(unaccepted.length, 'freeze.unaccepted_missing');
  async function freeze() {
    const reasons = [absentReason.given(), unacceptedReason.given()];
    const [first, second] = reasons;
    if (first === undefined || second === undefined) return undefined;
    return act.run(first, second);
  }
  return (
    <ConfirmedAct
      act={act}
      label={t('freeze.act')}
      title={t('freeze.title')}
      busy={t('freeze.busy')}
      isSecondary={absent.length + unaccepted.length + props.inError > 0}
      run={freeze}
      onDone={props.onFrozen}
    >
      <p>{t('freeze.body', { n: wholeNumber(props.people) })}</p>
      <p>
        {t('freeze.before', {
          rows: wholeNumber(props.leftOut),
          unsigned: wholeNumber(props.unsigned),
          unaccepted: wholeNumber(unaccepted.length),
        })}
      </p>
      {act.isBusy.value && <Frozen progress={props.progress} />}
      {absent.length > 0 && (
        <>
          <p>{namesIn('freeze.absent', absent)}</p>
          <TextField
            label={t('freeze.reason')}
            value={absentReason.text.value}
            wrong={absentReason.wrong.value}
            onInput={into(absentReason.text)}
          />
        </>
      )}
      {unaccepted.length > 0 && (
        <>
          <p>{namesIn('freeze.unaccepted', unaccepted)}</p>
          <TextField
            label={t('freeze.unaccepted_reason')}
            value={unacceptedReason.text.value}
            wrong={unacceptedReason.wrong.value}
            onInput={into(unacceptedReason.text)}
          />
        </>
      )}
    </ConfirmedAct>
  );
}

function Frozen({ progress }: { readonly progress: FreezeProgress | null }) {
  if (!progress) return <Progress label={t('freeze.busy')} />;
  const { step, people, total } = progress;
  const label = t(`freeze.step_${step}`, { n: wholeNumber(people), all: wholeNumber(total) });
  return step === 'linking' ? (
    <Progress label={label} />
  ) : (
    <Progress label={label} done={people} of={total} />
  );
}

/** A reason that is asked for where there are agencies that need one. */
function useReason(agencies: number, complaint: string) {
  const text = useSignal('');
  const wrong = useSignal<string | undefined>(undefined);
  return {
    text,
    wrong,
    given(): string | undefined {
      const reason = text.value.trim();
      wrong.value = agencies > 0 && !reason ? t(complaint, { n: agencies }) : undefined;
      return wrong.value === undefined ? reason : undefined;
    },
  };
}

const namesIn = (key: string, agencies: readonly Agency[]): string =>
  t(key, {
    n: wholeNumber(agencies.length),
    names: agencies
      .slice(0, 3)
      .map((agency) => agency.agencyName)
      .join(', '),
  });
