package grpc

import (
	"errors"
	"reflect"
	"slices"
	"unsafe"

	"go.opentelemetry.io/otel"
	"google.golang.org/grpc"
	"google.golang.org/grpc/stats"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
)

var (
	handlerType  = reflect.TypeFor[stats.Handler]()
	handlersType = reflect.TypeFor[[]stats.Handler]()

	errLayout = errors.New("google.golang.org/grpc is not instrumented: this version keeps its stats handlers where they are not found")
)

// BeforeServerInterceptors gives the server our handler, unless the application instruments it itself.
//
// Target: grpc.chainUnaryServerInterceptors, which NewServer calls when it has applied all options. From 1.65 on (or later, Source:
// server.go of 1.50 to 1.85) the handlers have been combined into a field of their own by then.
func BeforeServerInterceptors(s *grpc.Server) {
	if !serverOn || s == nil || ignored() {
		return
	}
	server := reflect.ValueOf(s).Elem()
	opts := server.FieldByName("opts")
	list, ok := handlers(opts, "statsHandlers")
	if !ok {
		otel.Handle(errLayout)
		return
	}
	if byHand(*list, opts, "unaryInt", "chainUnaryInts", "streamInt", "chainStreamInts") {
		return
	}
	own := newServerHandler(s, set(opts, "unknownStreamDesc"))
	if combined := server.FieldByName("statsHandler"); combined.IsValid() && combined.Type() == handlerType && combined.CanAddr() {
		field := (*stats.Handler)(combined.Addr().UnsafePointer())
		if *field == nil {
			*field = own
		} else {
			*field = both{*field, own}
		}
	}
	*list = append(slices.Clip(*list), own)
}

// BeforeClientInterceptors does the same for a client's connection.
//
// Target: grpc.chainUnaryClientInterceptors, called by NewClient and, before 1.63, by DialContext.
func BeforeClientInterceptors(cc *grpc.ClientConn) {
	if !clientOn || cc == nil || ignored() {
		return
	}
	opts := reflect.ValueOf(cc).Elem().FieldByName("dopts")
	if !opts.IsValid() || opts.Kind() != reflect.Struct {
		otel.Handle(errLayout)
		return
	}
	list, ok := handlers(opts.FieldByName("copts"), "StatsHandlers")
	if !ok {
		otel.Handle(errLayout)
		return
	}
	if byHand(*list, opts, "unaryInt", "chainUnaryInts", "streamInt", "chainStreamInts") {
		return
	}
	*list = append(slices.Clip(*list), newClientHandler(cc.Target()))
}

// ignored says that the statement, or the telemetry, that makes the server or connection is not to be instrumented.
func ignored() bool {
	around := gls.Context()
	return around != nil && api.Suppressed(around)
}

// handlers finds the list of handlers in the options.
func handlers(opts reflect.Value, name string) (*[]stats.Handler, bool) {
	if !opts.IsValid() || opts.Kind() != reflect.Struct {
		return nil, false
	}
	field := opts.FieldByName(name)
	if !field.IsValid() || field.Type() != handlersType || !field.CanAddr() {
		return nil, false
	}
	return (*[]stats.Handler)(unsafe.Pointer(field.Addr().UnsafePointer())), true
}

// set says whether a pointer of the options is there and not nil.
func set(opts reflect.Value, name string) bool {
	field := opts.FieldByName(name)
	return field.IsValid() && field.Kind() == reflect.Pointer && !field.IsNil()
}
