import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Refusal } from '../../api.ts';
import { Unheard } from '../calls.ts';
import { mayBeEarlier, slipCodeFault } from '../slip-code.ts';
import type { Refused } from '../stored-draft.ts';
import { t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { Page } from './Page.tsx';
import { ReadingHelp } from './ReadingHelp.tsx';
import { pageOf, Reason } from './Reason.tsx';

interface Props {
  readonly visit: Visit;
  /** At a kiosk, whose address names no slip. */
  readonly onCode?: (digits: string) => Promise<void>;
}

/** For those who cannot scan: the digits of the slip. */
export function EnterCode({ visit, onCode = (digits) => openLink(visit, digits) }: Props) {
  const typed = useSignal('');
  const fault = useSignal('');
  const refusal = useSignal<Refused | undefined>(undefined);
  const isBusy = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const digits = typed.value.replace(/\D/g, '');

  const refuse = (text: string) => {
    fault.value = text;
    input.current?.focus();
  };
  const tell = (error: unknown) => {
    if (error instanceof Unheard) return refuse(unheard(error));
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'invitation_not_found' && mayBeEarlier(digits))
      return refuse(t('code.twelve'));
    refusal.value = error;
  };
  const open = async (event: Event) => {
    event.preventDefault();
    if (isBusy.value) return;
    refusal.value = undefined;
    const wrong = slipCodeFault(digits);
    if (wrong) return refuse(t(`code.${wrong}`, { count: digits.length }));
    fault.value = '';
    isBusy.value = true;
    try {
      await onCode(digits);
    } catch (error) {
      tell(error);
    }
    isBusy.value = false;
  };
  return (
    <Page title={t('code.title')} visit={visit} tone={fault.value ? 'error' : undefined}>
      {refusal.value && (
        <section class="notice refused" role="alert">
          <h2>{t(`problem.${pageOf(refusal.value)}.title`)}</h2>
          <Reason refusal={refusal.value} />
        </section>
      )}
      <form onSubmit={open} noValidate>
        <label class="field" for="slip-code">
          {t('code.label')}
        </label>
        <p id="code-hint" class="hint">
          {t('code.hint')}
        </p>
        <p id="code-fault" class="fault" role="alert">
          {fault.value}
        </p>
        <input
          id="slip-code"
          ref={input}
          class="digits"
          type="text"
          inputMode="numeric"
          autocomplete="off"
          aria-describedby="code-hint code-fault"
          aria-invalid={fault.value !== ''}
          value={typed.value}
          onInput={({ currentTarget: box }) => {
            // In the middle of the box somebody corrects: nothing moves under the hand.
            const isAtEnd = box.selectionStart === box.value.length;
            if (isAtEnd) box.value = asPrinted(box.value);
            typed.value = box.value;
          }}
        />
        <button type="submit" class="main" data-primary aria-disabled={isBusy.value}>
          {t(isBusy.value ? 'code.going' : 'code.go')}
        </button>
      </form>
      <p class="hint">{t('code.lost')}</p>
      <ReadingHelp />
    </Page>
  );
}

/** As if the link had been opened: the address holds the slip from now on. */
async function openLink(visit: Visit, digits: string): Promise<void> {
  const token = await visit.enter(digits);
  history.replaceState(null, '', `/${token}`);
  await visit.arrive(token);
}

/** 4821 0937 6616, as on the slip; what is no digit stays to be seen. */
const asPrinted = (text: string): string =>
  /^[\d ]*$/.test(text) ? text.replace(/ /g, '').replace(/(\d{4})(?=\d)/g, '$1 ') : text;

/** The code is typed again by hand: nothing here is tried by itself. */
const unheard = ({ trouble }: Unheard): string =>
  t(trouble === 'portal' ? 'unreached.portal' : `code.${trouble}`);
