/** The one style sheet of the sandbox: sober, dense, without anything that has to be fetched. */
export const styleSheet = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #c4cad2; --soft: #f3f5f7;
  --muted: #4a5460; --accent: #0b5394; --on-accent: #fff; --bar: #7a3d00; --on-bar: #fff;
  --bad: #a4161a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --paper: #16191d; --line: #444c56;
  --soft: #20252b; --muted: #a9b3be; --accent: #7ab8f5; --on-accent: #0c1116; --bar: #5c2e00;
  --bad: #ff9a9a; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, 'Segoe UI', sans-serif; color: var(--ink);
  background: var(--paper); }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; display: block; padding: .5rem 1rem; }
.bar { background: var(--bar); color: var(--on-bar); padding: .4rem 1rem; font-weight: 600;
  text-align: center; }
header.top { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center;
  padding: .6rem 1rem; border-bottom: 1px solid var(--line); background: var(--soft); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: 0; padding: 0; }
nav a { display: inline-block; padding: .25rem 0; }
nav a[aria-current] { font-weight: 700; text-decoration: none; color: var(--ink); }
.world { font-weight: 600; overflow-wrap: anywhere; }
.languages { display: flex; gap: .25rem; margin-left: auto; }
.languages button { padding: .2rem .5rem; font-size: .9rem; }
.languages button[aria-pressed='true'] { font-weight: 700; border-color: var(--ink); }
main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p { max-width: 46rem; }
section.platform { border-top: 3px solid var(--line); margin-top: 2rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
caption { text-align: left; color: var(--muted); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;
  border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code, pre { font: .9rem/1.45 ui-monospace, 'DejaVu Sans Mono', monospace; }
code { overflow-wrap: anywhere; }
pre { background: var(--soft); border: 1px solid var(--line); padding: .75rem; margin: .25rem 0 1rem;
  white-space: pre-wrap; overflow-wrap: anywhere; }
iframe { width: 100%; height: 24rem; border: 1px solid var(--line); background: #fff; }
td code { white-space: nowrap; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; }
dl.facts dt { color: var(--muted); }
dl.facts dd { margin: 0; overflow-wrap: anywhere; }
form.inline { display: inline; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
  gap: .75rem 1rem; align-items: end; max-width: 62rem; }
label { display: block; font-weight: 600; }
.hint { display: block; font-weight: 400; color: var(--muted); font-size: .9rem; }
input[type='text'], select { width: 100%; font: inherit; padding: .35rem .5rem; color: inherit;
  background: var(--paper); border: 1px solid var(--muted); border-radius: 3px; min-height: 2.25rem; }
input[aria-invalid='true'] { border: 2px solid var(--bad); }
.error { display: block; color: var(--bad); font-weight: 600; }
.check { font-weight: 400; display: flex; gap: .5rem; align-items: center; min-height: 2.25rem; }
.check input { width: 1.1rem; height: 1.1rem; }
button { font: inherit; padding: .35rem .9rem; min-height: 2.25rem; border: 1px solid var(--muted);
  border-radius: 3px; background: var(--paper); color: var(--ink); cursor: pointer; }
button.primary { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }
button.danger { border-color: var(--bad); color: var(--bad); }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; margin: .75rem 0; align-items: center; }
.tag { display: inline-block; border: 1px solid var(--muted); border-radius: 3px; padding: 0 .4rem;
  font-size: .85rem; }
.tag.bad { color: var(--bad); border-color: var(--bad); }
.error-summary { border: 3px solid var(--bad); padding: .75rem 1rem; margin-bottom: 1rem; }
.error-summary h2 { margin: 0 0 .25rem; }
@media (max-width: 40rem) {
  dl.facts { grid-template-columns: 1fr; }
  dl.facts dd { margin-bottom: .5rem; }
  .languages { margin-left: 0; }
}
`;
