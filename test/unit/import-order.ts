type Edge = readonly [file: string, imported: string];

/** Imports from one part of `home` to a later one, and from or to a part that has no place in the order. */
export function outOfOrder(
  home: string,
  order: readonly string[],
  edges: readonly Edge[],
): string[] {
  const rankOf = (file: string) => order.indexOf(file.slice(home.length + 1).split('/')[0] ?? '');
  return edges
    .filter((edge) => edge.every((file) => file.startsWith(`${home}/`)))
    .filter(([file, imported]) => rankOf(file) < 0 || rankOf(imported) > rankOf(file))
    .map(([file, imported]) => `${file} → ${imported}`);
}

/** Sets of names that reach each other, each in alphabetical order. */
export function circlesOf(edges: readonly Edge[]): string[][] {
  const next = new Map<string, string[]>();
  for (const [name, other] of edges) next.set(name, [...(next.get(name) ?? []), other]);
  const reachable = new Map([...next.keys()].map((name) => [name, reachableFrom(name, next)]));
  const circles = new Map<string, string[]>();
  for (const [name, reached] of reachable) {
    if (!reached.has(name)) continue;
    const circle = [...reached].filter((other) => reachable.get(other)?.has(name)).sort();
    circles.set(circle.join(), circle);
  }
  return [...circles.values()];
}

function reachableFrom(start: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const waiting = [...(next.get(start) ?? [])];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    waiting.push(...(next.get(name) ?? []));
  }
  return reached;
}
