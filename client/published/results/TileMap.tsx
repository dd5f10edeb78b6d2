import { mapTitle, markTiles } from '#contract/pictures/mark-tiles.ts';
import { markup } from '#contract/pictures/shapes.ts';
import { MARKED } from '#contract/pictures/signs.ts';
import type { Tile } from '#contract/pictures/tile-map.ts';
import { tileMap } from '#contract/pictures/tile-map.ts';
import type { Results } from '#contract/results.ts';
import { language, t } from '../../i18n.ts';
import { figureOf, provinceOf, totalNode } from '../../ui/figures.ts';
import { KeySign } from '../../ui/KeySign.tsx';
import { PictureFiles } from '../../ui/Pictures.tsx';
import { wholeNumber } from '../../ui/words.ts';
import { agencyPath } from '../page/addresses.ts';

/** The communes as cells of one size, so that a ward in town is seen as well as one in the mountains. */
export function TileMap(props: {
  readonly results: Results;
  readonly tiles: readonly Tile[];
  readonly node: string;
}) {
  const { results, tiles, node } = props;
  if (tiles.length === 0) return null;
  const wording = {
    say: t,
    hrefOf: (code: string) => agencyPath(results.campaignId, code),
  };
  const marked = markTiles(results, tiles, node, wording);
  const title = mapTitle(marked, t);
  const svg = markup(tileMap(marked, title));
  const respondents = figureOf(provinceOf(results), node)?.respondents;
  return (
    <figure class="picture">
      <figcaption>
        <strong>{title}</strong>
      </figcaption>
      {/* Its own markup: every text in it is escaped by element(). */}
      <div class="picture-frame" dangerouslySetInnerHTML={{ __html: svg }} />
      <ul class="picture-key">
        {MARKED.map((mark) => (
          <li key={mark}>
            <KeySign mark={mark} /> {t(mark === 'withheld' ? 'map.withheld' : `tier.${mark}`)}
          </li>
        ))}
      </ul>
      <p class="hint">{t('map.about')}</p>
      <p class="hint">
        {t('map.source', { n: respondents ? wholeNumber(respondents) : '–' })}{' '}
        {node === totalNode(results) && (
          <PictureFiles campaignId={results.campaignId} language={language.value} picture="map" />
        )}
      </p>
    </figure>
  );
}
