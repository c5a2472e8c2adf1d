/** The one style sheet of every document; constant, so that a content security policy can name it by its digest. */
export const documentStyle = `
:root{color-scheme:light dark;--ink:#1c1f24;--soft:#4f555e;--rule:#d8d4c8;--paper:#fff;--accent:#1f5a96}
@media (prefers-color-scheme:dark){:root{--ink:#e9e6df;--soft:#b3b8c0;--rule:#44474c;--paper:#17191c;--accent:#8fbdf0}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 "Source Serif 4",Georgia,serif}
main{max-width:44rem;margin:0 auto;padding:2rem 1rem 4rem;overflow-wrap:anywhere}
h1{font-size:2rem;line-height:1.2;margin:.2rem 0 1rem}
h2{font:600 1.15rem/1.35 "IBM Plex Sans",Arial,sans-serif;margin:2rem 0 .5rem}
h2 .number{color:var(--accent)}
.kicker,.mark,caption,dl,table,footer,.small,.line{font-family:"IBM Plex Sans",Arial,sans-serif}
.kicker{margin:0;color:var(--accent);font-weight:600}
.mark{margin:0 0 1rem;padding:.4rem .8rem;border:2px solid var(--accent);color:var(--accent);font-weight:600}
.clause{padding-left:2.75rem;text-indent:-2.75rem}
.clause .number{display:inline-block;min-width:2.75rem;text-indent:0;color:var(--soft);font-size:.85em}
blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid var(--accent)}
dl{display:grid;grid-template-columns:minmax(6rem,1fr) 4fr;gap:.25rem 1rem;font-size:.92rem}
dt{color:var(--soft)}
dd{margin:0}
table{width:100%;border-collapse:collapse;font-size:.87rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;color:var(--soft);padding:1rem 0 .3rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--rule)}
th{color:var(--soft)}
.right{text-align:right}
.total td{font-weight:600}
.signatures{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:2rem;break-inside:avoid}
.small,footer{font-size:.8rem;color:var(--soft)}
.line{margin:0;padding-top:1.4rem;border-bottom:1px solid var(--soft);font-size:.8rem;color:var(--soft)}
footer{margin-top:3rem;padding-top:.6rem;border-top:1px solid var(--rule);overflow-wrap:anywhere}
footer p{margin:.1rem 0}
@media (max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}.clause{padding-left:0;text-indent:0}}
@media print{:root{--ink:#000;--soft:#444;--paper:#fff;--accent:#1f5a96;--rule:#bbb}main{max-width:none;padding:0}body{font-size:10.5pt}h2{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}}
@page{size:A4;margin:22mm 24mm;@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt Arial,sans-serif}}
`;
