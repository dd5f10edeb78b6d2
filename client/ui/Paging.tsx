import { Button } from './Button.tsx';

export function Paging(props: {
  readonly page: number;
  readonly pages: number;
  readonly label: string;
  readonly words: (page: number, pages: number) => string;
  readonly back: string;
  readonly on: string;
  readonly onTurn: (page: number) => void;
}) {
  const { page, pages } = props;
  if (pages <= 1) return null;
  return (
    <nav class="foot-of-table" aria-label={props.label}>
      {page > 1 && <Button onPress={() => props.onTurn(page - 1)}>{props.back}</Button>}
      <span role="status">{props.words(page, pages)}</span>
      {page < pages && <Button onPress={() => props.onTurn(page + 1)}>{props.on}</Button>}
    </nav>
  );
}
