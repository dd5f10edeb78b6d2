/** In the file of the scripts: the build loads no style sheet beside a file that comes later. */
export const STYLE = `
.kiosk-foot{max-width:40rem;margin:0 auto;padding:0 var(--s-4) var(--s-6)}
.kiosk-warning{position:fixed;right:0;bottom:0;left:0;padding:var(--s-4);border-top:2px solid var(--nghe-line);background:var(--nghe-tint)}
.field-list{padding:0;list-style:none}
.field-list>li{padding:var(--s-3) 0;border-bottom:1px solid var(--line)}
.camera video{width:100%;max-width:30rem;aspect-ratio:4/3;object-fit:cover;background:#000}
.camera video[hidden]{display:none}
@media print{.band,.main,.second,form,.no-print{display:none!important}}
`;
