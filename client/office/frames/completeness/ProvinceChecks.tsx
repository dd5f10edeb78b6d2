import { useEffect, useMemo } from 'preact/hooks';
import type { AgencyCheck } from '#contract/register-checks.ts';
import { registerFormsPdf } from '#contract/register-checks.ts';
import { addressOf } from '../../../api.ts';
import { t } from '../../../i18n.ts';
import { ButtonLink } from '../../../ui/Button.tsx';
import { Table } from '../../../ui/Table.tsx';
import { percent, wholeNumber } from '../../../ui/words.ts';
import type { ScreenProps } from '../../page/page-context.ts';
import { Screen, WhenLoaded } from '../../page/Screen.tsx';
import { FillCheck } from './FillCheck.tsx';
import { LockForAll } from './LockForAll.tsx';
import type { ProvinceChecksModel } from './province-checks.ts';
import { createProvinceChecks } from './province-checks.ts';
import { RollDice } from './RollDice.tsx';

/** Random checks of many counters' registers: one draw, one print of forms, results agency by agency. */
export function ProvinceChecks({ context, title }: ScreenProps) {
  const { ask, campaign, staff, linkTo } = context;
  const model = useMemo(() => createProvinceChecks(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.load();
  }, [model]);
  const mayDraw = staff.role === 'home_affairs' && campaign.stage === 'frame_open';
  const hrefOf = (agencyCode: string) => linkTo('completeness', { agencyCode });
  return (
    <Screen title={t(title)} todo={todoOf(model, mayDraw)}>
      <p>{t('register_check.hint')}</p>
      <WhenLoaded state={model.found}>
        {() => (
          <>
            <p role="status">
              {t('register_check.progress', {
                all: wholeNumber(model.agencies.value.length),
                filled: wholeNumber(model.filled.value.length),
                open: wholeNumber(model.open.value.length),
              })}
            </p>
            <Locked model={model} mayDraw={mayDraw} />
            {model.open.value.length > 0 && (
              <OpenChecks
                model={model}
                mayFill={mayDraw}
                hrefOf={hrefOf}
                forms={addressOf(registerFormsPdf.path, { campaignId: campaign.id })}
              />
            )}
            {mayDraw && model.free.value.length > 0 && <LockForAll model={model} />}
            {model.filled.value.length > 0 && (
              <Results agencies={model.filled.value} hrefOf={hrefOf} />
            )}
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}

function todoOf(model: ProvinceChecksModel, mayDraw: boolean): string | undefined {
  if (!model.found.value.value) return undefined;
  if (!mayDraw) return t('register_check.todo_read');
  if (model.locked.value.length > 0) return t('register_check.todo_roll');
  const open = model.open.value.length;
  if (open > 0) return t('register_check.todo_fill', { n: wholeNumber(open) });
  return t(model.filled.value.length > 0 ? 'register_check.todo_read' : 'register_check.todo_draw');
}

function Locked(props: { readonly model: ProvinceChecksModel; readonly mayDraw: boolean }) {
  const { locked, draw } = props.model;
  if (locked.value.length === 0) return null;
  const registers = locked.value.flatMap(({ agencyName: name, check }) =>
    check ? [{ ...check, name }] : [],
  );
  return <RollDice locked={registers} draw={draw} mayDraw={props.mayDraw} isMain />;
}

function OpenChecks(props: {
  readonly model: ProvinceChecksModel;
  readonly mayFill: boolean;
  readonly hrefOf: (agencyCode: string) => string;
  readonly forms: string;
}) {
  const { model, mayFill, hrefOf, forms } = props;
  return (
    <section>
      <h2>{t('register_check.open_title')}</h2>
      <div class="buttons">
        <ButtonLink
          href={forms}
          {...(model.locked.value.length === 0 && { kind: 'primary' as const })}
          download
        >
          {t('register_check.print')}
        </ButtonLink>
      </div>
      <p class="hint">{t('register_check.print_hint')}</p>
      {model.open.value.map((agency) => (
        <OpenCheck
          key={agency.check?.id}
          model={model}
          agency={agency}
          mayFill={mayFill}
          href={hrefOf(agency.agencyCode)}
        />
      ))}
    </section>
  );
}

function OpenCheck(props: {
  readonly model: ProvinceChecksModel;
  readonly agency: AgencyCheck;
  readonly mayFill: boolean;
  readonly href: string;
}) {
  const { model, agency, mayFill, href } = props;
  const { agencyCode, agencyName, check } = agency;
  const fill = useMemo(() => model.fillOf(agencyCode), [model, agencyCode]);
  if (!check) return null;
  return (
    <details>
      <summary>
        {t('register_check.open_one', {
          name: agencyName,
          n: wholeNumber(check.positions.length),
          all: wholeNumber(check.population),
        })}
      </summary>
      <p>
        <a href={href}>{t('register_check.see_agency')}</a>
      </p>
      <p>{check.positions.map(wholeNumber).join(', ')}</p>
      <p class="hint">{t('register_check.dice_rolled', { dice: check.dice ?? '' })}</p>
      {mayFill && <FillCheck act={fill} checkId={check.id} />}
    </details>
  );
}

function Results(props: {
  readonly agencies: readonly AgencyCheck[];
  readonly hrefOf: (agencyCode: string) => string;
}) {
  const result = (agency: AgencyCheck) => agency.check?.result;
  const drawn = (agency: AgencyCheck) => agency.check?.positions.length ?? 0;
  return (
    <Table
      caption={t('register_check.results')}
      keyOf={({ agencyCode }) => agencyCode}
      rows={props.agencies.toSorted((a, b) => (result(b)?.atMost ?? 0) - (result(a)?.atMost ?? 0))}
      columns={[
        {
          key: 'agency',
          heading: t('register_check.agency'),
          cell: ({ agencyCode, agencyName }) => <a href={props.hrefOf(agencyCode)}>{agencyName}</a>,
        },
        {
          key: 'drawn',
          heading: t('register_check.looked_up'),
          isNumeric: true,
          cell: (agency) => wholeNumber(drawn(agency)),
        },
        {
          key: 'absent',
          heading: t('register_check.found_absent'),
          isNumeric: true,
          cell: (agency) => wholeNumber(result(agency)?.absent ?? 0),
        },
        {
          key: 'unhappy',
          heading: t('register_check.unhappy'),
          isNumeric: true,
          cell: (agency) => wholeNumber(result(agency)?.unhappy ?? 0),
        },
        {
          key: 'most',
          heading: t('register_check.at_most'),
          isNumeric: true,
          cell: (agency) => percent(result(agency)?.atMost ?? 1),
        },
      ]}
    />
  );
}
