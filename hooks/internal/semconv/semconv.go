// Package semconv holds the attributes of the semantic conventions 1.37.0 that hooks set, under the names of OpenTelemetry Go's package
// semconv/v1.37.0. That package came with OpenTelemetry Go 1.38, and hooks are compiled against the version that the application has,
// which may be older. A test compares the two.
package semconv

import (
	"reflect"

	"go.opentelemetry.io/otel/attribute"
)

// SchemaURL is that of the conventions.
const SchemaURL = "https://opentelemetry.io/schemas/1.37.0"

// ExceptionEventName is the name of the span event for an exception.
const ExceptionEventName = "exception"

// Keys of attributes.
const (
	ClientAddressKey                   = attribute.Key("client.address")
	CodeFilePathKey                    = attribute.Key("code.file.path")
	CodeFunctionNameKey                = attribute.Key("code.function.name")
	CodeLineNumberKey                  = attribute.Key("code.line.number")
	DBClientConnectionPoolNameKey      = attribute.Key("db.client.connection.pool.name")
	DBClientConnectionStateKey         = attribute.Key("db.client.connection.state")
	DBCollectionNameKey                = attribute.Key("db.collection.name")
	DBNamespaceKey                     = attribute.Key("db.namespace")
	DBOperationBatchSizeKey            = attribute.Key("db.operation.batch.size")
	DBOperationNameKey                 = attribute.Key("db.operation.name")
	DBQuerySummaryKey                  = attribute.Key("db.query.summary")
	DBQueryTextKey                     = attribute.Key("db.query.text")
	DBResponseStatusCodeKey            = attribute.Key("db.response.status_code")
	DBSystemNameKey                    = attribute.Key("db.system.name")
	ErrorTypeKey                       = attribute.Key("error.type")
	ExceptionMessageKey                = attribute.Key("exception.message")
	ExceptionTypeKey                   = attribute.Key("exception.type")
	HTTPRequestBodySizeKey             = attribute.Key("http.request.body.size")
	HTTPRequestMethodKey               = attribute.Key("http.request.method")
	HTTPRequestMethodOriginalKey       = attribute.Key("http.request.method_original")
	HTTPResponseBodySizeKey            = attribute.Key("http.response.body.size")
	HTTPResponseStatusCodeKey          = attribute.Key("http.response.status_code")
	HTTPRouteKey                       = attribute.Key("http.route")
	MessagingBatchMessageCountKey      = attribute.Key("messaging.batch.message_count")
	MessagingClientIDKey               = attribute.Key("messaging.client.id")
	MessagingConsumerGroupNameKey      = attribute.Key("messaging.consumer.group.name")
	MessagingDestinationNameKey        = attribute.Key("messaging.destination.name")
	MessagingDestinationPartitionIDKey = attribute.Key("messaging.destination.partition.id")
	MessagingKafkaOffsetKey            = attribute.Key("messaging.kafka.offset")
	MessagingOperationNameKey          = attribute.Key("messaging.operation.name")
	MessagingOperationTypeKey          = attribute.Key("messaging.operation.type")
	MessagingSystemKey                 = attribute.Key("messaging.system")
	NetworkPeerAddressKey              = attribute.Key("network.peer.address")
	NetworkPeerPortKey                 = attribute.Key("network.peer.port")
	NetworkProtocolVersionKey          = attribute.Key("network.protocol.version")
	RPCGRPCStatusCodeKey               = attribute.Key("rpc.grpc.status_code")
	RPCMessageCompressedSizeKey        = attribute.Key("rpc.message.compressed_size")
	RPCMessageIDKey                    = attribute.Key("rpc.message.id")
	RPCMessageTypeKey                  = attribute.Key("rpc.message.type")
	RPCMessageUncompressedSizeKey      = attribute.Key("rpc.message.uncompressed_size")
	RPCMethodKey                       = attribute.Key("rpc.method")
	RPCServiceKey                      = attribute.Key("rpc.service")
	RPCSystemKey                       = attribute.Key("rpc.system")
	ServerAddressKey                   = attribute.Key("server.address")
	ServerPortKey                      = attribute.Key("server.port")
	URLFullKey                         = attribute.Key("url.full")
	URLPathKey                         = attribute.Key("url.path")
	URLQueryKey                        = attribute.Key("url.query")
	URLSchemeKey                       = attribute.Key("url.scheme")
	UserAgentOriginalKey               = attribute.Key("user_agent.original")
)

