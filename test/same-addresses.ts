import { registerHooks } from 'node:module';

const loads = new Map<string, number>();

/**
 * Vitest imports a test file, and for it each setup file, under an address with the time, so that each is evaluated anew.
 * Node keeps compiled code by address: it stripped and compiled all of them again in each run, a hundredth of a second for
 * each test file. Counted instead, with as many digits as Vitest takes out of stack traces, the addresses are those of the
 * last run.
 */
registerHooks({
  resolve(specifier, context, nextResolve) {
    const result = nextResolve(specifier, context);
    const [file = '', time] = result.url.split('?vitest=');
    if (time === undefined) return result;
    const load = (loads.get(file) ?? 0) + 1;
    loads.set(file, load);
    return { ...result, url: `${file}?vitest=${String(load).padStart(time.length, '0')}` };
  },
});
