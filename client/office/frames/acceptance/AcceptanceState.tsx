import type { Acceptance } from '#contract/acceptance.ts';
import type { Role } from '#contract/endpoint.ts';
import { seesCountsOnly } from '#contract/endpoint.ts';
import { t } from '../../../i18n.ts';
import { ButtonLink } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { day, daysUntil, moment, wholeNumber } from '../../../ui/words.ts';
import type { PageContext } from '../../page/page-context.ts';
import type { NextStep } from './next-step.ts';
import { Replacements } from './Replacements.tsx';

/** The state of an agency's list, its due day, and links to what is left to do. */
export function AcceptanceState(props: {
  readonly acceptance: Acceptance;
  readonly context: PageContext;
  readonly agencyCode: string;
  /** The screen of the next step. Its link is the primary button. */
  readonly next?: NextStep['screen'];
  readonly isOnAcceptance?: boolean;
  /** Rows of the list to be mended. */
  readonly inError?: number;
}) {
  const { acceptance, context } = props;
  const { state, listsDueOn, decision, signature } = acceptance;
  const isOpen = context.campaign.stage === 'frame_open';
  const left = daysUntil(listsDueOn);
  return (
    <section>
      <p class="sum-line">
        <b>{t(`agency_state.${state}`)}</b>
        {isOpen && ` · ${dueWords(listsDueOn, left)}`}
      </p>
      {decision?.kind === 'returned' && (
        <Notice
          kind="attention"
          title={t('acceptance.returned_at', { at: moment(decision.decidedAt) })}
        >
          <blockquote class="verbatim">{decision.note}</blockquote>
        </Notice>
      )}
      {signature && (
        <p>
          {t('acceptance.signed_by', {
            name: signature.signerName ?? t('app.not_for_observer'),
            position: signature.signerPosition,
            at: moment(signature.signedAt),
          })}
        </p>
      )}
      <Replacements acceptance={acceptance} />
      {state !== 'absent' && <Ways {...props} />}
    </section>
  );
}

function Ways(props: Parameters<typeof AcceptanceState>[0]) {
  const { acceptance, context, agencyCode, next, isOnAcceptance, inError = 0 } = props;
  const { role } = context.staff;
  const primary = (screen: NextStep['screen']) =>
    next === screen ? { kind: 'primary' as const } : {};
  const isWaiting = role === 'home_affairs' && acceptance.state === 'signed' && !isOnAcceptance;
  return (
    <div class="buttons">
      {inError > 0 && (
        <ButtonLink
          {...primary('corrections')}
          href={context.linkTo('corrections', { agencyCode })}
        >
          {t(seesCountsOnly(role) ? 'agency.see_errors' : 'agency.correct', {
            n: wholeNumber(inError),
          })}
        </ButtonLink>
      )}
      <ButtonLink
        {...primary('completeness')}
        href={context.linkTo('completeness', { agencyCode })}
      >
        {t('completeness.open')}
      </ButtonLink>
      {!isOnAcceptance && (
        <ButtonLink
          {...(isWaiting ? { kind: 'primary' as const } : primary('acceptance'))}
          href={context.linkTo('acceptance', { agencyCode })}
        >
          {t(OPEN_ACCEPTANCE[role] ?? '')}
        </ButtonLink>
      )}
    </div>
  );
}

/** The same screen is signed on by one, decided on by another, and looked at by a third. */
export const OPEN_ACCEPTANCE: Readonly<Partial<Record<Role, string>>> = {
  agency: 'acceptance.open',
  home_affairs: 'acceptance.open_decide',
  observer: 'acceptance.open_watch',
};

export function dueWords(dueOn: string, left = daysUntil(dueOn)): string {
  const key = left < 0 ? 'over' : left === 0 ? 'today' : 'left';
  return t(`board.due_${key}`, { day: day(dueOn), n: wholeNumber(Math.abs(left)) });
}
