import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { getParadata } from '#contract/fieldwork.ts';
import type { LanguagePack } from '#contract/languages.ts';
import { listLanguages, OTHER_LANGUAGE } from '#contract/languages.ts';
import { SECONDS_PER_ANSWER } from '#contract/paradata.ts';
import { language, t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { decimal, percent, wholeNumber } from '../../ui/words.ts';
import type { PageContext } from '../page/page-context.ts';
import { WhenLoaded } from '../page/Screen.tsx';
import type { Interviews, Spread } from './interviews.ts';
import { interviewsOf } from './interviews.ts';

/** How long, on what, with how many changes of mind: totals alone, for judging the form and the fieldwork. */
export function HowAnswered(props: { readonly context: PageContext; readonly agencyCode: string }) {
  const { ask, campaign } = props.context;
  const paradata = useMemo(
    () =>
      createLoaded(async () => ({
        ...(await ask(getParadata, { params: { campaignId: campaign.id } })),
        ...(await ask(listLanguages, {})),
      })),
    [ask, campaign.id],
  );
  useEffect(() => {
    paradata.load();
  }, [paradata]);
  return (
    <section class="panel">
      <h2>{t('interviews.title')}</h2>
      <p class="hint">{t('interviews.what')}</p>
      <WhenLoaded state={paradata}>
        {(found) => {
          const interviews = interviewsOf(found, props.agencyCode || null);
          if (interviews) return <Facts interviews={interviews} packs={found.languages} />;
          return <p>{t(props.agencyCode ? 'interviews.none' : 'interviews.none_whole')}</p>;
        }}
      </WhenLoaded>
    </section>
  );
}

type Named = Pick<LanguagePack, 'language' | 'name'>;

function Facts(props: { readonly interviews: Interviews; readonly packs: readonly Named[] }) {
  const { time, spreads } = props.interviews;
  return (
    <dl class="facts">
      {time && (
        <>
          <Fact name="time" n={time.n}>
            {minutes(time.seconds)}
          </Fact>
          <Fact name="slowest" n={time.n}>
            <ol>
              {time.slowest.map(({ name, seconds }) => (
                <li key={name}>
                  {name}: {minutes(seconds)}
                </li>
              ))}
            </ol>
          </Fact>
          <Fact name="changes" n={time.n}>
            {t('interviews.times', { times: decimal(time.changes, 1) })}
          </Fact>
        </>
      )}
      {spreads.map((spread) => (
        <Fact key={spread.family} name={spread.family} n={spread.n}>
          {spread.parts
            .map(
              ({ name, share }) =>
                `${partWords(spread.family, name, props.packs)} ${percent(share)}`,
            )
            .join(' · ')}
          {!spread.isWhole && ` · ${t('interviews.withheld')}`}
          {spread.family === 'pace' &&
            ` ${t('interviews.fast_limit', { seconds: SECONDS_PER_ANSWER })}`}
        </Fact>
      ))}
    </dl>
  );
}

function Fact(props: {
  readonly name: string;
  readonly n: number;
  readonly children: ComponentChildren;
}) {
  return (
    <div>
      <dt>{t(`interviews.${props.name}`)}</dt>
      <dd>
        {props.children} <small>{t('interviews.of', { n: wholeNumber(props.n) })}</small>
      </dd>
    </div>
  );
}

function minutes(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60
    ? t('interviews.seconds', { seconds: whole })
    : t('interviews.minutes', { minutes: Math.floor(whole / 60), seconds: whole % 60 });
}

function partWords(family: Spread['family'], name: string, packs: readonly Named[]): string {
  if (family === 'mode') return t(`mode.${name}`);
  if (family === 'language') {
    if (name === OTHER_LANGUAGE || name === 'other') return t('interviews.language_other');
    const pack = packs.find(({ language }) => language === name);
    const known = new Intl.DisplayNames([language.value], { type: 'language' });
    return pack?.name ?? known.of(name) ?? name;
  }
  return t(`interviews.${family}s.${name}`);
}
