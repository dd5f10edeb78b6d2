import type { ComponentChildren } from 'preact';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';

interface RejoinListProps {
  readonly summary: string;
  readonly class?: string;
  readonly rows: readonly { readonly key: string; readonly words: ComponentChildren }[];
  /** The words of the button; none for those who may only look. */
  readonly rejoinWords: string | undefined;
  readonly isBusy: boolean;
  onRejoin(key: string): void;
}

/** What was parted from a person; each can be given back. */
export function RejoinList(props: RejoinListProps) {
  const { rows, rejoinWords } = props;
  if (rows.length === 0) return null;
  return (
    <details class={props.class}>
      <summary>{props.summary}</summary>
      <ul class="dossiers">
        {rows.map(({ key, words }) => (
          <li key={key}>
            <p>{words}</p>
            {rejoinWords && (
              <Button
                kind="plain"
                isBusy={props.isBusy}
                busyLabel={t('app.busy')}
                onPress={() => props.onRejoin(key)}
              >
                {rejoinWords}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
