import { mapTitle, markTiles } from '#contract/pictures/mark-tiles.ts';
import type { Tile } from '#contract/pictures/tile-map.ts';
import { tileMap } from '#contract/pictures/tile-map.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { tierWords } from '../../ui/FigureWords.tsx';
import { figureOf, provinceOf } from '../../ui/figures.ts';
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
  const svg = tileMap(marked, title);
  const respondents = figureOf(provinceOf(results), node)?.respondents;
  return (
    <figure class="picture">
      <figcaption>
        <strong>{title}</strong>
      </figcaption>
      {/* Its own markup: every text in it is escaped by element(). */}
      <div class="picture-frame" dangerouslySetInnerHTML={{ __html: svg }} />
      <ul class="picture-key">
        {(['higher', 'not_different', 'lower'] as const).map((tier) => (
          <li key={tier} data-tier={tier}>
            {tierWords(tier)}
          </li>
        ))}
        <li>▨ {t('map.withheld')}</li>
      </ul>
      <p class="hint">{t('map.about')}</p>
      <p class="hint">
        {t('map.source', { n: respondents ? wholeNumber(respondents) : '–' })}{' '}
        <a
          download={`${results.year}-${node}.svg`}
          href={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
        >
          {t('map.download')}
        </a>
      </p>
    </figure>
  );
}
