/** In the file of the scripts: the build loads no style sheet beside a file that comes later. */
export const STYLE = `
.kiosk-foot{max-width:40rem;margin:0 auto;padding:0 var(--s-4) var(--s-6)}
.kiosk-warning{position:fixed;right:0;bottom:0;left:0;padding:var(--s-4);border-top:2px solid var(--nghe-line);background:var(--nghe-tint)}
.field-list{padding:0;list-style:none}
.field-list>li{padding:var(--s-3) 0;border-bottom:1px solid var(--line)}
.camera video{width:100%;max-width:30rem;aspect-ratio:4/3;object-fit:cover;background:#000}
.camera video[hidden]{display:none}
.hamlet-map{width:100%;max-width:40rem;margin-top:var(--s-4);border:1px solid var(--line);background:#fff}
.hamlet-map .way{fill:none;stroke:#5b6570;stroke-width:2;stroke-dasharray:6 4}
.hamlet-map circle{fill:#fff;stroke:#1d2733;stroke-width:2}
.hamlet-map text{fill:#1d2733;font-size:15px;paint-order:stroke;stroke:#fff;stroke-width:3px}
@media(max-width:30rem){.hamlet-map text{font-size:22px}}
.hamlet-map .number{font-weight:700;text-anchor:middle;dominant-baseline:central}
.hamlet-map .name{text-anchor:middle}
.hamlet-map .scale{fill:none;stroke:#1d2733;stroke-width:2}
@media print{.band,.main,.second,form,.no-print{display:none!important}}
`;
