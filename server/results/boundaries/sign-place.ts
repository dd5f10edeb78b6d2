type Rings = readonly (readonly number[])[];

const STEPS = 14;

/** Of places in a grid over the area, the one farthest from every border, and how far that is. */
export function roomiestPlace(rings: Rings): { x: number; y: number; room: number } {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const ring of rings)
    for (let corner = 0; corner < ring.length; corner += 2) {
      box.left = Math.min(box.left, ring[corner]!);
      box.right = Math.max(box.right, ring[corner]!);
      box.top = Math.min(box.top, ring[corner + 1]!);
      box.bottom = Math.max(box.bottom, ring[corner + 1]!);
    }
  let best = {
    x: Math.round((box.left + box.right) / 2),
    y: Math.round((box.top + box.bottom) / 2),
    room: 0,
  };
  for (let column = 1; column < STEPS; column += 1)
    for (let row = 1; row < STEPS; row += 1) {
      const x = Math.round(box.left + ((box.right - box.left) * column) / STEPS);
      const y = Math.round(box.top + ((box.bottom - box.top) * row) / STEPS);
      const room = Math.floor(roomAround(rings, x, y));
      if (room > best.room) best = { x, y, room };
    }
  return best;
}

/** Distance to the nearest border; nought outside. */
function roomAround(rings: Rings, x: number, y: number): number {
  let isInside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of rings)
    for (let corner = 0; corner < ring.length; corner += 2) {
      const next = (corner + 2) % ring.length;
      const [ax, ay, bx, by] = [ring[corner]!, ring[corner + 1]!, ring[next]!, ring[next + 1]!];
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) isInside = !isInside;
      const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
      const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
      const part = Math.max(0, Math.min(1, along));
      nearest = Math.min(nearest, Math.hypot(x - ax - part * (bx - ax), y - ay - part * (by - ay)));
    }
  return isInside ? nearest : 0;
}
