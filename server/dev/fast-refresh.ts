import type { Plugin } from 'vite';

/** What Vite's own compiler (oxc) writes for each component, and once for each that has hooks. */
const REGISTERS = /\$Refresh(?:Reg|Sig)\$\(/;

/**
 * An edited component takes the place of the old one in an open page, which keeps its state. Vite's compiler names the
 * components, Preact's refresh exchanges them. With @preact/preset-vite, which reads each module once more with Babel, the
 * 550 modules of the office took the server 3.7 s of a core instead of 1.3.
 */
export function fastRefresh(): Plugin {
  return {
    name: 'fast-refresh',
    config: () => ({
      oxc: { jsx: { runtime: 'automatic', importSource: 'preact', refresh: true } },
      optimizeDeps: { include: ['preact/jsx-dev-runtime', '@prefresh/core', '@prefresh/utils'] },
    }),
    transform: (code, id) =>
      REGISTERS.test(code)
        ? { code: `${registration(id)}${code}\n${EXCHANGE}`, map: null }
        : undefined,
  };
}

/** In one line, so that those of the module keep their numbers. Its functions are the module's alone: it runs at once. */
const registration = (id: string) =>
  [
    `import '@prefresh/core'; import { flush as flushUpdates } from '@prefresh/utils';`,
    `self.$RefreshReg$ = (type, name) => self.__PREFRESH__.register(type, ${JSON.stringify(`${id} `)} + name);`,
    `self.$RefreshSig$ = () => { let status = 'begin'; let component;`,
    'return (type, key, forceReset, getCustomHooks) => { component ??= type;',
    'status = self.__PREFRESH__.sign(type ?? component, key, forceReset, getCustomHooks, status); return type; }; };',
  ].join(' ');

const EXCHANGE = `import.meta.hot?.accept(() => flushUpdates());`;
