import type { Indicator } from '#contract/indicators.ts';
import { INDICATORS } from '#contract/indicators.ts';
import { t } from '../../../i18n.ts';
import { percent, wholeNumber } from '../../../ui/words.ts';
import type { BoardAgency } from './board.ts';
import { indicatorOf } from './board.ts';

/** Dot plot of every agency for each share, with the province's value as a line. */
export function IndicatorStrips(props: {
  readonly agencies: readonly BoardAgency[];
  readonly hrefOf: (code: string) => string;
}) {
  const withList = props.agencies.filter(({ indicators }) => indicators.length > 0);
  if (withList.length < 2) return null;
  return (
    <section>
      <h2>{t('board.beside_title')}</h2>
      <p class="hint">{t('board.beside_hint')}</p>
      {INDICATORS.map((name) => (
        <Strip key={name} name={name} agencies={withList} hrefOf={props.hrefOf} />
      ))}
    </section>
  );
}

interface Dot {
  readonly agency: BoardAgency;
  readonly indicator: Indicator & { readonly share: number };
}

const SHAPES = { low: 'M0 7 7-6H-7Z', high: 'M0-7 7 6H-7Z' };

function Strip(props: {
  readonly name: Indicator['name'];
  readonly agencies: readonly BoardAgency[];
  readonly hrefOf: (code: string) => string;
}) {
  const { name, agencies, hrefOf } = props;
  const dots: Dot[] = agencies.flatMap((agency) => {
    const indicator = indicatorOf(agency, name);
    if (!indicator || indicator.share === null) return [];
    return [{ agency, indicator: { ...indicator, share: indicator.share } }];
  });
  if (dots.every(({ indicator }) => indicator.share === 0)) return null;
  const end = Math.max(0.01, ...dots.map(({ indicator }) => indicator.share));
  const positionOf = (share: number) => `${((96 * share) / end + 2).toFixed(2)}%`;
  const marked = dots.filter(({ indicator }) => indicator.side !== null);
  // Communes are most of the agencies: their line is the one that is drawn.
  const line = (dots.find(({ agency }) => agency.kind !== 'department') ?? dots[0]!).indicator
    .province;
  const values = {
    name: t(`indicator.${name}.label`),
    line: percent(line),
    end: percent(end),
    n: wholeNumber(marked.length),
  };
  return (
    <div class="strip-row">
      <p>
        <b>{values.name}</b> {t('board.strip_words', values)}
      </p>
      <svg class="strip" role="img" aria-label={t('board.strip_sentence', values)}>
        <line class="axis" x1="2%" x2="98%" y1="50%" y2="50%" />
        <line class="province" x1={positionOf(line)} x2={positionOf(line)} y1="2" y2="30" />
        {dots.map(({ agency, indicator }) => (
          <svg key={agency.agencyCode} x={positionOf(indicator.share)} y="16" overflow="visible">
            <title>{`${agency.agencyName}: ${percent(indicator.share)}`}</title>
            {indicator.side ? (
              <path class="marked" d={SHAPES[indicator.side]} />
            ) : (
              <circle class="agency" r="4" />
            )}
          </svg>
        ))}
      </svg>
      {marked.length > 0 && (
        <p class="hint">
          {t('board.strip_marked')}{' '}
          {marked.slice(0, 8).map(({ agency, indicator }, i) => (
            <span key={agency.agencyCode}>
              {i > 0 && ', '}
              <a href={hrefOf(agency.agencyCode)}>{agency.agencyName}</a>{' '}
              {t(`board.side_${indicator.side}`, { share: percent(indicator.share) })}
            </span>
          ))}
          {marked.length > 8 && ` ${t('board.strip_more', { n: marked.length - 8 })}`}
        </p>
      )}
    </div>
  );
}
