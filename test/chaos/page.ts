import { join } from 'node:path';
import { build } from 'vite';
import type * as modules from './page-modules.ts';

export type PageModules = typeof modules;

/** What a browser gives to a page, and what chaos takes hold of. */
export interface Surroundings {
  fetch(path: string, init: RequestInit): Promise<Response>;
  indexedDB: Pick<IDBFactory, 'open'>;
  navigator: {
    onLine: boolean;
    locks?: { request<T>(name: string, run: () => Promise<T>): unknown };
  };
  history: { replaceState(): void };
  setTimeout(run: () => void, delay?: number): unknown;
  clearTimeout(timer: never): void;
}
const NAMES = ['fetch', 'indexedDB', 'navigator', 'history', 'setTimeout', 'clearTimeout'] as const;

/**
 * The client's modules bundled once and run afresh for every page: its memory (queues, clocks, signals)
 * is born and dies with it, as in a browser, and what it reaches for is its own device's.
 */
export async function pageMaker(): Promise<(around: Surroundings) => PageModules> {
  const built = await build({
    configFile: false,
    root: join(import.meta.dirname, '../..'),
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: {
        entry: join(import.meta.dirname, 'page-modules.ts'),
        formats: ['iife'],
        name: 'page',
      },
    },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('no page was bundled');
  const run = new Function(...NAMES, `${chunk.code}; return page;`);
  return (around) => run(...NAMES.map((name) => around[name])) as PageModules;
}
