package semconv

import (
	"errors"
	"io/fs"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	otel "go.opentelemetry.io/otel/semconv/v1.37.0"
)

type namedError struct{ error }

func (namedError) ErrorType() string { return "named" }

func TestSameAsOpenTelemetry(t *testing.T) {
	if SchemaURL != otel.SchemaURL || ExceptionEventName != otel.ExceptionEventName {
		t.Error("schema URL or name of the event")
	}
	for _, c := range [][2]attribute.Key{
		{ClientAddressKey, otel.ClientAddressKey},
		{CodeFilePathKey, otel.CodeFilePathKey},
		{CodeFunctionNameKey, otel.CodeFunctionNameKey},
		{CodeLineNumberKey, otel.CodeLineNumberKey},
		{DBClientConnectionPoolNameKey, otel.DBClientConnectionPoolNameKey},
		{DBClientConnectionStateKey, otel.DBClientConnectionStateKey},
		{DBCollectionNameKey, otel.DBCollectionNameKey},
		{DBNamespaceKey, otel.DBNamespaceKey},
		{DBOperationBatchSizeKey, otel.DBOperationBatchSizeKey},
		{DBOperationNameKey, otel.DBOperationNameKey},
		{DBQuerySummaryKey, otel.DBQuerySummaryKey},
		{DBQueryTextKey, otel.DBQueryTextKey},
		{DBResponseStatusCodeKey, otel.DBResponseStatusCodeKey},
		{DBSystemNameKey, otel.DBSystemNameKey},
		{ErrorTypeKey, otel.ErrorTypeKey},
		{ExceptionMessageKey, otel.ExceptionMessageKey},
		{ExceptionTypeKey, otel.ExceptionTypeKey},
		{HTTPRequestBodySizeKey, otel.HTTPRequestBodySizeKey},
		{HTTPRequestMethodKey, otel.HTTPRequestMethodKey},
		{HTTPRequestMethodOriginalKey, otel.HTTPRequestMethodOriginalKey},
		{HTTPResponseBodySizeKey, otel.HTTPResponseBodySizeKey},
		{HTTPResponseStatusCodeKey, otel.HTTPResponseStatusCodeKey},
		{HTTPRouteKey, otel.HTTPRouteKey},
		{MessagingBatchMessageCountKey, otel.MessagingBatchMessageCountKey},
		{MessagingClientIDKey, otel.MessagingClientIDKey},
		{MessagingConsumerGroupNameKey, otel.MessagingConsumerGroupNameKey},
		{MessagingDestinationNameKey, otel.MessagingDestinationNameKey},
		{MessagingDestinationPartitionIDKey, otel.MessagingDestinationPartitionIDKey},
		{MessagingKafkaOffsetKey, otel.MessagingKafkaOffsetKey},
		{MessagingOperationNameKey, otel.MessagingOperationNameKey},
		{MessagingOperationTypeKey, otel.MessagingOperationTypeKey},
		{MessagingSystemKey, otel.MessagingSystemKey},
		{NetworkPeerAddressKey, otel.NetworkPeerAddressKey},
		{NetworkPeerPortKey, otel.NetworkPeerPortKey},
		{NetworkProtocolVersionKey, otel.NetworkProtocolVersionKey},
		{RPCGRPCStatusCodeKey, otel.RPCGRPCStatusCodeKey},
		{RPCMessageCompressedSizeKey, otel.RPCMessageCompressedSizeKey},
		{RPCMessageIDKey, otel.RPCMessageIDKey},
		{RPCMessageTypeKey, otel.RPCMessageTypeKey},
		{RPCMessageUncompressedSizeKey, otel.RPCMessageUncompressedSizeKey},
		{RPCMethodKey, otel.RPCMethodKey},
		{RPCServiceKey, otel.RPCServiceKey},
		{RPCSystemKey, otel.RPCSystemKey},
		{ServerAddressKey, otel.ServerAddressKey},
		{ServerPortKey, otel.ServerPortKey},
		{URLFullKey, otel.URLFullKey},
		{URLPathKey, otel.URLPathKey},
		{URLQueryKey, otel.URLQueryKey},
		{URLSchemeKey, otel.URLSchemeKey},
		{UserAgentOriginalKey, otel.UserAgentOriginalKey},
	} {
		if c[0] != c[1] {
			t.Errorf("key %s, want %s", c[0], c[1])
		}
	}
	named := namedError{errors.New("x")}
	for _, c := range [][2]attribute.KeyValue{
		{DBClientConnectionStateIdle, otel.DBClientConnectionStateIdle},
		{DBClientConnectionStateUsed, otel.DBClientConnectionStateUsed},
		{DBSystemNameRedis, otel.DBSystemNameRedis},
		{HTTPRequestMethodGet, otel.HTTPRequestMethodGet},
		{HTTPRequestMethodOther, otel.HTTPRequestMethodOther},
		{MessagingOperationTypeProcess, otel.MessagingOperationTypeProcess},
		{MessagingOperationTypeReceive, otel.MessagingOperationTypeReceive},
		{MessagingOperationTypeSend, otel.MessagingOperationTypeSend},
		{MessagingOperationTypeSettle, otel.MessagingOperationTypeSettle},
		{MessagingSystemKafka, otel.MessagingSystemKafka},
		{RPCMessageTypeReceived, otel.RPCMessageTypeReceived},
		{RPCMessageTypeSent, otel.RPCMessageTypeSent},
		{RPCSystemGRPC, otel.RPCSystemGRPC},
		{ClientAddress("x"), otel.ClientAddress("x")},
		{CodeFilePath("x"), otel.CodeFilePath("x")},
		{CodeFunctionName("x"), otel.CodeFunctionName("x")},
		{CodeLineNumber(7), otel.CodeLineNumber(7)},
		{DBClientConnectionPoolName("x"), otel.DBClientConnectionPoolName("x")},
		{DBCollectionName("x"), otel.DBCollectionName("x")},
		{DBNamespace("x"), otel.DBNamespace("x")},
		{DBOperationBatchSize(7), otel.DBOperationBatchSize(7)},
		{DBOperationName("x"), otel.DBOperationName("x")},
		{DBQuerySummary("x"), otel.DBQuerySummary("x")},
		{DBQueryText("x"), otel.DBQueryText("x")},
		{DBResponseStatusCode("x"), otel.DBResponseStatusCode("x")},
		{ExceptionMessage("x"), otel.ExceptionMessage("x")},
		{ExceptionType("x"), otel.ExceptionType("x")},
		{HTTPRequestBodySize(7), otel.HTTPRequestBodySize(7)},
		{HTTPRequestMethodOriginal("x"), otel.HTTPRequestMethodOriginal("x")},
		{HTTPResponseBodySize(7), otel.HTTPResponseBodySize(7)},
		{HTTPResponseStatusCode(7), otel.HTTPResponseStatusCode(7)},
		{HTTPRoute("x"), otel.HTTPRoute("x")},
		{MessagingBatchMessageCount(7), otel.MessagingBatchMessageCount(7)},
		{MessagingClientID("x"), otel.MessagingClientID("x")},
		{MessagingConsumerGroupName("x"), otel.MessagingConsumerGroupName("x")},
		{MessagingDestinationName("x"), otel.MessagingDestinationName("x")},
		{MessagingDestinationPartitionID("x"), otel.MessagingDestinationPartitionID("x")},
		{MessagingKafkaOffset(7), otel.MessagingKafkaOffset(7)},
		{MessagingOperationName("x"), otel.MessagingOperationName("x")},
		{NetworkPeerAddress("x"), otel.NetworkPeerAddress("x")},
		{NetworkPeerPort(7), otel.NetworkPeerPort(7)},
		{NetworkProtocolVersion("x"), otel.NetworkProtocolVersion("x")},
		{RPCMessageCompressedSize(7), otel.RPCMessageCompressedSize(7)},
		{RPCMessageID(7), otel.RPCMessageID(7)},
		{RPCMessageUncompressedSize(7), otel.RPCMessageUncompressedSize(7)},
		{RPCMethod("x"), otel.RPCMethod("x")},
		{RPCService("x"), otel.RPCService("x")},
		{ServerAddress("x"), otel.ServerAddress("x")},
		{ServerPort(7), otel.ServerPort(7)},
		{URLFull("x"), otel.URLFull("x")},
		{URLPath("x"), otel.URLPath("x")},
		{URLQuery("x"), otel.URLQuery("x")},
		{URLScheme("x"), otel.URLScheme("x")},
		{UserAgentOriginal("x"), otel.UserAgentOriginal("x")},
		{RPCGRPCRequestMetadata("k", "a", "b"), otel.RPCGRPCRequestMetadata("k", "a", "b")},
		{ErrorType(nil), otel.ErrorType(nil)},
		{ErrorType(errors.New("x")), otel.ErrorType(errors.New("x"))},
		{ErrorType(&fs.PathError{}), otel.ErrorType(&fs.PathError{})},
		{ErrorType(named), otel.ErrorType(named)},
	} {
		if c[0] != c[1] {
			t.Errorf("%v, want %v", c[0], c[1])
		}
	}
}
