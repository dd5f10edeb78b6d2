import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { percent, wholeNumber } from '../../ui/words.ts';
import type { Forecast } from './forecast.ts';

export const points = (share: number): string => wholeNumber(Math.round(100 * share));

/** The forecast in sentences: the whole province, how many agencies can be published on their own, what would be enough. */
export function ForecastWords(props: {
  readonly forecast: Forecast;
  readonly onTry?: (enough: { perAgency: number; size: number }) => void;
}) {
  const { forecast, onTry } = props;
  const { province, agencies, enough } = forecast;
  const ready = agencies.filter((agency) => agency.publishable).length;
  return (
    <>
      <p class="lead">
        {t('design.sentence', {
          n: wholeNumber(province.invitations),
          answers: wholeNumber(Math.round(province.expectedCompletes)),
          points: points(province.halfWidth),
          ready: wholeNumber(ready),
          agencies: wholeNumber(agencies.length),
          rest: wholeNumber(agencies.length - ready),
        })}
      </p>
      <p class="hint">
        {t('design.meaning', {
          points: points(province.halfWidth),
          low: percent(0.8 - province.halfWidth, 0),
          high: percent(0.8 + province.halfWidth, 0),
        })}
      </p>
      {enough && onTry && (
        <p>
          {t('design.enough', {
            perAgency: wholeNumber(enough.perAgency),
            size: wholeNumber(enough.size),
          })}{' '}
          <Button kind="plain" onPress={() => onTry(enough)}>
            {t('design.try', { size: wholeNumber(enough.size) })}
          </Button>
        </p>
      )}
      {forecast.thin > 0 && (
        <Notice kind="attention" title={t('design.thin', { n: wholeNumber(forecast.thin) })}>
          <p>{t('design.thin_next')}</p>
        </Notice>
      )}
    </>
  );
}
