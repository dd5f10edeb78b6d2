import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
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
import { createLoaded } from './loaded.ts';
import { Table } from './Table.tsx';

type OfPublication = { readonly campaignId: string };

/** Every picture of a publication, but those that the page has already; each is read when it is scrolled to. */
export function Pictures(props: OfPublication & { readonly without?: readonly PictureKind[] }) {
  const kinds = PICTURES.filter((kind) => !props.without?.includes(kind));
  return (
    <section class="pictures">
      <h2>{t('pictures.title')}</h2>
      {kinds.map((kind) => (
        <Picture key={`${kind} ${language.value}`} campaignId={props.campaignId} kind={kind} />
      ))}
    </section>
  );
}

function Picture({ campaignId, kind }: OfPublication & { readonly kind: PictureKind }) {
  const place = useRef<HTMLDivElement>(null);
  const isNear = useNearness(place);
  const params = { campaignId, language: language.value, picture: kind };
  const loaded = useMemo(
    () => createLoaded(() => call(getPublishedPicture, { params })),
    [campaignId, kind],
  );
  useEffect(() => {
    if (isNear) loaded.load();
  }, [isNear, loaded]);
  const reply = loaded.value.value;
  if (!reply)
    return (
      <div ref={place} class="picture-place">
        {t('pictures.loading')}
      </div>
    );
  if (!reply.picture) return null;
  return <Drawn picture={reply.picture} params={params} />;
}

/** True once the place is within a screen of what is seen, and for good. */
export function useNearness(place: { readonly current: HTMLElement | null }): boolean {
  const isNear = useSignal(!('IntersectionObserver' in window));
  useEffect(() => {
    if (isNear.value || !place.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        isNear.value = true;
        observer.disconnect();
      },
      { rootMargin: '100%' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isNear, place]);
  return isNear.value;
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
