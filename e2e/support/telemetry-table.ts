/** Spans and metrics as tables: one row a span, with names in place of ids, so that a test can state the whole of them. */
import type { Attributes, AttributeValue, Metric, Span } from './otlp-messages.js';
import { type TraceNode, traceTrees } from './trace-tree.js';

/** One span. */
export interface SpanRow {
  readonly name: string;
  readonly kind: string;
  /** `kind name` of the parent; empty for a root, `remote` where the parent did not arrive. */
  readonly parent: string;
  readonly status: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly events: readonly string[];
  readonly links: number;
}

export interface TableOptions {
  /** Attributes whose values differ from run to run; they are shown as `*`. */
  readonly volatile?: readonly string[];
}

/** Values that no two runs share. */
const VOLATILE = [
  'server.port',
  'client.port',
  'network.peer.port',
  'net.sock.peer.port',
  'net.peer.port',
  'exception.stacktrace',
  'code.stacktrace',
];

/** All spans, trees in the order of their start, each parent before its children. */
export function spanRows(spans: readonly Span[], options: TableOptions = {}): SpanRow[] {
  const rows = (node: TraceNode, parent: Span | undefined): SpanRow[] => [
    row(node.span, parent, options),
    ...node.children.flatMap((child) => rows(child, node.span)),
  ];
  return traceTrees(spans).flatMap((tree) => rows(tree, undefined));
}

function row(span: Span, parent: Span | undefined, options: TableOptions): SpanRow {
  return {
    name: span.name,
    kind: span.kind,
    parent: parent ? `${parent.kind} ${parent.name}` : span.parentSpanId === '' ? '' : 'remote',
    status: span.status.code === 'error' ? `error ${span.status.message}`.trim() : span.status.code,
    attributes: attributeTexts(span.attributes, options),
    events: span.events.map((event) => eventText(event.name, event.attributes, options)),
    links: span.links.length,
  };
}

function eventText(name: string, attributes: Attributes, options: TableOptions): string {
  const shown = Object.entries(attributeTexts(attributes, options)).filter(([, value]) => value !== '*');
  return [name, ...shown.map(([key, value]) => `${key}=${value}`)].join(' ');
}

export function attributeTexts(attributes: Attributes, options: TableOptions = {}): Record<string, string> {
  const hidden = new Set([...VOLATILE, ...(options.volatile ?? [])]);
  return Object.fromEntries(
    Object.keys(attributes)
      .sort()
      .map((key) => [key, hidden.has(key) ? '*' : valueText(attributes[key] ?? null)]),
  );
}

function valueText(value: AttributeValue): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item));
}

/** One line a span, in a form that reads well in an inline expectation. */
export function spanLines(spans: readonly Span[], keys: readonly string[], options: TableOptions = {}): string[] {
  const lines = (node: TraceNode, level: number): string[] => {
    const { name, kind, status, attributes, events } = row(node.span, undefined, options);
    const shown = keys.filter((key) => attributes[key] !== undefined).map((key) => `${key}=${attributes[key] ?? ''}`);
    const parts = [`${kind} ${name}`, ...(status === 'unset' ? [] : [`[${status}]`]), ...shown, ...events.map((event) => `(${event})`)];
    return [`${'  '.repeat(level)}${parts.join(' ')}`, ...node.children.flatMap((child) => lines(child, level + 1))];
  };
  return traceTrees(spans).flatMap((tree) => lines(tree, 0));
}

/** The last export of each metric: `name type unit {attributes}` with the count or the value, sorted. */
export function metricLines(metrics: readonly Metric[], keys?: readonly string[], options: TableOptions = {}): string[] {
  const latest = new Map<string, string>();
  for (const metric of metrics) {
    for (const point of metric.points) {
      const texts = attributeTexts(point.attributes, options);
      const shown = Object.entries(texts).filter(([key]) => keys === undefined || keys.includes(key));
      const id = `${metric.name} ${metric.type} ${metric.unit} {${shown.map(([key, value]) => `${key}=${value}`).join(', ')}}`;
      latest.set(id, point.count === undefined ? id : `${id} ${point.count}`);
    }
  }
  return [...latest.values()].sort();
}

/** What instrumentation by hand and ours do differently for one span, at the same place of the tree. */
export interface Difference {
  readonly span: string;
  readonly field: string;
  readonly byHand: string;
  readonly ours: string;
}

/**
 * Pairs the rows of two runs of the same program, in order. Spans that only one has, other kinds, names or parents, attributes
 * that only by-hand instrumentation has, and attributes with other values are differences; attributes that only ours has are not.
 */
export function differences(byHand: readonly SpanRow[], ours: readonly SpanRow[]): Difference[] {
  const found: Difference[] = [];
  for (let i = 0; i < Math.max(byHand.length, ours.length); i++) {
    const [a, b] = [byHand[i], ours[i]];
    const span = `${(a ?? b)?.kind ?? ''} ${(a ?? b)?.name ?? ''}`;
    if (!a || !b) {
      found.push({ span, field: 'span', byHand: a ? span : '', ours: b ? span : '' });
      continue;
    }
    const compare = (field: string, left: string, right: string): void => {
      if (left !== right) found.push({ span, field, byHand: left, ours: right });
    };
    compare('kind', a.kind, b.kind);
    compare('name', a.name, b.name);
    compare('parent', a.parent, b.parent);
    compare('status', a.status, b.status);
    compare('events', a.events.join('; '), b.events.join('; '));
    for (const [key, value] of Object.entries(a.attributes)) compare(key, value, b.attributes[key] ?? '');
  }
  return found;
}
