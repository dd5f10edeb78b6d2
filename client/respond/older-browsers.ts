/**
 * What the page and its libraries use and Chromium 65 lacks: Android 7 with the WebView of a telephone that was
 * never updated. Safari 11 lacks some of it too. Imported before anything runs, and only where it is missing.
 */

export {};

/** Never aborts: a request then takes as long as the browser lets it. */
class Patience {
  readonly signal = undefined;
  abort(): void {}
}

function fromEntries(entries: Iterable<readonly [string, unknown]>) {
  const object: Record<string, unknown> = {};
  for (const [name, value] of entries) object[name] = value;
  return object;
}

function flatMap(this: readonly unknown[], map: (value: unknown) => unknown): unknown[] {
  return ([] as unknown[]).concat(...this.map((value) => map(value)));
}

const add = (target: object, name: string, value: unknown) =>
  name in target || Object.defineProperty(target, name, { value, writable: true });

add(self, 'globalThis', self);
add(self, 'AbortController', Patience);
add(self, 'queueMicrotask', (run: () => void) => void Promise.resolve().then(run));
add(Object, 'fromEntries', fromEntries);
add(Array.prototype, 'flatMap', flatMap);
