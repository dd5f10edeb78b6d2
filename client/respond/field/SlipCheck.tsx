import { useSignal } from '@preact/signals';
import { findSlip } from './find-slip.ts';
import type { Interviewer } from './interviewer.ts';
import { ScanSlip } from './ScanSlip.tsx';
import { fieldText } from './texts.ts';
import type { ShownCase } from './visit-book.ts';

/** Another person's slip is noticed on the spot, without network: the telephone holds the hash of the right one. */
export function SlipCheck(props: { readonly interviewer: Interviewer; readonly shown: ShownCase }) {
  const { interviewer, shown } = props;
  const typed = useSignal('');
  const found = useSignal('');
  const check = async (event: Event) => {
    event.preventDefault();
    found.value = (await interviewer.isSlipOf(shown, typed.value)) ? 'slip.right' : 'slip.wrong';
  };
  const compare = async (text: string) => {
    const slip = await findSlip(text, [shown], []);
    if ('caseId' in slip) return fieldText('slip.right');
    return fieldText(slip.words === 'slip.not_assigned' ? 'slip.wrong' : slip.words);
  };
  return (
    <details>
      <summary>{fieldText('slip.title')}</summary>
      <ScanSlip label={fieldText('slip.compare')} onText={compare} />
      <form onSubmit={check} noValidate>
        <label class="field" for="slip-link">
          {fieldText('slip.label')}
        </label>
        <input
          id="slip-link"
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          value={typed.value}
          onInput={({ currentTarget }) => (typed.value = currentTarget.value)}
        />
        <p role="status" class="strong">
          {found.value && fieldText(found.value)}
        </p>
        <button type="submit" class="second">
          {fieldText('slip.check')}
        </button>
      </form>
    </details>
  );
}
