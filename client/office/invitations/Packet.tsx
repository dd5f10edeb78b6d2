import { useEffect, useMemo } from 'preact/hooks';
import type { AgencyProgress } from '#contract/fieldwork.ts';
import { downloadPacket } from '#contract/slips.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { PageContext } from '../page/page-context.ts';
import type { InvitationsModel } from './invitations.ts';
import { createPacket } from './packet.ts';

/** The slips of all agencies in one file. The browser saves it, the screen shows how far the server is. */
export function Packet(props: {
  readonly agencies: readonly AgencyProgress[];
  readonly model: InvitationsModel;
  readonly context: PageContext;
}) {
  const { agencies, model, context } = props;
  const { ask, campaign } = context;
  const packet = useMemo(() => createPacket(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => packet.stop, [packet]);
  const invited = agencies.filter((agency) => agency.invited > 0);
  const slips = invited.reduce((sum, agency) => sum + agency.invited, 0);
  const { kind, progress } = packet.state.value;
  return (
    <section class="panel">
      <h2>{t('packet.title')}</h2>
      <p>{t('packet.what', { agencies: wholeNumber(invited.length), n: wholeNumber(slips) })}</p>
      <div class="buttons">
        <ButtonLink
          href={addressOf(
            downloadPacket.path,
            { campaignId: campaign.id },
            { purpose: model.purpose.value },
          )}
          download
          onPress={() => packet.follow(model.load)}
        >
          {t('packet.download')}
        </ButtonLink>
      </div>
      {kind === 'starting' && <Progress label={t('packet.starting')} />}
      {kind === 'running' && progress && (
        <Progress
          label={t('packet.running', {
            written: wholeNumber(progress.written),
            n: wholeNumber(progress.slips),
            agency: progress.agencyName,
          })}
          done={progress.written}
          of={progress.slips}
        />
      )}
      {kind === 'done' && <p role="status">{t('packet.done', { n: wholeNumber(slips) })}</p>}
    </section>
  );
}
