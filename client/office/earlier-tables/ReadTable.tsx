import type { EarlierReading } from '#contract/earlier-tables.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { EarlierTablesModel, OriginField } from './earlier-tables.ts';
import type { MatchChoices } from './MatchTables.tsx';
import { MatchTables } from './MatchTables.tsx';

const FIELDS: readonly OriginField[] = ['year', 'source', 'publishedOn', 'method'];

/** What was read, what it is taken for, and what was left out; nothing is kept before somebody has looked. */
export function ReadTable(props: {
  readonly model: EarlierTablesModel;
  readonly reading: EarlierReading;
  readonly choices: MatchChoices;
}) {
  const { model, reading, choices } = props;
  const sure = new Set(
    reading.agencies.flatMap(({ guess, label }) =>
      guess === 'current' || guess === 'province' ? [label] : [],
    ),
  );
  const { year, source } = model.origin.value;
  const isReady = /^\d{4}$/.test(year.trim()) && source.trim() !== '';
  return (
    <section class="panel">
      <h2>{t('earlier.reading')}</h2>
      <p>{t('earlier.found', countsOf(reading))}</p>
      <p>{t(errorsKey(reading))}</p>
      {FIELDS.map((field) => (
        <TextField
          key={field}
          type={field === 'publishedOn' ? 'date' : 'text'}
          {...(field === 'year' && { inputmode: 'numeric' as const })}
          isShort={field === 'year' || field === 'publishedOn'}
          label={t(`earlier.field.${field}`)}
          value={model.origin.value[field]}
          onInput={(value) => model.setOrigin(field, value)}
        />
      ))}
      <MatchTables model={model} choices={choices} sure={sure} />
      {reading.leftOut.length > 0 && <LeftOut reading={reading} />}
      <RefusalNotice failure={model.keep.failure.value} />
      {!isReady && <p>{t('earlier.origin_missing')}</p>}
      <div class="buttons">
        {isReady && (
          <Button
            isBusy={model.keep.isBusy.value}
            busyLabel={t('app.busy')}
            onPress={() => model.keep.run()}
          >
            {t('earlier.keep')}
          </Button>
        )}
        <Button kind="plain" onPress={model.close}>
          {t('earlier.discard')}
        </Button>
      </div>
    </section>
  );
}

function countsOf({ figures, agencies, criteria }: EarlierReading) {
  const count = (guess: string) =>
    wholeNumber(agencies.filter((match) => match.guess === guess).length);
  return {
    figures: wholeNumber(figures.length),
    current: count('current'),
    former: count('former'),
    none: count('none'),
    criteria: wholeNumber(criteria.filter(({ guess }) => guess !== 'none').length),
    others: wholeNumber(criteria.filter(({ guess }) => guess === 'none').length),
  };
}

function errorsKey({ figures }: EarlierReading): string {
  const known = figures.filter(({ standardError }) => standardError !== null).length;
  if (known > 0) return 'earlier.with_errors';
  const counted = figures.some(({ respondents }) => respondents !== null);
  return counted ? 'earlier.with_counts' : 'earlier.without_errors';
}

const LeftOut = ({ reading }: { readonly reading: EarlierReading }) => (
  <details>
    <summary>{t('earlier.left_out', { n: wholeNumber(reading.leftOut.length) })}</summary>
    <ul>
      {reading.leftOut.map(({ words, reason }, index) => (
        <li key={`${index} ${words}`}>{t(`earlier.why.${reason}`, { words })}</li>
      ))}
    </ul>
  </details>
);
