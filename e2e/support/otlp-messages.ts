/** Decoded OTLP exports, with readable values. */
import {
  decodeMessage,
  type RawKeyValue,
  type RawLogRecord,
  type RawLogs,
  type RawMetric,
  type RawMetrics,
  type RawPoint,
  type RawScope,
  type RawSpan,
  type RawTraces,
  type RawValue,
} from './otlp-schema.js';

export type AttributeValue = string | number | bigint | boolean | Uint8Array | AttributeValue[] | Attributes | null;
export interface Attributes {
  [key: string]: AttributeValue;
}

export interface Scope {
  readonly name: string;
  readonly version: string;
  readonly schemaUrl: string;
}

export interface SpanEvent {
  readonly name: string;
  readonly timeUnixNano: bigint;
  readonly attributes: Attributes;
}

export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: Attributes;
}

export type SpanKind = 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';
export type StatusCode = 'unset' | 'ok' | 'error';

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for a root span. */
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly flags: number;
  readonly name: string;
  readonly kind: SpanKind;
  readonly startUnixNano: bigint;
  readonly endUnixNano: bigint;
  readonly attributes: Attributes;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  readonly status: { readonly code: StatusCode; readonly message: string };
  readonly resource: Attributes;
  readonly scope: Scope;
}

export interface DataPoint {
  readonly attributes: Attributes;
  readonly startUnixNano: bigint;
  readonly timeUnixNano: bigint;
  /** Gauges and sums. */
  readonly value?: number;
  /** Histograms. */
  readonly count?: number;
  readonly sum?: number;
  readonly bucketCounts?: readonly number[];
  readonly explicitBounds?: readonly number[];
  readonly exemplars: readonly { readonly traceId: string; readonly spanId: string; readonly value: number }[];
}

export interface Metric {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly type: 'gauge' | 'sum' | 'histogram' | 'exponentialHistogram' | 'summary';
  readonly points: readonly DataPoint[];
  readonly resource: Attributes;
  readonly scope: Scope;
}

export interface LogRecord {
  readonly timeUnixNano: bigint;
  readonly observedUnixNano: bigint;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body: AttributeValue;
  readonly attributes: Attributes;
  readonly droppedAttributes: number;
  readonly flags: number;
  /** Empty outside of spans. */
  readonly traceId: string;
  readonly spanId: string;
  readonly resource: Attributes;
  readonly scope: Scope;
}

const KINDS: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const STATUSES: readonly StatusCode[] = ['unset', 'ok', 'error'];

const hex = (bytes: Uint8Array | undefined): string => (bytes ? Buffer.from(bytes).toString('hex') : '');

