import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { handInSealedFile, SealedFile } from '#contract/responses.ts';
import { Refusal } from '../../api.ts';
import { t } from '../../i18n.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Upload } from '../../ui/Upload.tsx';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

/** The way out for a phone whose form the server refused: its file is opened and judged by the server alone. */
export function SealedFiles({
  ask,
  onReceived,
}: {
  readonly ask: Ask;
  readonly onReceived: () => void;
}) {
  const code = useSignal('');
  const handIn = useMemo(
    () =>
      createAct(async (file: File) => {
        code.value = '';
        code.value = (await ask(handInSealedFile, { body: await sealedIn(file) })).code;
        onReceived();
      }),
    [ask, code, onReceived],
  );
  return (
    <details class="panel">
      <summary>{t('sealed.title')}</summary>
      <RefusalNotice failure={handIn.failure.value} />
      {code.value && (
        <Notice
          kind="success"
          title={t('sealed.done', { code: code.value.replace(/(.{4})/, '$1 ') })}
        />
      )}
      <Upload
        label={t('sealed.choose')}
        hint={t('sealed.about')}
        accept=".json,.sipas,application/json"
        isBusy={handIn.isBusy.value}
        onFile={handIn.run}
      />
    </details>
  );
}

async function sealedIn(file: File): Promise<SealedFile> {
  const text = await file.text();
  try {
    return SealedFile.parse(JSON.parse(text));
  } catch {
    throw new Refusal(400, { code: 'sealed_file_unreadable' });
  }
}
