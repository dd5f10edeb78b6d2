/** In the file of the scripts: the build loads no style sheet beside a file that comes later. */
export const STYLE = `
.preview-mark{position:sticky;top:0;z-index:2;margin:0;padding:var(--s-2) var(--s-4);border-bottom:2px solid var(--nghe-line);background:var(--nghe-tint);font-weight:600}
.preview-foot{padding-bottom:var(--s-6)}
`;
