import type { ResolveFnOutput } from 'node:module';
import { registerHooks } from 'node:module';

/**
 * Vitest hears of each import by a message, for its watcher: 3,850 of them in a thread that opens a server, of 1,070
 * modules. In a single run it hears of each module once, for which it prints the lines that failed, and Node looks for each
 * once. A thread that starts takes 0.5 s of processor time less, of 2.6 s for a file of one test.
 */
const ROOT = new URL('..', import.meta.url).href;
/** As package.json has them. */
const ALIASES = { '#contract/': 'server/contract/', '#sampling/': 'sampling/' };

/** A thread loads its modules once for all of its files, and this for each. */
const thread = globalThis as { sipasKnownModules?: Map<string, ResolveFnOutput> };
if (process.env.VITEST_MODE === 'RUN') thread.sipasKnownModules ??= tellOfEachOnce();

function tellOfEachOnce(): Map<string, ResolveFnOutput> {
  const known = new Map<string, ResolveFnOutput>();
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const url = urlOf(specifier, context.parentURL);
      if (url === undefined) return nextResolve(specifier, context);
      const found = known.get(url);
      if (found) return found;
      // What nobody imports is not told of.
      const resolved = url.startsWith('node:')
        ? nextResolve(url, { ...context, parentURL: undefined })
        : nextResolve(specifier, context);
      known.set(url, { ...resolved, shortCircuit: true });
      return resolved;
    },
  });
  return known;
}

/** Of this repository's own modules and Node's, where the name alone tells it. */
function urlOf(specifier: string, parent: string | undefined): string | undefined {
  if (specifier.startsWith('node:')) return specifier;
  if (!specifier.endsWith('.ts') || !parent?.startsWith(ROOT)) return undefined;
  if (parent.includes('/node_modules/')) return undefined;
  if (specifier.startsWith('.')) return new URL(specifier, parent).href;
  for (const [alias, folder] of Object.entries(ALIASES))
    if (specifier.startsWith(alias)) return `${ROOT}${folder}${specifier.slice(alias.length)}`;
  return undefined;
}
