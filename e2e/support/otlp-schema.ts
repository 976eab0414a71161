/**
 * The part of the OTLP protocol (opentelemetry-proto, v1) that the tests and the demo read, as protobuf descriptors with the
 * field numbers of the .proto files, and the shapes that protobufjs makes of them.
 */
import protobuf from 'protobufjs/light.js';

const one = (type: string, id: number): protobuf.IField => ({ type, id });
const many = (type: string, id: number): protobuf.IField & { rule: string } => ({ type, id, rule: 'repeated' });

const root = protobuf.Root.fromJSON({
  nested: {
    AnyValue: {
      oneofs: { value: { oneof: ['stringValue', 'boolValue', 'intValue', 'doubleValue', 'arrayValue', 'kvlistValue', 'bytesValue'] } },
      fields: {
        stringValue: one('string', 1),
        boolValue: one('bool', 2),
        intValue: one('int64', 3),
        doubleValue: one('double', 4),
        arrayValue: one('ArrayValue', 5),
        kvlistValue: one('KeyValueList', 6),
        bytesValue: one('bytes', 7),
      },
    },
    ArrayValue: { fields: { values: many('AnyValue', 1) } },
    KeyValueList: { fields: { values: many('KeyValue', 1) } },
    KeyValue: { fields: { key: one('string', 1), value: one('AnyValue', 2) } },
    Resource: { fields: { attributes: many('KeyValue', 1) } },
    Scope: { fields: { name: one('string', 1), version: one('string', 2) } },
    Event: { fields: { timeUnixNano: one('fixed64', 1), name: one('string', 2), attributes: many('KeyValue', 3) } },
    Link: { fields: { traceId: one('bytes', 1), spanId: one('bytes', 2), attributes: many('KeyValue', 4) } },
    Status: { fields: { message: one('string', 2), code: one('int32', 3) } },
    Span: {
      fields: {
        traceId: one('bytes', 1),
        spanId: one('bytes', 2),
        traceState: one('string', 3),
        parentSpanId: one('bytes', 4),
        name: one('string', 5),
        kind: one('int32', 6),
        startTimeUnixNano: one('fixed64', 7),
        endTimeUnixNano: one('fixed64', 8),
        attributes: many('KeyValue', 9),
        events: many('Event', 11),
        links: many('Link', 13),
        status: one('Status', 15),
        flags: one('fixed32', 16),
      },
    },
    ScopeSpans: { fields: { scope: one('Scope', 1), spans: many('Span', 2), schemaUrl: one('string', 3) } },
    ResourceSpans: { fields: { resource: one('Resource', 1), scopeSpans: many('ScopeSpans', 2) } },
    TraceRequest: { fields: { resourceSpans: many('ResourceSpans', 1) } },
    Exemplar: { fields: { asDouble: one('double', 3), spanId: one('bytes', 4), traceId: one('bytes', 5), asInt: one('sfixed64', 6) } },
    DataPoint: {
      // NumberDataPoint and HistogramDataPoint number their fields differently: two types.
      fields: {
        startTimeUnixNano: one('fixed64', 2),
        timeUnixNano: one('fixed64', 3),
        asDouble: one('double', 4),
        exemplars: many('Exemplar', 5),
        asInt: one('sfixed64', 6),
        attributes: many('KeyValue', 7),
      },
    },
    HistogramPoint: {
      fields: {
        startTimeUnixNano: one('fixed64', 2),
        timeUnixNano: one('fixed64', 3),
        count: one('fixed64', 4),
        sum: one('double', 5),
        bucketCounts: many('fixed64', 6),
        explicitBounds: many('double', 7),
        exemplars: many('Exemplar', 8),
        attributes: many('KeyValue', 9),
      },
    },
    Points: { fields: { dataPoints: many('DataPoint', 1) } },
    HistogramPoints: { fields: { dataPoints: many('HistogramPoint', 1) } },
    OtherPoints: { fields: {} },
    Metric: {
      fields: {
        name: one('string', 1),
        description: one('string', 2),
        unit: one('string', 3),
        gauge: one('Points', 5),
        sum: one('Points', 7),
        histogram: one('HistogramPoints', 9),
        exponentialHistogram: one('OtherPoints', 10),
        summary: one('OtherPoints', 11),
      },
    },
    ScopeMetrics: { fields: { scope: one('Scope', 1), metrics: many('Metric', 2), schemaUrl: one('string', 3) } },
    ResourceMetrics: { fields: { resource: one('Resource', 1), scopeMetrics: many('ScopeMetrics', 2) } },
    LogRecord: {
      fields: {
        timeUnixNano: one('fixed64', 1),
        severityNumber: one('int32', 2),
        severityText: one('string', 3),
        body: one('AnyValue', 5),
        attributes: many('KeyValue', 6),
        droppedAttributesCount: one('uint32', 7),
        flags: one('fixed32', 8),
        traceId: one('bytes', 9),
        spanId: one('bytes', 10),
        observedTimeUnixNano: one('fixed64', 11),
      },
    },
    ScopeLogs: { fields: { scope: one('Scope', 1), logRecords: many('LogRecord', 2), schemaUrl: one('string', 3) } },
    ResourceLogs: { fields: { resource: one('Resource', 1), scopeLogs: many('ScopeLogs', 2) } },
    LogsRequest: { fields: { resourceLogs: many('ResourceLogs', 1) } },
    MetricsRequest: { fields: { resourceMetrics: many('ResourceMetrics', 1) } },
  },
});

