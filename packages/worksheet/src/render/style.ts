/** How the page looks, on a screen and on paper. */
export const style: string = `
:root { color-scheme: light; }
body { margin: 0; background: #f4f2ed; color: #1d1d1f; font: 16px/1.55 Georgia, "Times New Roman", serif; }
main { max-width: 60rem; margin: 2rem auto; padding: 2rem 3rem; background: #fff; box-shadow: 0 1px 6px #0002; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.05rem; margin: 0 0 .4rem; }
section { padding: 1rem 0; border-top: 1px solid #ddd6c8; }
h1, h2, .formula, caption { break-after: avoid; }
table, .lines li { break-inside: avoid; }
.formula { font-size: 1.2rem; margin: .3rem 0 .6rem 1.5rem; font-style: italic; }
.formula sub, .formula sup { font-size: .7em; line-height: 0; }
.lines { list-style: none; margin: .3rem 0; padding-left: 1.5rem; font: .86rem/1.6 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.lines li { overflow-wrap: anywhere; padding-left: 1.5rem; text-indent: -1.5rem; }
.lines b { font-weight: 600; }
.note { font-size: .85rem; color: #6b6558; margin: .2rem 0 .2rem 1.5rem; }
.note a { color: inherit; }
.tables { display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin: .4rem 0 .4rem 1.5rem; overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; }
caption { text-align: left; font-style: italic; padding-bottom: .2rem; }
caption span { font-style: normal; color: #6b6558; }
th { font-weight: normal; color: #8d8674; font-size: .75rem; padding: .1rem .5rem; }
td { text-align: right; padding: .15rem .6rem; border: 1px solid #e4dfd3; }
td.blank { min-width: 5rem; height: 1.6rem; }
@media print {
  body { background: none; font-size: 10.5pt; }
  main { box-shadow: none; margin: 0; padding: 0; max-width: none; }
  .note a { text-decoration: none; }
  .tables { overflow: visible; }
  .wide { font-size: .62rem; }
  .wide td, .wide th { padding: .1rem .2rem; }
}
`;
