import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Upload } from '../../ui/Upload.tsx';
import type { ScreenProps } from '../CampaignRoutes.tsx';
import { go } from '../router.ts';
import { Screen, Shown } from '../Screen.tsx';
import { useUnitName } from '../unit-name.ts';
import { FrameCounts } from './FrameCounts.tsx';
import { ListFiles } from './ListFiles.tsx';
import { People } from './People.tsx';
import { SumBar } from './SumBar.tsx';
import { createUnitFrame } from './unit-frame.ts';

const KINDS = '.xlsx,.csv,.gz';

/** A unit's list: hand it in, see how every row ended, see who is in it. */
export function UnitFrame({ desk, at }: ScreenProps) {
  const { ask, campaign, staff, places } = desk;
  const unitCode = at.unitCode ?? '';
  const model = useMemo(
    () => createUnitFrame(ask, campaign.id, unitCode),
    [ask, campaign.id, unitCode],
  );
  const name = useUnitName(desk, unitCode);
  useEffect(() => {
    model.load();
  }, [model]);
  const isOpen = campaign.stage === 'frame_open';
  const mayWrite = isOpen && staff.role !== 'observer';
  const summary = model.summary.value.value;
  const isEmpty = summary !== undefined && summary.rows === 0;
  const todo = !mayWrite ? 'todo_fixed' : isEmpty ? 'todo_upload' : 'todo_check';
  return (
    <Screen
      title={unitCode === 'province' ? t('unit.province_title') : t('unit.title', { name })}
      todo={summary && t(`unit.${todo}`, { stage: t(`stage.${campaign.stage}`) })}
    >
      <RefusalNotice failure={model.upload.failure.value} />
      {mayWrite && (
        <Upload
          label={t(isEmpty ? 'unit.choose_file' : 'unit.choose_again')}
          hint={t('unit.upload_hint')}
          accept={KINDS}
          isBusy={model.upload.isBusy.value}
          onFile={async (file) => {
            const preview = await model.upload.run(file);
            if (preview) go(places.list(unitCode, preview.fileId));
          }}
        />
      )}
      {model.upload.isBusy.value && <Progress label={t('unit.uploading')} />}
      <Shown reading={model.summary}>
        {(counts) =>
          counts.rows === 0 ? (
            <>
              {counts.files.length === 0 && <p>{t('unit.empty')}</p>}
              <ListFiles files={counts.files} hrefOf={(id) => places.list(unitCode, id)} />
            </>
          ) : (
            <>
              <SumBar counts={counts} />
              <FrameCounts summary={counts} />
              <ListFiles files={counts.files} hrefOf={(id) => places.list(unitCode, id)} />
              {staff.role === 'observer' ? (
                <Notice kind="info" title={t('app.not_for_observer')} />
              ) : (
                <People ask={ask} campaignId={campaign.id} unitCode={unitCode} />
              )}
            </>
          )
        }
      </Shown>
    </Screen>
  );
}
