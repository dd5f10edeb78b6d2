import { generate } from 'lean-qr';

const QUIET = 4;

/** Modules as one path of squares, with the white that a reader needs around them (ISO/IEC 18004). */
export function QrSquare({ text, label }: { readonly text: string; readonly label: string }) {
  const code = generate(text);
  const size = code.size + 2 * QUIET;
  const path = Array.from({ length: code.size ** 2 }, (_, index) => index)
    .filter((index) => code.get(index % code.size, Math.floor(index / code.size)))
    .map(
      (index) => `M${(index % code.size) + QUIET} ${Math.floor(index / code.size) + QUIET}h1v1h-1z`,
    )
    .join('');
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      width="220"
      height="220"
      role="img"
      aria-label={label}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
