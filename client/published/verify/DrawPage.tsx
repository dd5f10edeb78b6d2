import type { DrawRecord, Plan } from '#contract/samples.ts';
import { getDraw, getPlan } from '#contract/samples.ts';
import { call, Refusal } from '../../api.ts';
import { t } from '../../i18n.ts';
import { moment, wholeNumber } from '../../ui/words.ts';
import { Loading } from '../page/Loading.tsx';
import { addressOfFile, DRAW_FILES, fileNameOf } from './files.ts';
import { LockedPlan } from './LockedPlan.tsx';
import { SelfCheck } from './SelfCheck.tsx';

type Found = { readonly record: DrawRecord } | { readonly plan: Plan };

/** The draw; before it, the plan that binds it. */
async function read(campaignId: string): Promise<Found> {
  const params = { campaignId };
  try {
    return { record: await call(getDraw, { params }) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'not_drawn') throw error;
    return { plan: await call(getPlan, { params }) };
  }
}

export function DrawPage({ campaignId }: { readonly campaignId: string }) {
  return (
    <Loading
      title={t('draw.title')}
      titleOf={(found) =>
        'record' in found
          ? t('draw.title_of', { name: found.record.campaignName })
          : t('plan.title')
      }
      read={() => read(campaignId)}
    >
      {(found) =>
        'record' in found ? (
          <Drawn record={found.record} campaignId={campaignId} />
        ) : (
          <LockedPlan plan={found.plan} campaignId={campaignId} />
        )
      }
    </Loading>
  );
}

/** What was drawn, when, before whom, from which digits and texts; and how to repeat it. */
function Drawn(props: { readonly record: DrawRecord; readonly campaignId: string }) {
  const { record, campaignId } = props;
  return (
    <>
      <p class="lead">
        {t('draw.lead', {
          sampled: wholeNumber(record.sampled),
          people: wholeNumber(record.people),
          agencies: wholeNumber(record.agencies),
          strata: wholeNumber(record.strata),
        })}
      </p>
      <p class="dice">{(record.dice.match(/.{1,5}/g) ?? []).join(' ')}</p>
      <Facts record={record} />
      <h2>{t('draw.files')}</h2>
      <ul class="files">
        {DRAW_FILES.map((file) => (
          <li key={file}>
            <a href={addressOfFile(file, campaignId)} download>
              {fileNameOf(file)}
            </a>
            : {t(`draw.file.${file}`)}
          </li>
        ))}
      </ul>
      <SelfCheck campaignId={campaignId} />
      <HowItWorks />
    </>
  );
}

function Facts({ record }: { readonly record: DrawRecord }) {
  const hashes = [
    ['frame_hash', record.frameSha256],
    ['merkle_root', record.merkleRoot],
    ...(record.commitmentsRoot ? ([['commitments', record.commitmentsRoot]] as const) : []),
    ['plan_hash', record.planSha256],
    ['key', record.key],
    ['sample_hash', record.sampleSha256],
  ] as const;
  return (
    <dl class="facts">
      <div>
        <dt>{t('draw.when')}</dt>
        <dd>{moment(record.drawnAt)}</dd>
      </div>
      <div>
        <dt>{t('draw.witnesses')}</dt>
        <dd>{record.witnesses.map(({ name, body }) => `${name} (${body})`).join(' · ')}</dd>
      </div>
      <div>
        <dt>{t('draw.reserves')}</dt>
        <dd>{wholeNumber(record.reserves)}</dd>
      </div>
      {record.beacon !== 'none' && (
        <div>
          <dt>{t('draw.beacon')}</dt>
          <dd>{record.beacon}</dd>
        </div>
      )}
      {hashes.map(([name, hash]) => (
        <div key={name}>
          <dt>{t(`draw.${name}`)}</dt>
          <dd>
            <code>{hash}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function HowItWorks() {
  return (
    <section>
      <h2>{t('draw.how')}</h2>
      <ol>
        {[1, 2, 3, 4, 5].map((step) => (
          <li key={step}>{t(`draw.step.${step}`)}</li>
        ))}
      </ol>
      <p>{t('draw.command')}</p>
      <p>
        <code>
          npm run -s sampling -- verify --seed seed.txt --frame frame.tsv --plan plan.tsv --sample
          sample.tsv
        </code>
      </p>
    </section>
  );
}
