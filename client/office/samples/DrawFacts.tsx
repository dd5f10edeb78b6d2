import { downloadFrame } from '#contract/frozen-frame.ts';
import type { DrawRecord } from '#contract/samples.ts';
import { downloadPlan, downloadSample, downloadSeed } from '#contract/samples.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { moment, wholeNumber } from '../../ui/words.ts';

const FILES = [
  ['seed', downloadSeed.path],
  ['frame', downloadFrame.path],
  ['plan', downloadPlan.path],
  ['sample', downloadSample.path],
] as const;

/** The record that anybody may read, and the four files with which anybody can repeat the draw. */
export function DrawFacts(props: { readonly record: DrawRecord; readonly campaignId: string }) {
  const { record, campaignId } = props;
  return (
    <>
      <dl class="facts">
        {factsOf(record).map(([name, value]) => (
          <div key={name}>
            <dt>{t(`draw.${name}`)}</dt>
            <dd>{/^[0-9a-f]{64}$/.test(value) ? <code class="hash">{value}</code> : value}</dd>
          </div>
        ))}
      </dl>
      <h2>{t('draw.files')}</h2>
      <p>{t('draw.files_note')}</p>
      <ul>
        {FILES.map(([name, path]) => (
          <li key={name}>
            <a href={addressOf(path, { campaignId })} download>
              {t(`draw.file_${name}`)}
            </a>
          </li>
        ))}
      </ul>
      <p>
        <a href={`/kiem-tra/${campaignId}`} target="_blank" rel="noreferrer">
          {t('draw.public_record')}
        </a>
      </p>
    </>
  );
}

const factsOf = (record: DrawRecord): readonly (readonly [string, string])[] => [
  ['draw_id', record.drawId],
  ['drawn_at', moment(record.drawnAt)],
  ['drawn_by', record.drawnBy],
  ['dice', (record.dice.match(/.{1,5}/g) ?? []).join(' ')],
  [
    'counts',
    t('draw.counts_words', {
      sampled: wholeNumber(record.sampled),
      reserves: wholeNumber(record.reserves),
      people: wholeNumber(record.people),
      strata: wholeNumber(record.strata),
    }),
  ],
  ['frame_hash', record.frameSha256],
  ['merkle_root', record.merkleRoot],
  ...(record.commitmentsRoot ? ([['commitments', record.commitmentsRoot]] as const) : []),
  ['plan_hash', record.planSha256],
  ['key', record.key],
  ['sample_hash', record.sampleSha256],
  ['witnesses', record.witnesses.map((witness) => `${witness.name} (${witness.body})`).join(' · ')],
];