// Values that the conventions name.
var (
	DBClientConnectionStateIdle   = DBClientConnectionStateKey.String("idle")
	DBClientConnectionStateUsed   = DBClientConnectionStateKey.String("used")
	DBSystemNameRedis             = DBSystemNameKey.String("redis")
	HTTPRequestMethodGet          = HTTPRequestMethodKey.String("GET")
	HTTPRequestMethodOther        = HTTPRequestMethodKey.String("_OTHER")
	MessagingOperationTypeProcess = MessagingOperationTypeKey.String("process")
	MessagingOperationTypeReceive = MessagingOperationTypeKey.String("receive")
	MessagingOperationTypeSend    = MessagingOperationTypeKey.String("send")
	MessagingOperationTypeSettle  = MessagingOperationTypeKey.String("settle")
	MessagingSystemKafka          = MessagingSystemKey.String("kafka")
	RPCMessageTypeReceived        = RPCMessageTypeKey.String("RECEIVED")
	RPCMessageTypeSent            = RPCMessageTypeKey.String("SENT")
	RPCSystemGRPC                 = RPCSystemKey.String("grpc")
)

// ClientAddress sets client.address.
func ClientAddress(val string) attribute.KeyValue { return ClientAddressKey.String(val) }

// CodeFilePath sets code.file.path.
func CodeFilePath(val string) attribute.KeyValue { return CodeFilePathKey.String(val) }

// CodeFunctionName sets code.function.name.
func CodeFunctionName(val string) attribute.KeyValue { return CodeFunctionNameKey.String(val) }

// CodeLineNumber sets code.line.number.
func CodeLineNumber(val int) attribute.KeyValue { return CodeLineNumberKey.Int(val) }

// DBClientConnectionPoolName sets db.client.connection.pool.name.
func DBClientConnectionPoolName(val string) attribute.KeyValue {
	return DBClientConnectionPoolNameKey.String(val)
}

// DBCollectionName sets db.collection.name.
func DBCollectionName(val string) attribute.KeyValue { return DBCollectionNameKey.String(val) }

// DBNamespace sets db.namespace.
func DBNamespace(val string) attribute.KeyValue { return DBNamespaceKey.String(val) }

// DBOperationBatchSize sets db.operation.batch.size.
func DBOperationBatchSize(val int) attribute.KeyValue { return DBOperationBatchSizeKey.Int(val) }

// DBOperationName sets db.operation.name.
func DBOperationName(val string) attribute.KeyValue { return DBOperationNameKey.String(val) }

// DBQuerySummary sets db.query.summary.
func DBQuerySummary(val string) attribute.KeyValue { return DBQuerySummaryKey.String(val) }

// DBQueryText sets db.query.text.
func DBQueryText(val string) attribute.KeyValue { return DBQueryTextKey.String(val) }

// DBResponseStatusCode sets db.response.status_code.
func DBResponseStatusCode(val string) attribute.KeyValue { return DBResponseStatusCodeKey.String(val) }

// ExceptionMessage sets exception.message.
func ExceptionMessage(val string) attribute.KeyValue { return ExceptionMessageKey.String(val) }

// ExceptionType sets exception.type.
func ExceptionType(val string) attribute.KeyValue { return ExceptionTypeKey.String(val) }

// HTTPRequestBodySize sets http.request.body.size.
func HTTPRequestBodySize(val int) attribute.KeyValue { return HTTPRequestBodySizeKey.Int(val) }

// HTTPRequestMethodOriginal sets http.request.method_original.
func HTTPRequestMethodOriginal(val string) attribute.KeyValue {
	return HTTPRequestMethodOriginalKey.String(val)
}

// HTTPResponseBodySize sets http.response.body.size.
func HTTPResponseBodySize(val int) attribute.KeyValue { return HTTPResponseBodySizeKey.Int(val) }

// HTTPResponseStatusCode sets http.response.status_code.
func HTTPResponseStatusCode(val int) attribute.KeyValue { return HTTPResponseStatusCodeKey.Int(val) }

// HTTPRoute sets http.route.
func HTTPRoute(val string) attribute.KeyValue { return HTTPRouteKey.String(val) }

