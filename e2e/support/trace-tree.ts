/** Traces as an indented tree, for people. */
import type { AttributeValue, Metric, Span } from './otlp-messages.js';
import { serviceOf } from './otlp-receiver.js';

/** The attributes worth a column, in this order. */
const SHOWN = [
  'http.request.method',
  'http.route',
  'url.path',
  'url.full',
  'http.response.status_code',
  'error.type',
  'greeting.name_length',
  'rate.tokens',
];

export interface TraceNode {
  readonly span: Span;
  readonly children: readonly TraceNode[];
}

/** The traces, each from its root; a span whose parent did not arrive counts as a root. */
export function traceTrees(spans: readonly Span[]): TraceNode[] {
  const known = new Set(spans.map((span) => `${span.traceId}/${span.spanId}`));
  const byStart = (a: Span, b: Span): number => Number(a.startUnixNano - b.startUnixNano);
  const node = (span: Span): TraceNode => ({
    span,
    children: spans
      .filter((child) => child.traceId === span.traceId && child.parentSpanId === span.spanId)
      .sort(byStart)
      .map(node),
  });
  return spans
    .filter((span) => !known.has(`${span.traceId}/${span.parentSpanId}`))
    .sort(byStart)
    .map(node);
}

export function formatTraces(trees: readonly TraceNode[]): string {
  return trees.flatMap((tree) => [`trace ${tree.span.traceId}`, ...formatNode(tree, '', '  ')]).join('\n');
}

function formatNode(node: TraceNode, branch: string, rest: string): string[] {
  const { span } = node;
  const name = `${branch || '  '}${serviceOf(span)}  ${span.name}  (${span.kind})`;
  const facts = [milliseconds(span), span.status.code === 'error' ? 'ERROR' : undefined, ...shownAttributes(span)];
  const lines = [`${name.padEnd(58)} ${facts.filter((fact) => fact !== undefined).join('  ')}`];
  node.children.forEach((child, i) => {
    const last = i === node.children.length - 1;
    lines.push(...formatNode(child, `${rest}${last ? '└─ ' : '├─ '}`, `${rest}${last ? '   ' : '│  '}`));
  });
  return lines;
}

function shownAttributes(span: Span): string[] {
  return SHOWN.filter((key) => span.attributes[key] !== undefined).map((key) => `${key}=${text(span.attributes[key] ?? null)}`);
}

function text(value: AttributeValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item));
}

export function durationMs(span: Span): number {
  return Number(span.endUnixNano - span.startUnixNano) / 1e6;
}

function milliseconds(span: Span): string {
  return `${durationMs(span).toFixed(2)} ms`.padStart(10);
}

/** The latest state of a histogram, a line for each service and set of attributes. */
export function formatHistogram(metrics: readonly Metric[], name: string): string {
  const latest = new Map<string, string>();
  for (const metric of metrics.filter((candidate) => candidate.name === name)) {
    for (const point of metric.points) {
      const labels = Object.entries(point.attributes)
        .map(([key, value]) => `${key}=${text(value)}`)
        .sort();
      const mean = point.count ? (point.sum ?? 0) / point.count : 0;
      const key = `  ${serviceOf(metric).padEnd(9)} {${labels.join(', ')}}`;
      latest.set(key, `${key}  count ${point.count ?? 0}  mean ${(mean * 1000).toFixed(2)} ms`);
    }
  }
  return [`${name} (histogram)`, ...[...latest.values()].sort()].join('\n');
}
