/** Finds spans in what a receiver got. */
import type { Span, SpanKind } from './otlp-messages.js';
import { describeSpans, serviceOf } from './otlp-receiver.js';

export interface SpanQuery {
  readonly service?: string;
  readonly kind?: SpanKind;
  readonly name?: string;
  readonly parent?: Span;
  readonly traceId?: string;
}

export function matches(span: Span, query: SpanQuery): boolean {
  return (
    (query.service === undefined || serviceOf(span) === query.service) &&
    (query.kind === undefined || span.kind === query.kind) &&
    (query.name === undefined || span.name === query.name) &&
    (query.traceId === undefined || span.traceId === query.traceId) &&
    (query.parent === undefined || (span.traceId === query.parent.traceId && span.parentSpanId === query.parent.spanId))
  );
}

export function all(spans: readonly Span[], query: SpanQuery): Span[] {
  return spans.filter((span) => matches(span, query));
}

/** The one span that matches; the failure shows what there is. */
export function only(spans: readonly Span[], query: SpanQuery): Span {
  const found = all(spans, query);
  const [span] = found;
  if (span === undefined || found.length > 1) {
    const { parent, ...rest } = query;
    const wanted = JSON.stringify({ ...rest, ...(parent ? { parent: parent.spanId } : {}) });
    throw new Error(`${found.length} spans match ${wanted}, want 1; received ${describeSpans(spans)}`);
  }
  return span;
}

/** A condition for waitForSpans: at least `count` spans match. */
export function atLeast(count: number, query: SpanQuery): (spans: readonly Span[]) => boolean {
  return (spans) => all(spans, query).length >= count;
}