// MessagingBatchMessageCount sets messaging.batch.message_count.
func MessagingBatchMessageCount(val int) attribute.KeyValue {
	return MessagingBatchMessageCountKey.Int(val)
}

// MessagingClientID sets messaging.client.id.
func MessagingClientID(val string) attribute.KeyValue { return MessagingClientIDKey.String(val) }

// MessagingConsumerGroupName sets messaging.consumer.group.name.
func MessagingConsumerGroupName(val string) attribute.KeyValue {
	return MessagingConsumerGroupNameKey.String(val)
}

// MessagingDestinationName sets messaging.destination.name.
func MessagingDestinationName(val string) attribute.KeyValue {
	return MessagingDestinationNameKey.String(val)
}

// MessagingDestinationPartitionID sets messaging.destination.partition.id.
func MessagingDestinationPartitionID(val string) attribute.KeyValue {
	return MessagingDestinationPartitionIDKey.String(val)
}

// MessagingKafkaOffset sets messaging.kafka.offset.
func MessagingKafkaOffset(val int) attribute.KeyValue { return MessagingKafkaOffsetKey.Int(val) }

// MessagingOperationName sets messaging.operation.name.
func MessagingOperationName(val string) attribute.KeyValue {
	return MessagingOperationNameKey.String(val)
}

// NetworkPeerAddress sets network.peer.address.
func NetworkPeerAddress(val string) attribute.KeyValue { return NetworkPeerAddressKey.String(val) }

// NetworkPeerPort sets network.peer.port.
func NetworkPeerPort(val int) attribute.KeyValue { return NetworkPeerPortKey.Int(val) }

// NetworkProtocolVersion sets network.protocol.version.
func NetworkProtocolVersion(val string) attribute.KeyValue {
	return NetworkProtocolVersionKey.String(val)
}

// RPCMessageCompressedSize sets rpc.message.compressed_size.
func RPCMessageCompressedSize(val int) attribute.KeyValue {
	return RPCMessageCompressedSizeKey.Int(val)
}

// RPCMessageID sets rpc.message.id.
func RPCMessageID(val int) attribute.KeyValue { return RPCMessageIDKey.Int(val) }

// RPCMessageUncompressedSize sets rpc.message.uncompressed_size.
func RPCMessageUncompressedSize(val int) attribute.KeyValue {
	return RPCMessageUncompressedSizeKey.Int(val)
}

// RPCMethod sets rpc.method.
func RPCMethod(val string) attribute.KeyValue { return RPCMethodKey.String(val) }

// RPCService sets rpc.service.
func RPCService(val string) attribute.KeyValue { return RPCServiceKey.String(val) }

// ServerAddress sets server.address.
func ServerAddress(val string) attribute.KeyValue { return ServerAddressKey.String(val) }

// ServerPort sets server.port.
func ServerPort(val int) attribute.KeyValue { return ServerPortKey.Int(val) }

// URLFull sets url.full.
func URLFull(val string) attribute.KeyValue { return URLFullKey.String(val) }

// URLPath sets url.path.
func URLPath(val string) attribute.KeyValue { return URLPathKey.String(val) }

// URLQuery sets url.query.
func URLQuery(val string) attribute.KeyValue { return URLQueryKey.String(val) }

// URLScheme sets url.scheme.
func URLScheme(val string) attribute.KeyValue { return URLSchemeKey.String(val) }

// UserAgentOriginal sets user_agent.original.
func UserAgentOriginal(val string) attribute.KeyValue { return UserAgentOriginalKey.String(val) }

// RPCGRPCRequestMetadata sets rpc.grpc.request.metadata.<key>.
func RPCGRPCRequestMetadata(key string, val ...string) attribute.KeyValue {
	return attribute.StringSlice("rpc.grpc.request.metadata."+key, val)
}

// ErrorType sets error.type: what the error itself calls it, else its Go type with the package's import path.
func ErrorType(err error) attribute.KeyValue {
	if err == nil {
		return ErrorTypeKey.String("_OTHER")
	}
	if named, ok := err.(interface{ ErrorType() string }); ok {
		if name := named.ErrorType(); name != "" {
			return ErrorTypeKey.String(name)
		}
	}
	t := reflect.TypeOf(err)
	if t.PkgPath() == "" || t.Name() == "" {
		return ErrorTypeKey.String(t.String())
	}
	return ErrorTypeKey.String(t.PkgPath() + "." + t.Name())
}
