import { generate } from 'lean-qr';

/** In a file of its own, fetched when a square is wanted: a first visit does without. */
addEventListener('message', ({ data: link }) => {
  const qr = generate(link);
  let path = '';
  for (let y = 0; y < qr.size; y += 1)
    for (let x = 0; x < qr.size; x += 1) if (qr.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  postMessage({ size: qr.size, path });
});
