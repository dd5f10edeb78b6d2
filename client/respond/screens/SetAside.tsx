import { useSignal } from '@preact/signals';
import { canSeal } from '../continuation.ts';
import { HotlineText } from '../HotlineText.tsx';
import type { Parcel, Refused } from '../stored-draft.ts';
import { supportCode } from '../support-code.ts';
import { t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { Mark } from './Mark.tsx';
import { Page } from './Page.tsx';
import { Reason } from './Reason.tsx';

interface Props {
  readonly visit: Visit;
  readonly parcel: Parcel;
  readonly refusal: Refused;
}

/** What the server refused for good stays in sight, with three ways out. */
export function SetAside({ visit, parcel, refusal }: Props) {
  const code = supportCode(parcel);
  // The slip has done its work, by another of the person's own telephones more often than not.
  const isUsed = ['response_already_received', 'invitation_used'].includes(refusal.code);
  const isUnheard = useSignal(false);
  const saveFile = () => {
    isUnheard.value = false;
    save(parcel, code).catch(() => (isUnheard.value = true));
  };
  return (
    <Page
      title={t(isUsed ? `problem.${refusal.code}.title` : 'setAside.title')}
      visit={visit}
      hotline={parcel.hotline}
      tone={isUsed ? undefined : 'refused'}
      before={!isUsed && <Mark kind="attention" />}
    >
      {refusal.code === 'response_already_received' ? (
        <p>{t('setAside.elsewhere')}</p>
      ) : (
        <Reason refusal={refusal} />
      )}
      <p>{t(visit.isLasting.value ? 'setAside.kept' : 'state.memory')}</p>
      <p>{t(isUsed ? 'setAside.choose_elsewhere' : 'setAside.choose')}</p>
      <ol>
        <li>
          <p>
            <HotlineText
              text={t('setAside.call', { hotline: parcel.hotline })}
              hotline={parcel.hotline}
            />{' '}
            <strong class="code">{code}</strong>
          </p>
        </li>
        {canSeal() && (
          <li>
            <p>{t('setAside.file')}</p>
            <button type="button" class="second" onClick={saveFile}>
              {t('setAside.save_file')}
            </button>
            <p role="status">{isUnheard.value && t('language.unheard')}</p>
          </li>
        )}
      </ol>
      <button type="button" class="second" onClick={() => visit.sendAgain(parcel)}>
        {t('setAside.again')}
      </button>
    </Page>
  );
}

/** What seals the file comes when it is asked for; the worker keeps it for a place without network. */
async function save(parcel: Parcel, code: string): Promise<void> {
  const { sealedFile } = await import('../sealed-file.ts');
  const file = new Blob([await sealedFile(parcel)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `phieu-${code}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
