import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { DeviceFile, handInDeviceFile } from '#contract/devices.ts';
import type { Receipt } from '#contract/responses.ts';
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
        code.value = (await handInFile(ask, file)).code;
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

/** Of a citizen's own phone, or of a kiosk or an interviewer's telephone. */
async function handInFile(ask: Ask, file: File): Promise<Receipt> {
  const content = await file
    .text()
    .then((text): unknown => JSON.parse(text))
    .catch(() => undefined);
  const ofDevice = DeviceFile.safeParse(content);
  if (ofDevice.success) return ask(handInDeviceFile, { body: ofDevice.data });
  const ofPhone = SealedFile.safeParse(content);
  if (ofPhone.success) return ask(handInSealedFile, { body: ofPhone.data });
  throw new Refusal(400, { code: 'sealed_file_unreadable' });
}
