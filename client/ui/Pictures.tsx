import type { PictureKind, PublishedPicture } from '#contract/pictures/picture-kinds.ts';
import { PICTURES } from '#contract/pictures/picture-kinds.ts';
import {
  downloadPicturePng,
  downloadPictureSvg,
  getPublishedPicture,
} from '#contract/published.ts';
import { addressOf, call } from '../api.ts';
import { language, t } from '../i18n.ts';
import { KeySign } from './KeySign.tsx';
import { Table } from './Table.tsx';
import { WhenNear } from './WhenNear.tsx';

type OfPublication = { readonly campaignId: string };

/** Every picture of a publication, but those that the page has already; each is read when it is scrolled to. */
export function Pictures(props: OfPublication & { readonly without?: readonly PictureKind[] }) {
  const kinds = PICTURES.filter((kind) => !props.without?.includes(kind));
  return (
    <section class="pictures">
      <h2>{t('pictures.title')}</h2>
      {kinds.map((kind) => (
        <Picture
          key={`${props.campaignId} ${kind} ${language.value}`}
          campaignId={props.campaignId}
          kind={kind}
        />
      ))}
    </section>
  );
}

function Picture({ campaignId, kind }: OfPublication & { readonly kind: PictureKind }) {
  const params = { campaignId, language: language.value, picture: kind };
  return (
    <WhenNear
      read={() => call(getPublishedPicture, { params })}
      waiting={() => <div class="picture-place">{t('pictures.loading')}</div>}
    >
      {({ picture }) => picture && <Drawn picture={picture} params={params} />}
    </WhenNear>
  );
}

function Drawn(props: {
  readonly picture: PublishedPicture;
  readonly params: {
    readonly campaignId: string;
    readonly language: 'vi' | 'en';
    readonly picture: PictureKind;
  };
}) {
  const { title, about, source, svg, key, table } = props.picture;
  return (
    <figure class="picture">
      <figcaption>
        <strong>{title}</strong>
      </figcaption>
      {/* The server's own markup: every text in it is escaped by markup(). */}
      <div class="picture-frame" dangerouslySetInnerHTML={{ __html: svg }} />
      {key.length > 0 && (
        <ul class="picture-key">
          {key.map(({ mark, words }) => (
            <li key={mark}>
              <KeySign mark={mark} /> {words}
            </li>
          ))}
        </ul>
      )}
      <p class="hint">{about}</p>
      <details>
        <summary>{t('pictures.table')}</summary>
        <PictureTable title={title} table={table} />
      </details>
      <p class="hint">
        {source} <PictureFiles {...props.params} />
      </p>
    </figure>
  );
}

type Line = { readonly row: number; readonly cells: readonly string[] };

function PictureTable({ title, table }: Pick<PublishedPicture, 'title' | 'table'>) {
  const rows: Line[] = table.rows.map((cells, row) => ({ row, cells }));
  return (
    <Table
      caption={title}
      rows={rows}
      keyOf={(line) => String(line.row)}
      columns={table.headings.map((heading, column) => ({
        key: String(column),
        heading,
        cell: (line: Line) => line.cells[column],
      }))}
    />
  );
}

/** The picture in the page's language with its sentence and source, as lines and as pixels. */
export function PictureFiles(params: {
  readonly campaignId: string;
  readonly language: 'vi' | 'en';
  readonly picture: PictureKind;
}) {
  return (
    <>
      <a href={addressOf(downloadPictureSvg.path, params)} download>
        {t('pictures.svg')}
      </a>{' '}
      <a href={addressOf(downloadPicturePng.path, params)} download>
        {t('pictures.png')}
      </a>
    </>
  );
}
