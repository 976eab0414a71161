/**
 * The script of the page that `analysisPage` makes, run by the reader's browser. Shown are the packages on the shortest ways from main
 * to what is woven; everything else is a number on the package that imports it, until it is asked for. More packages than can be
 * read are drawn as one box for each folder.
 */
export const PAGE_SCRIPT = String.raw`
'use strict';
const { analysis, graph } = JSON.parse(document.getElementById('data').textContent);
const MOST_BOXES = 70, WIDTH = 236, HEIGHT = 38, GAP_X = 70, GAP_Y = 12, TOP = 34;
const byId = (id) => document.getElementById(id);
let current, extra, open, selected;

function element(tag, attributes, ...children) {
  const svg = ['svg', 'g', 'rect', 'text', 'path', 'title'].includes(tag);
  const made = svg ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === 'onclick') made.addEventListener('click', value);
    else if (value !== undefined) made.setAttribute(name, value);
  }
  for (const child of children.flat()) if (child !== undefined) made.append(child);
  return made;
}

/* Breadth first from main: who is contained, on which shortest way. */
function readBinary(index) {
  const main = graph.mains[index], parent = new Map([[main, -1]]), importers = new Map();
  for (const [node] of parent) for (const next of graph.imports[node]) {
    if (!importers.has(next)) importers.set(next, []);
    importers.get(next).push(node);
    if (!parent.has(next)) parent.set(next, node);
  }
  const binary = analysis.binaries[index];
  const packages = new Map(binary.packages.map((one) => [one.importPath, one]));
  return { binary, main, parent, importers, packages };
}

const nameOf = (node) => graph.packages[node].importPath;
const packageOf = (node) => current.packages.get(nameOf(node));
const isWoven = (pkg) => pkg && ['woven', 'planned', 'offered'].includes(pkg.state);

function wayTo(node) {
  const way = [];
  for (let at = node; at !== undefined && at !== -1; at = current.parent.get(at)) way.unshift(at);
  return way;
}

/* Node numbers that are drawn: the ways to what is woven; where these are too many, what is woven and the way to what was chosen. */
function shownNodes() {
  const woven = [...current.parent.keys()].filter((node) => isWoven(packageOf(node)));
  const chosen = [...extra, ...(selected && selected.node !== undefined ? [selected.node] : [])].flatMap(wayTo);
  const ways = new Set([current.main, ...chosen, ...woven.flatMap(wayTo)]);
  return ways.size <= MOST_BOXES ? ways : new Set([current.main, ...chosen, ...woven]);
}

/* One box for each package, or for each folder of woven packages where there are too many. Folders that were opened stay open. */
function boxesOf(shown) {
  const chosen = new Set([current.main, ...extra, ...(selected && selected.node !== undefined ? wayTo(selected.node) : [])]);
  const make = (length) => {
    const folders = new Map();
    for (const node of shown) {
      const folder = nameOf(node).split('/').slice(0, length).join('/');
      const single = length === Infinity || chosen.has(node) || open.has(folder);
      const key = single ? 'n' + node : 'f' + folder;
      if (!folders.has(key)) folders.set(key, { key, folder, nodes: [] });
      folders.get(key).nodes.push(node);
    }
    return [...folders.values()].map((box) => (box.nodes.length > 1 ? box : { key: box.key, nodes: box.nodes }));
  };
  let boxes = make(Infinity);
  for (let length = 8; length > 0 && boxes.length > MOST_BOXES + open.size * 20; length--) boxes = make(length);
  return boxes;
}

function layout(boxes, std) {
  const of = new Map(boxes.flatMap((box) => box.nodes.map((node) => [node, box])));
  const before = (node) => wayTo(node).slice(0, -1).filter((one) => of.has(one));
  for (const box of boxes) box.depth = Math.min(...box.nodes.map((node) => before(node).length));
  const edges = new Map();
  const connect = (from, to, between) => {
    if (from && to && from.depth < to.depth) edges.set(from.key + ' ' + to.key, { from, to, between });
  };
  /* Where packages in between are not drawn, the way goes on from the last one that is. */
  for (const box of boxes) for (const node of box.nodes) {
    const last = before(node).at(-1);
    if (last !== undefined) connect(of.get(last), box, wayTo(node).length - 2 - wayTo(last).length + 1);
  }
  for (const box of boxes) for (const node of box.nodes) for (const next of graph.imports[node]) {
    connect(box, of.get(next), 0);
  }
  const columns = [];
  for (const box of boxes) (columns[box.depth] = columns[box.depth] || []).push(box);
  const filled = columns.filter(Boolean);
  filled.forEach((column, i) => {
    for (const box of column) {
      const heights = [...edges.values()].filter((edge) => edge.to === box && edge.from.y !== undefined).map((edge) => edge.from.y);
      box.weight = heights.length ? heights.reduce((a, b) => a + b, 0) / heights.length : 0;
    }
    column.sort((a, b) => a.weight - b.weight || (nameOf(a.nodes[0]) < nameOf(b.nodes[0]) ? -1 : 1));
    column.forEach((box, row) => { box.x = 16 + i * (WIDTH + GAP_X); box.y = TOP + row * (HEIGHT + GAP_Y); });
  });
  std.forEach((box, row) => { box.x = 16 + filled.length * (WIDTH + GAP_X); box.y = TOP + row * (HEIGHT + GAP_Y); });
  const rows = Math.max(std.length, ...filled.map((column) => column.length));
  return { edges: [...edges.values()], width: 32 + (filled.length + (std.length ? 1 : 0)) * (WIDTH + GAP_X), height: TOP + rows * (HEIGHT + GAP_Y) + 10, columns: filled.length };
}

const count = (number, what) => number + ' ' + what + (number === 1 ? '' : 's');
const short = (text, most) => (text.length <= most ? text : '…' + text.slice(text.length - most + 1));

function draw() {
  const shown = shownNodes(), boxes = boxesOf(shown);
  const std = current.binary.packages.filter((one) => one.std && isWoven(one)).map((pkg) => ({ key: 's' + pkg.importPath, pkg, nodes: [] }));
  const { edges, width, height, columns } = layout(boxes, std);
  const on = new Set(selected && selected.node !== undefined ? wayTo(selected.node) : []);
  const lit = (box) => box.nodes.some((node) => on.has(node));
  const line = (from, to, kind, between) =>
    element('path', { class: 'edge ' + kind, d: curve(from, to) }, between > 0 ? element('title', {}, count(between, 'package') + ' between') : undefined);
  const svg = element('svg', { width, height, role: 'img', 'aria-label': 'Packages from main to what is woven' },
    edges.sort((a, b) => (lit(a.from) && lit(a.to)) - (lit(b.from) && lit(b.to))).map(({ from, to, between }) => line(from, to, (between > 0 ? 'far ' : '') + (lit(from) && lit(to) ? 'on' : ''), between)),
    std.map((box) => line(boxes[0], box, 'std')),
    boxes.map((box) => drawBox(box, shown)),
    std.map((box) => drawStd(box)),
    std.length ? element('text', { x: 16 + columns * (WIDTH + GAP_X), y: 20, class: 'column' }, 'standard library') : undefined,
    element('text', { x: 16, y: 20, class: 'column' }, 'main'));
  byId('picture').replaceChildren(svg);
  const chosen = svg.querySelector('.is-selected');
  if (chosen) chosen.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function curve(from, to) {
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
  if (x2 < x1) return 'M' + from.x + ' ' + y1 + ' C' + (from.x - 40) + ' ' + y1 + ' ' + (to.x + WIDTH + 40) + ' ' + y2 + ' ' + (to.x + WIDTH) + ' ' + y2;
  return 'M' + x1 + ' ' + y1 + ' C' + (x1 + GAP_X / 2) + ' ' + y1 + ' ' + (x2 - GAP_X / 2) + ' ' + y2 + ' ' + x2 + ' ' + y2;
}

function drawBox(box, shown) {
  if (box.folder !== undefined) {
    const [state] = box.nodes.flatMap((node) => (isWoven(packageOf(node)) ? [packageOf(node).state] : []));
    return boxElement(box, short(box.folder + '/…', 29), count(box.nodes.length, 'package') + ' ' + (state || '') + '; click to open', state ? 'is-' + state : '', box.folder, () => { open.add(box.folder); draw(); });
  }
  const [node] = box.nodes, pkg = packageOf(node);
  const hidden = graph.imports[node].filter((one) => !shown.has(one)).length;
  const what = pkg && pkg.state !== 'unchanged' ? pkg.state + (pkg.functions.length ? ', ' + count(pkg.functions.length, 'function') : '') : '';
  const small = [what, hidden ? '+' + hidden + ' plain' : ''].filter(Boolean).join(' · ');
  const selection = selected && selected.node === node ? ' is-selected' : '';
  return boxElement(box, short(nameOf(node), 29), small, (isWoven(pkg) ? 'is-' + pkg.state : '') + selection, nameOf(node), () => select({ node }));
}

function drawStd(box) {
  const selection = selected && selected.std === box.pkg ? ' is-selected' : '';
  const small = box.pkg.state + (box.pkg.functions.length ? ', ' + count(box.pkg.functions.length, 'function') : '');
  return boxElement(box, box.pkg.importPath, small, 'is-' + box.pkg.state + selection, box.pkg.importPath, () => select({ std: box.pkg }));
}

function boxElement(box, label, small, kind, full, onclick) {
  return element('g', { class: 'node ' + kind, transform: 'translate(' + box.x + ' ' + box.y + ')', tabindex: 0, onclick },
    element('rect', { width: WIDTH, height: HEIGHT, rx: 6 }),
    element('text', { x: 10, y: 16 }, label),
    element('text', { x: 10, y: 30, class: 'small' }, small),
    element('title', {}, full));
}

function select(what) {
  selected = what;
  if (what.node !== undefined && !isWoven(packageOf(what.node))) extra.add(what.node);
  draw();
  showDetails();
}

function packageLink(node) {
  return element('button', { class: 'link', onclick: () => select({ node }) }, nameOf(node));
}

function showDetails() {
  const box = byId('details');
  if (!selected) {
    box.replaceChildren(element('p', { class: 'dim' }, 'Choose a package. Green is woven, blue will be, yellow is offered to binaries that link it; packages that stay plain are collapsed.'));
    return;
  }
  const { node } = selected, pkg = selected.std || packageOf(node);
  const parts = [element('h3', {}, selected.std ? selected.std.importPath : nameOf(node))];
  if (pkg) parts.push(...packageDetails(pkg));
  else parts.push(element('p', { class: 'dim' }, 'No rule names this package.'));
  if (node !== undefined) {
    parts.push(element('h3', {}, 'From main'), element('ol', {}, wayTo(node).map((one) => element('li', {}, packageLink(one)))));
    parts.push(...packageList('Imports', graph.imports[node]), ...packageList('Imported by', current.importers.get(node) || []));
  }
  box.replaceChildren(...parts);
}

function packageList(title, nodes) {
  if (nodes.length === 0) return [];
  const sorted = [...new Set(nodes)].sort((a, b) => isWoven(packageOf(b)) - isWoven(packageOf(a)) || (nameOf(a) < nameOf(b) ? -1 : 1));
  const most = 40;
  return [element('h3', {}, title + ' (' + sorted.length + ')'),
    element('ul', {}, sorted.slice(0, most).map((one) => element('li', {}, packageLink(one), isWoven(packageOf(one)) ? element('span', { class: packageOf(one).state }, ' ' + packageOf(one).state) : undefined)),
      sorted.length > most ? element('li', { class: 'dim' }, 'and ' + (sorted.length - most) + ' more: use the search') : undefined)];
}

function packageDetails(pkg) {
  const rows = (pairs) => element('dl', {}, pairs.filter(([, value]) => value).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
  return [
    rows([['state', element('span', { class: pkg.state }, pkg.state)], ['label', pkg.label], ['version', pkg.version],
      ['export data', pkg.exportData && (pkg.exportData.equal ? 'equal to the plain package' : 'differs: ' + pkg.exportData.causes.join('; '))],
      ['rewriters', pkg.rewriters.join(', ')], ['newer source', pkg.newerSource]]),
    ...pkg.functions.map((fn) => element('div', {}, element('code', {}, fn.function), rows([['at', fn.file + ':' + fn.line], ['rule', fn.rules.join(', ')], ['hooks', fn.hooks.join(', ')], ['form', fn.form]]))),
    ...pkg.edits.map((edit) => element('div', {}, element('code', {}, edit.kind), rows([['at', edit.file + ':' + edit.line], ['rule', edit.rule]]))),
    pkg.rules.length ? element('h3', {}, 'Rules that name it') : '',
    ...pkg.rules.map((use) => element('div', {}, element('code', {}, use.rule), rows([['state', use.state], ['target', use.target], ['versions', use.versions || 'any'], ['selects', use.place], ['reason', use.reason], ['hooks', use.hooks.join(', ')]]))),
    ...pkg.warnings.map((text) => element('p', { class: 'warn' }, text)),
  ];
}

function table(title, heads, rows) {
  if (rows.length === 0) return [];
  const cells = (tag, values) => element('tr', {}, values.map((value) => element(tag, {}, value || '')));
  return [element('h2', {}, title), element('table', {}, element('thead', {}, cells('th', heads)), element('tbody', {}, rows.slice(0, 300).map((row) => cells('td', row)))),
    rows.length > 300 ? element('p', { class: 'dim' }, 'and ' + (rows.length - 300) + ' more: choose a package in the picture, or search') : ''];
}

function showTables() {
  const at = (position) => position.file + ':' + position.line;
  const packages = current.binary.packages;
  byId('tables').replaceChildren(
    ...table('Functions with hooks', ['function', 'at', 'rules', 'hooks'], packages.filter((one) => one.state !== 'not linked').flatMap((one) => one.functions.map((fn) => [fn.function, fn.file + ':' + fn.line, fn.rules.join(', '), fn.hooks.join(', ')]))),
    ...table('Named by a rule and not woven', ['package', 'state', 'rule', 'why'], packages.flatMap((one) => (isWoven(one) && one.state !== 'offered' ? one.rules.filter((use) => use.reason) : one.rules).map((use) => [one.importPath, one.state, use.rule, use.reason || (one.state === 'not linked' ? 'this binary does not contain it' : one.state === 'offered' ? 'woven if this binary links it' : use.state)]))),
    ...table('Rules that match nothing', ['rule', 'at', 'why'], analysis.rules.filter((rule) => rule.unused).map((rule) => [rule.rule, at(rule.position), rule.unused])));
}

function showBinary(index) {
  current = readBinary(index);
  extra = new Set();
  open = new Set();
  selected = undefined;
  const { binary } = current, woven = binary.packages.filter(isWoven).length;
  byId('summary').textContent = binary.state + ' · ' + count(binary.packageCount, 'package') + ' without the standard library, ' + woven + ' woven · ' + binary.configuration;
  draw();
  showDetails();
  showTables();
}

function search(text) {
  const list = byId('found'), wanted = text.trim().toLowerCase();
  list.hidden = wanted === '';
  if (list.hidden) return;
  const std = current.binary.packages.filter((one) => one.std && one.importPath.toLowerCase().includes(wanted));
  const nodes = [...current.parent.keys()].filter((node) => nameOf(node).toLowerCase().includes(wanted));
  const most = 50;
  const item = (label, what) => element('li', {}, element('button', { onclick: () => { list.hidden = true; select(what); } }, label));
  list.replaceChildren(
    ...std.map((pkg) => item(pkg.importPath + ' (' + pkg.state + ')', { std: pkg })),
    ...nodes.slice(0, most).map((node) => item(nameOf(node) + (isWoven(packageOf(node)) ? ' (' + packageOf(node).state + ')' : ''), { node })),
    element('li', { class: 'dim' }, std.length + nodes.length === 0 ? '\u00a0 nothing found' : nodes.length > most ? '\u00a0 and ' + (nodes.length - most) + ' more' : ''));
}

byId('binary').append(...analysis.binaries.map((binary, i) => element('option', { value: i }, binary.label + ' (' + binary.state + ')')));
byId('binary').addEventListener('change', (event) => showBinary(Number(event.target.value)));
byId('search').addEventListener('input', (event) => search(event.target.value));
byId('search').addEventListener('keydown', (event) => {
  const first = byId('found').querySelector('button');
  if (event.key === 'Enter' && first) first.click();
  if (event.key === 'Escape') byId('found').hidden = true;
});
document.addEventListener('keydown', (event) => { if (event.key === 'Enter' && event.target.closest && event.target.closest('.node')) event.target.dispatchEvent(new MouseEvent('click', { bubbles: true })); });
document.addEventListener('click', (event) => { if (!event.target.closest('#found, #search')) byId('found').hidden = true; });
if (analysis.binaries.length === 0) byId('summary').textContent = 'no binaries among the targets';
else {
  const wanted = decodeURIComponent(location.hash.slice(1));
  const find = () => [...current.parent.keys()].find((one) => nameOf(one) === wanted);
  const show = (index) => { byId('binary').value = String(index); showBinary(index); };
  show(Math.max(0, analysis.binaries.findIndex((binary) => binary.state !== 'plain')));
  for (let i = 0; wanted !== '' && find() === undefined && i < analysis.binaries.length; i++) show(i);
  if (find() !== undefined) select({ node: find() });
}
`;
