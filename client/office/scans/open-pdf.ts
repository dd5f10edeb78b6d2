import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerSrc from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerSrc;

/** Without WebAssembly, which the page's rules do not allow: the decoders of fax and JPEG 2000 are scripts then. */
export const openPdf = (data: Uint8Array) =>
  getDocument({ data, useWasm: false, wasmUrl: '/assets/pdf/', verbosity: 0 }).promise;
