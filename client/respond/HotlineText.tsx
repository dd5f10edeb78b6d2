interface Props {
  readonly text: string;
  readonly hotline: string | undefined;
}

/** A sentence whose telephone number can be pressed; words in place of a number stay words. */
export function HotlineText({ text, hotline }: Props) {
  const start = hotline && /^\+?\d[\d .-]+$/.test(hotline) ? text.indexOf(hotline) : -1;
  if (!hotline || start < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, start)}
      <a href={`tel:${hotline.replace(/[^+\d]/g, '')}`}>{hotline}</a>
      {text.slice(start + hotline.length)}
    </>
  );
}