/** Integers beyond 2^53 stay exact, others become plain numbers, which read better in assertions. */
function integer(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

function value(raw: RawValue | undefined): AttributeValue {
  if (raw?.stringValue !== undefined) return raw.stringValue;
  if (raw?.boolValue !== undefined) return raw.boolValue;
  if (raw?.intValue !== undefined) return integer(raw.intValue);
  if (raw?.doubleValue !== undefined) return raw.doubleValue;
  if (raw?.arrayValue) return raw.arrayValue.values.map(value);
  if (raw?.kvlistValue) return attributes(raw.kvlistValue.values);
  return raw?.bytesValue ?? null;
}

function attributes(raw: readonly RawKeyValue[] | undefined): Attributes {
  return Object.fromEntries((raw ?? []).map((entry) => [entry.key, value(entry.value)]));
}

function scopeOf(scope: RawScope | undefined, schemaUrl: string | undefined): Scope {
  return { name: scope?.name ?? '', version: scope?.version ?? '', schemaUrl: schemaUrl ?? '' };
}

/** The spans of an ExportTraceServiceRequest. */
export function decodeTraces(body: Uint8Array): Span[] {
  return (decodeMessage('TraceRequest', body) as RawTraces).resourceSpans.flatMap((group) =>
    group.scopeSpans.flatMap((scoped) =>
      scoped.spans.map((span) => spanOf(span, attributes(group.resource?.attributes), scopeOf(scoped.scope, scoped.schemaUrl))),
    ),
  );
}

function spanOf(raw: RawSpan, resource: Attributes, scope: Scope): Span {
  return {
    traceId: hex(raw.traceId),
    spanId: hex(raw.spanId),
    parentSpanId: hex(raw.parentSpanId),
    traceState: raw.traceState ?? '',
    flags: raw.flags ?? 0,
    name: raw.name ?? '',
    kind: KINDS[raw.kind ?? 0] ?? 'unspecified',
    startUnixNano: BigInt(raw.startTimeUnixNano ?? 0),
    endUnixNano: BigInt(raw.endTimeUnixNano ?? 0),
    attributes: attributes(raw.attributes),
    events: raw.events.map((event) => ({
      name: event.name ?? '',
      timeUnixNano: BigInt(event.timeUnixNano ?? 0),
      attributes: attributes(event.attributes),
    })),
    links: raw.links.map((link) => ({ traceId: hex(link.traceId), spanId: hex(link.spanId), attributes: attributes(link.attributes) })),
    status: { code: STATUSES[raw.status?.code ?? 0] ?? 'unset', message: raw.status?.message ?? '' },
    resource,
    scope,
  };
}

/** The metrics of an ExportMetricsServiceRequest. */
export function decodeMetrics(body: Uint8Array): Metric[] {
  return (decodeMessage('MetricsRequest', body) as RawMetrics).resourceMetrics.flatMap((group) =>
    group.scopeMetrics.flatMap((scoped) =>
      scoped.metrics.map((metric) => metricOf(metric, attributes(group.resource?.attributes), scopeOf(scoped.scope, scoped.schemaUrl))),
    ),
  );
}

function metricOf(raw: RawMetric, resource: Attributes, scope: Scope): Metric {
  const type = raw.histogram
    ? 'histogram'
    : raw.sum
      ? 'sum'
      : raw.gauge
        ? 'gauge'
        : raw.exponentialHistogram
          ? 'exponentialHistogram'
          : 'summary';
  const points = raw.histogram?.dataPoints ?? raw.sum?.dataPoints ?? raw.gauge?.dataPoints ?? [];
  return {
    name: raw.name ?? '',
    description: raw.description ?? '',
    unit: raw.unit ?? '',
    type,
    points: points.map((point) => pointOf(point, type === 'histogram')),
    resource,
    scope,
  };
}

function pointOf(raw: RawPoint, histogram: boolean): DataPoint {
  return {
    attributes: attributes(raw.attributes),
    startUnixNano: BigInt(raw.startTimeUnixNano ?? 0),
    timeUnixNano: BigInt(raw.timeUnixNano ?? 0),
    exemplars: raw.exemplars.map((exemplar) => ({
      traceId: hex(exemplar.traceId),
      spanId: hex(exemplar.spanId),
      value: exemplar.asDouble ?? Number(exemplar.asInt ?? 0),
    })),
    ...(histogram
      ? {
          count: Number(raw.count ?? 0),
          sum: raw.sum ?? 0,
          bucketCounts: (raw.bucketCounts ?? []).map(Number),
          explicitBounds: raw.explicitBounds ?? [],
        }
      : { value: raw.asDouble ?? Number(raw.asInt ?? 0) }),
  };
}

/** The records of an ExportLogsServiceRequest. */
export function decodeLogs(body: Uint8Array): LogRecord[] {
  return (decodeMessage('LogsRequest', body) as RawLogs).resourceLogs.flatMap((group) =>
    group.scopeLogs.flatMap((scoped) =>
      scoped.logRecords.map((record) =>
        logRecordOf(record, attributes(group.resource?.attributes), scopeOf(scoped.scope, scoped.schemaUrl)),
      ),
    ),
  );
}

function logRecordOf(raw: RawLogRecord, resource: Attributes, scope: Scope): LogRecord {
  return {
    timeUnixNano: BigInt(raw.timeUnixNano ?? 0),
    observedUnixNano: BigInt(raw.observedTimeUnixNano ?? 0),
    severityNumber: raw.severityNumber ?? 0,
    severityText: raw.severityText ?? '',
    body: value(raw.body),
    attributes: attributes(raw.attributes),
    droppedAttributes: raw.droppedAttributesCount ?? 0,
    flags: raw.flags ?? 0,
    traceId: hex(raw.traceId),
    spanId: hex(raw.spanId),
    resource,
    scope,
  };
}
