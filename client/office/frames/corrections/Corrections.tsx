import { useEffect, useMemo } from 'preact/hooks';
import type { CorrectionGroups } from '#contract/corrections.ts';
import { seesCountsOnly } from '#contract/endpoint.ts';
import { t } from '../../../i18n.ts';
import { ButtonLink } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import { useAgencyName } from '../../page/agency-name.ts';
import type { ScreenProps } from '../../page/page-context.ts';
import { RowCountBar } from '../../page/RowCountBar.tsx';
import { Screen, WhenLoaded } from '../../page/Screen.tsx';
import { CorrectAgain } from './CorrectAgain.tsx';
import { CorrectByFile } from './CorrectByFile.tsx';
import { AgencyLists } from './CorrectionCell.tsx';
import { CorrectionGroup } from './CorrectionGroup.tsx';
import { CorrectionLog } from './CorrectionLog.tsx';
import type { CorrectionsModel } from './corrections.ts';
import { createCorrections } from './corrections.ts';
import { LastCorrection } from './LastCorrection.tsx';

/** “Cần sửa”: the rows in error of a list by kind of fault, the most frequent first, corrected in place. */
export function Corrections({ context, params, title }: ScreenProps) {
  const { ask, campaign, staff, linkTo } = context;
  const agencyCode = params.agencyCode ?? '';
  const model = useMemo(
    () => createCorrections(ask, campaign.id, agencyCode),
    [ask, campaign.id, agencyCode],
  );
  useEffect(() => {
    model.load();
  }, [model]);
  const agencyName = useAgencyName(context, agencyCode);
  const name = agencyCode === 'province' ? t('corrections.province') : agencyName;
  const isOpen = campaign.stage === 'frame_open';
  const mayWrite = isOpen && !seesCountsOnly(staff.role);
  const found = model.problems.value.value;
  return (
    <Screen title={t(title, { name })} todo={found && todoOf(found, mayWrite)}>
      <WhenLoaded state={model.problems}>
        {(problems) => (
          <>
            <RowCountBar counts={problems.counts} />
            {problems.counts.rows === 0 && agencyCode !== 'province' && (
              <p class="buttons">
                <ButtonLink href={linkTo('list', { agencyCode })} kind="primary">
                  {t('corrections.to_list')}
                </ButtonLink>
              </p>
            )}
            {problems.rows === 0 && problems.counts.rows > 0 && (
              <>
                <Notice kind="success" title={t('corrections.none')}>
                  {problems.counts.inError > 0 && (
                    <p>{t('corrections.elsewhere', { n: wholeNumber(problems.counts.inError) })}</p>
                  )}
                </Notice>
                <div class="buttons">
                  <ButtonLink
                    href={
                      agencyCode === 'province'
                        ? linkTo('board')
                        : linkTo('completeness', { agencyCode })
                    }
                    kind="primary"
                  >
                    {t(agencyCode === 'province' ? 'corrections.to_board' : 'corrections.back')}
                  </ButtonLink>
                </div>
              </>
            )}
            {mayWrite && problems.correctedBefore > 0 && (
              <CorrectAgain model={model} n={problems.correctedBefore} />
            )}
            <Groups model={model} problems={problems} mayWrite={mayWrite} />
            {mayWrite && <LastCorrection model={model} />}
            {mayWrite && problems.rows > 0 && <CorrectByFile model={model} problems={problems} />}
            <CorrectionLog corrections={problems.corrections} />
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}

function todoOf({ rows, groups, counts }: CorrectionGroups, mayWrite: boolean): string {
  if (!mayWrite) return t('corrections.todo_watch');
  const worst = groups[0];
  if (!worst) return t(counts.rows === 0 ? 'corrections.todo_no_list' : 'corrections.todo_none');
  return t('corrections.todo', {
    n: wholeNumber(rows),
    m: wholeNumber(worst.rows),
    kind: t(`corrections.kind.${worst.fault}`),
  });
}

function Groups(props: {
  readonly model: CorrectionsModel;
  readonly problems: CorrectionGroups;
  readonly mayWrite: boolean;
}) {
  const { model, problems, mayWrite } = props;
  return (
    <div class="corrections">
      <AgencyLists model={model} />
      {problems.groups.map((group, position) => (
        <CorrectionGroup
          key={group.fault}
          model={model}
          group={group}
          isWorst={position === 0}
          mayWrite={mayWrite}
        />
      ))}
      {mayWrite && problems.rows > 0 && <p class="hint">{t('corrections.only_here')}</p>}
    </div>
  );
}
