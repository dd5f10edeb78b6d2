import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';
import { defineConfig, minify, transformWithOxc } from 'vite';

/** Android 7 with the WebView it was sold with, and iOS 11; `client/respond/older-browsers.ts` adds what they lack. */
const OLDEST = ['chrome65', 'safari11.1'];

const page = (name: string) => resolve(import.meta.dirname, `client/${name}/index.html`);

/** What a worker keeps: its cache's name, the address of its page, the pattern of all addresses that it answers. */
interface WorkerOf {
  readonly name: string;
  readonly shell: string;
  readonly pages: string;
  readonly fileName: string;
}
const WORKERS: readonly WorkerOf[] = [
  {
    name: 'respond',
    shell: '/',
    pages: '^\\/([A-Za-z2-7]{16})?$',
    fileName: 'service-worker.js',
  },
  { name: 'field', shell: '/quay', pages: '^\\/(quay|phong-van)$', fileName: 'field-worker.js' },
];

/** The office's preview is kept by nobody; what kiosks and interviewers' telephones load, by these alone. */
const isLeftOut = (page: string, { facadeModuleId }: Rolldown.OutputChunk) =>
  facadeModuleId?.includes('/respond/preview/') ||
  (page === 'respond' && facadeModuleId?.includes('/respond/field/'));

/**
 * The chunk of the citizen's page with all that it loads, so that it can be kept for a place without network. What
 * kiosks and interviewers' telephones load besides, only they keep.
 */
function filesOfPage(bundle: Rolldown.OutputBundle, { name: page, shell }: WorkerOf) {
  const files = new Set<string>();
  const add = (name: string) => {
    const output = bundle[name];
    if (files.has(name) || output?.type !== 'chunk') return;
    if (isLeftOut(page, output)) return;
    files.add(name);
    for (const css of output.viteMetadata?.importedCss ?? []) files.add(css);
    output.imports.forEach(add);
    output.dynamicImports.forEach(add);
  };
  const entry = Object.values(bundle).find(
    (output) => output.type === 'chunk' && output.isEntry && output.name === 'respond',
  );
  if (!entry) throw new Error('no citizen page built');
  add(entry.fileName);
  const hashes = [...files].sort().map((name) => {
    const output = bundle[name]!;
    const content = output.type === 'chunk' ? output.code : output.source;
    return [`/${name}`, createHash('sha256').update(content).digest('hex')];
  });
  return Object.fromEntries([[shell, `/${entry.fileName}`], ...hashes]);
}

/** The files and their hashes are in the worker; of all of them its version is the hash. */
async function workerText(worker: WorkerOf, source: string, files: string, html: string) {
  const hash = createHash('sha256').update(source).update(html).update(files);
  const { code } = await transformWithOxc(source, 'service-worker.ts', {
    target: OLDEST,
    define: {
      __FILES__: files,
      __VERSION__: JSON.stringify(hash.digest('hex').slice(0, 16)),
      __NAME__: JSON.stringify(worker.name),
      __SHELL__: JSON.stringify(worker.shell),
      __PAGES__: JSON.stringify(worker.pages),
    },
  });
  return (await minify(worker.fileName, code, { compress: { target: OLDEST } })).code;
}

/** `/service-worker.js`, and `/field-worker.js` of the devices. */
function serviceWorker(): Plugin {
  const folder = join(import.meta.dirname, 'client/respond');
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const html = bundle['respond/index.html'];
        if (html?.type !== 'asset') throw new Error('no citizen page built');
        const source = await readFile(join(folder, 'service-worker.ts'), 'utf8');
        for (const worker of WORKERS) {
          const files = JSON.stringify(filesOfPage(bundle, worker));
          this.emitFile({
            type: 'asset',
            fileName: worker.fileName,
            source: await workerText(worker, source, files, String(html.source)),
          });
        }
        this.emitFile({
          type: 'asset',
          fileName: 'manifest.webmanifest',
          source: await readFile(join(folder, 'manifest.json'), 'utf8'),
        });
        // Of the home screen: the manifest names them, so they keep their names.
        for (const name of await readdir(join(folder, 'icons')))
          this.emitFile({
            type: 'asset',
            fileName: `assets/${name}`,
            source: await readFile(join(folder, 'icons', name)),
          });
      },
    },
  };
}

/** Vite's helper loads what a dynamic file needs beside it: none of these pages has such a file, and it is 0.7 kB. */
function plainImports(): Plugin {
  const helper = '\0vite/preload-helper.js';
  return {
    name: 'plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (id === helper ? 'export const __vitePreload = (load) => load();' : undefined),
  };
}

/** Decoders of fax and JPEG 2000 in scanned PDFs: the reader of PDFs asks for them by these names. */
function scanDecoders(): Plugin {
  const folder = join(import.meta.dirname, 'node_modules/pdfjs-dist/wasm');
  return {
    name: 'scan-decoders',
    apply: 'build',
    async generateBundle() {
      for (const name of ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js'])
        this.emitFile({
          type: 'asset',
          fileName: `assets/pdf/${name}`,
          source: await readFile(join(folder, name)),
        });
    },
  };
}

/** `.br` and `.gz` beside every text of the build: the server sends them as they lie. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir }) {
        const names = await readdir(dir!, { recursive: true });
        const texts = names.filter((name) => /\.(html|m?js|css|svg|json|webmanifest)$/.test(name));
        await Promise.all(texts.map((name) => compress(join(dir!, name))));
      },
    },
  };
}

/** Bytes: files of the office app alone are larger. */
const OFFICE_SIZE = 500_000;

async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    // Smaller for two of the three files of a first visit by 30 bytes in all, larger for the third by 18.
    [constants.BROTLI_PARAM_MODE]: /[\\/]respond-[^\\/]*\.js$/.test(path)
      ? constants.BROTLI_MODE_GENERIC
      : constants.BROTLI_MODE_FONT,
    // 1.3 MB take 1.7 s with the highest and 0.1 s with this one, and are a tenth larger; no telephone loads them.
    [constants.BROTLI_PARAM_QUALITY]: content.length > OFFICE_SIZE ? 9 : 11,
  };
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content, { params }));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
}

/** Three pages, one build: the citizen's (`respond`), the office app, and the published record. */
export default defineConfig({
  root: 'client',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [plainImports(), serviceWorker(), scanDecoders(), compressed()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: OLDEST,
    // The reader of PDFs, which the desk for scans loads alone, has 540 kB; the office app 800.
    chunkSizeWarningLimit: 1000,
    // Pages name what they load first; scripts would carry a list of names that `plainImports` never reads.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, files, { hostType }) => (hostType === 'html' ? files : []),
    },
    rolldownOptions: {
      input: { respond: page('respond'), office: page('office'), published: page('published') },
      checks: { bundlerTimings: false },
      // Each file of its own costs the citizen's first visit 0.6 kB: what all pages share is one file.
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'shared',
              test: /node_modules\/@?preact\/|contract\/(answering|draft-seal|place-names|written-day)\.ts$|client\/(?:api|text-of-key|slip-code\/enter-with-work)\.ts$|vite\/preload-helper/,
            },
          ],
        },
      },
    },
  },
});
