/** The whole style of the page. Geometry and colours of charts are attributes, so that they are legible without it. */
export const STYLE = `
:root { color-scheme: light dark; --back: #ffffff; --card: #f6f8fa; --line: #d1d9e0; --text: #1f2328; --soft: #57606a; --link: #0550ae; --fail: #b3261e; --warn: #8a5300; --good: #0a5cc2; }
@media (prefers-color-scheme: dark) { :root { --back: #0d1117; --card: #161b22; --line: #30363d; --text: #e6edf3; --soft: #9da7b1; --link: #79b8ff; --fail: #ff8f87; --warn: #f0b866; --good: #79b8ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
main, header, footer { max-width: 1080px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 24px; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 36px 0 12px; padding-bottom: 4px; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 20px 0 6px; overflow-wrap: anywhere; }
p { margin: 0 0 10px; overflow-wrap: anywhere; }
a { color: var(--link); }
code { font: 0.88em ui-monospace, "Liberation Mono", Menlo, monospace; background: var(--card); border-radius: 4px; padding: 0.1em 0.3em; overflow-wrap: anywhere; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 10px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.figure { white-space: nowrap; }
.soft { color: var(--soft); }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 8px; top: 8px; background: var(--back); padding: 8px; z-index: 1; }
.mark { display: inline-block; min-width: 1.1em; font-weight: 700; }
.is-fail .mark, .fail { color: var(--fail); }
.is-warn .mark, .is-unknown .mark { color: var(--warn); }
.is-good .mark, .is-pass .mark { color: var(--good); }
article { border: 1px solid var(--line); border-left-width: 4px; border-radius: 6px; padding: 10px 14px; margin: 0 0 12px; break-inside: avoid; }
article.is-fail { border-left: 6px solid var(--fail); }
article.is-warn, article.is-unknown { border-left: 4px dashed var(--warn); }
article.is-good { border-left-color: var(--good); }
article h3 { margin: 0; }
article dl { display: flex; flex-wrap: wrap; gap: 2px 22px; margin: 4px 0 8px; }
dl div { display: flex; gap: 6px; }
dt { color: var(--soft); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
.chart { display: block; max-width: 820px; margin: 6px 0; overflow: visible; }
.map { max-width: none; height: auto; }
.film { max-width: 640px; height: auto; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 16px; padding: 0; margin: 4px 0 10px; list-style: none; font-size: 0.87rem; }
.legend svg { vertical-align: -1px; margin-right: 5px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 10px 0 4px; }
th, td { text-align: left; padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
thead th { color: var(--soft); white-space: nowrap; overflow-wrap: normal; }
.number { text-align: right; white-space: nowrap; }
.words { min-width: 11em; }
.changed { font-weight: 600; }
details { margin: 8px 0; }
summary { cursor: pointer; font-weight: 600; }
li { margin: 0 0 6px; overflow-wrap: anywhere; }
footer { margin-top: 40px; padding-top: 12px; padding-bottom: 40px; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.87rem; }
input[type=search] { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--soft); border-radius: 6px; padding: 5px 9px; width: min(320px, 100%); }
[hidden] { display: none; }
@media (max-width: 600px) {
  body { font-size: 14px; }
  main, header, footer { padding-left: 12px; padding-right: 12px; }
  .beside .number, .results .figure { white-space: normal; }
  .scroll tbody th { min-width: 7em; }
  .results thead { position: absolute; left: -9999px; }
  .results tr { display: grid; grid-template-columns: 1fr 1fr 1fr; padding: 6px 0; border-bottom: 1px solid var(--line); }
  .results th, .results td { border: 0; padding: 0 6px 0 0; text-align: left; white-space: normal; }
  .results tbody th, .results td.words { grid-column: 1 / -1; }
}
@media print { :root { color-scheme: light; --back: #fff; --card: #f6f8fa; --line: #bbb; --text: #000; --soft: #444; --link: #000; --fail: #8c1d18; --warn: #6b4100; --good: #0a3a7a; } .filter { display: none; } }
@media (prefers-reduced-motion: no-preference) { :target { outline: 2px solid var(--good); outline-offset: 4px; } }
`;
