/** The analysis as one page that loads nothing: data, style and script are part of it. */
import type { Analysis, PackageGraph } from './analysis.js';
import { PAGE_SCRIPT } from './html-script.js';
import { PAGE_STYLE } from './html-style.js';

export function analysisPage(analysis: Analysis, graph: PackageGraph): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Instrumentation of ${escapeHtml(analysis.targets.join(' '))}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>Instrumentation</h1>
<label>Binary <select id="binary"></select></label>
<input id="search" type="search" placeholder="Find a package" autocomplete="off" aria-label="Find a package">
<span id="summary"></span>
</header>
<ul id="found" hidden></ul>
<main>
<section id="picture" aria-label="Dependency picture"></section>
<aside id="details" aria-live="polite"></aside>
</main>
<section id="tables"></section>
<script type="application/json" id="data">${escapeScript(JSON.stringify({ analysis, graph }))}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** No text in the data can end the script element, or begin a comment in it. */
function escapeScript(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