export interface RawValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: string;
  readonly doubleValue?: number;
  readonly arrayValue?: { readonly values: readonly RawValue[] };
  readonly kvlistValue?: { readonly values: readonly RawKeyValue[] };
  readonly bytesValue?: Uint8Array;
}
export interface RawKeyValue {
  readonly key: string;
  readonly value?: RawValue;
}
export interface RawScope {
  readonly name?: string;
  readonly version?: string;
}
export interface RawSpan {
  readonly traceId?: Uint8Array;
  readonly spanId?: Uint8Array;
  readonly parentSpanId?: Uint8Array;
  readonly traceState?: string;
  readonly flags?: number;
  readonly name?: string;
  readonly kind?: number;
  readonly startTimeUnixNano?: string;
  readonly endTimeUnixNano?: string;
  readonly attributes: readonly RawKeyValue[];
  readonly events: readonly { readonly name?: string; readonly timeUnixNano?: string; readonly attributes: readonly RawKeyValue[] }[];
  readonly links: readonly { readonly traceId?: Uint8Array; readonly spanId?: Uint8Array; readonly attributes: readonly RawKeyValue[] }[];
  readonly status?: { readonly code?: number; readonly message?: string };
}
export interface RawResource {
  readonly attributes: readonly RawKeyValue[];
}
export interface RawTraces {
  readonly resourceSpans: readonly {
    readonly resource?: RawResource;
    readonly scopeSpans: readonly { readonly scope?: RawScope; readonly schemaUrl?: string; readonly spans: readonly RawSpan[] }[];
  }[];
}
export interface RawPoint {
  readonly startTimeUnixNano?: string;
  readonly timeUnixNano?: string;
  readonly asDouble?: number;
  readonly asInt?: string;
  readonly count?: string;
  readonly sum?: number;
  readonly bucketCounts?: readonly string[];
  readonly explicitBounds?: readonly number[];
  readonly attributes: readonly RawKeyValue[];
  readonly exemplars: readonly {
    readonly asDouble?: number;
    readonly asInt?: string;
    readonly traceId?: Uint8Array;
    readonly spanId?: Uint8Array;
  }[];
}
export interface RawMetric {
  readonly name?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly gauge?: { readonly dataPoints: readonly RawPoint[] };
  readonly sum?: { readonly dataPoints: readonly RawPoint[] };
  readonly histogram?: { readonly dataPoints: readonly RawPoint[] };
  readonly exponentialHistogram?: object;
}
export interface RawMetrics {
  readonly resourceMetrics: readonly {
    readonly resource?: RawResource;
    readonly scopeMetrics: readonly { readonly scope?: RawScope; readonly schemaUrl?: string; readonly metrics: readonly RawMetric[] }[];
  }[];
}

export interface RawLogRecord {
  readonly timeUnixNano?: string;
  readonly severityNumber?: number;
  readonly severityText?: string;
  readonly body?: RawValue;
  readonly attributes: readonly RawKeyValue[];
  readonly droppedAttributesCount?: number;
  readonly flags?: number;
  readonly traceId?: Uint8Array;
  readonly spanId?: Uint8Array;
  readonly observedTimeUnixNano?: string;
}
export interface RawLogs {
  readonly resourceLogs: readonly {
    readonly resource?: RawResource;
    readonly scopeLogs: readonly { readonly scope?: RawScope; readonly schemaUrl?: string; readonly logRecords: readonly RawLogRecord[] }[];
  }[];
}

type MessageName = 'TraceRequest' | 'MetricsRequest' | 'LogsRequest';

/** 64-bit integers become strings, absent lists empty ones. */
export function decodeMessage(type: MessageName, body: Uint8Array): object {
  const message = root.lookupType(type);
  return message.toObject(message.decode(body), { longs: String, arrays: true });
}
