import manifest from '../package.json' with { type: 'json' };

/**
 * What a program that a test starts takes from the environment: nothing but the way to programs, and the compiled
 * code that `npm start` finds too. A server starts with half a second of processor time instead of 1.1.
 */
export const PROGRAM_ENVIRONMENT = {
  PATH: process.env.PATH,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
  NODE_COMPILE_CACHE_PORTABLE: process.env.NODE_COMPILE_CACHE_PORTABLE,
};

/** The words after `node` with which `npm run <script>` starts its program. */
export const programOf = (script: keyof typeof manifest.scripts): string[] =>
  manifest.scripts[script].split(' ').slice(1);
