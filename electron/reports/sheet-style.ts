/**
 * The look of a sheet: light on every screen, as it is on paper. Cards that are out of sight are not laid out, so that a
 * sheet of thousands opens at once. No paper size is set, so that A4 and Letter are both filled.
 */
export const sheetStyle = `
:root { color-scheme: light; }
body { font: 13px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; margin: 24px auto;
  max-width: 1320px; padding: 0 24px; color: #1b1b1b; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 22px; margin: 0; } h2 { font-size: 16px; margin: 28px 0 8px; }
.made { color: #585858; margin: 2px 0 16px; }
.practice { background: #e4d2ff; color: #41206e; padding: 6px 10px; border-radius: 4px; margin: 0 0 16px; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0; }
.facts dt { color: #585858; } .facts dd { margin: 0; white-space: pre-wrap; }
.sums { display: flex; flex-wrap: wrap; gap: 8px 32px; margin: 16px 0; padding: 10px 0; border-block: 1px solid #dadada; }
.sums div { min-width: 80px; } .sums dt { color: #585858; font-size: 11px; } .sums dd { margin: 0; font-size: 14px;
  font-weight: 600; font-variant-numeric: tabular-nums; } dl.sums { display: flex; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 20px 24px; }
.card { break-inside: avoid; content-visibility: auto; contain-intrinsic-size: auto 250px; min-width: 0; }
.pictures { display: grid; grid-template-columns: 1fr 1fr; gap: 4px; }
figure { margin: 0; min-width: 0; } figcaption { color: #585858; font-size: 11px; }
.frame { display: flex; align-items: center; justify-content: center; aspect-ratio: 4 / 3; background: #f1f1f1;
  color: #585858; font-size: 11px; text-align: center; }
img { display: block; max-width: 100%; max-height: 100%; } .frame img { width: 100%; height: 100%; object-fit: contain; }
.card h3 { font-size: 13px; margin: 4px 0 0; } .card h3 span { color: #585858; font-weight: 400; }
.card p { margin: 1px 0 0; } .quiet { color: #585858; } .mark { font-weight: 600; } .prompt { white-space: pre-wrap; }
.marks { display: block; white-space: nowrap; } .keep { color: #1d7a36; } .reject, .failed, .unresolved { color: #b3261e; } .stars { letter-spacing: 1px; }
.tag { background: #e4d2ff; color: #41206e; border-radius: 3px; padding: 0 5px; font-size: 11px; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: start; vertical-align: top; padding: 5px 8px; }
th { border-bottom: 2px solid #8a8a8a; } td { border-bottom: 1px solid #dadada; unicode-bidi: isolate; }
tr { break-inside: avoid; } .cost { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
td img { max-width: 72px; max-height: 72px; }
@page { margin: 12mm 12mm 14mm; }
@media print {
  body { font-size: 8.5pt; margin: 0; padding: 0; max-width: none; }
  .cards { grid-template-columns: 1fr 1fr; gap: 5mm 6mm; }
  .cards.many { grid-template-columns: 1fr 1fr 1fr; gap: 4mm 5mm; font-size: 7.5pt; }
  .card { content-visibility: visible; } h2 { break-after: avoid; } .card h3 { font-size: 1em; }
  .practice, .tag, .frame { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}`
