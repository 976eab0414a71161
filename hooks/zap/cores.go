package zap

import (
	"bytes"
	"reflect"
	"unsafe"

	"go.uber.org/zap/buffer"
	"go.uber.org/zap/zapcore"

	"otel-go.internal/hooks/internal/logs"
)

// Where zapcore keeps what it does not tell; a negative offset where a version has nothing of the kind.
var (
	coresAt = offset(reflect.TypeFor[zapcore.CheckedEntry](), "cores", reflect.TypeFor[[]zapcore.Core]())
	// coreType is the type of cores that write to somewhere, and their encoder's place in them.
	coreType, encoderAt = ioCore()
	// jsonType is the encoder that console encoders have too, and the place of what With has added in it.
	jsonType    = reflect.TypeOf(zapcore.NewJSONEncoder(zapcore.EncoderConfig{}))
	consoleType = reflect.TypeOf(zapcore.NewConsoleEncoder(zapcore.EncoderConfig{}))
	bufferAt    = offset(jsonType.Elem(), "buf", reflect.TypeFor[*buffer.Buffer]())
)

func ioCore() (reflect.Type, int) {
	t := reflect.TypeOf(zapcore.NewCore(zapcore.NewJSONEncoder(zapcore.EncoderConfig{}), zapcore.AddSync(&bytes.Buffer{}), zapcore.DebugLevel))
	if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		return nil, -1
	}
	return t, offset(t.Elem(), "enc", reflect.TypeFor[zapcore.Encoder]())
}

func offset(t reflect.Type, name string, of reflect.Type) int {
	if t.Kind() != reflect.Struct {
		return -1
	}
	field, ok := t.FieldByName(name)
	if !ok || field.Type != of || len(field.Index) != 1 {
		return -1
	}
	return int(field.Offset)
}

// wanted says whether a core of the entry is to have the ids, and none has got a trace_id by With.
func wanted(entry *zapcore.CheckedEntry) bool {
	if coresAt < 0 {
		return true
	}
	cores := *(*[]zapcore.Core)(unsafe.Add(unsafe.Pointer(entry), coresAt))
	some := false
	for _, core := range cores {
		if bytes.Contains(contextOf(core), []byte(`"`+logs.TraceKey+`"`)) {
			return false
		}
		some = some || !logs.IsBridge(core)
	}
	return some
}

// contextOf returns what a core writes with every entry, in JSON without braces.
func contextOf(core zapcore.Core) []byte {
	if coreType == nil || encoderAt < 0 || bufferAt < 0 || reflect.TypeOf(core) != coreType {
		return nil
	}
	encoder := *(*zapcore.Encoder)(unsafe.Add(pointerOf(core), encoderAt))
	if encoder == nil {
		return nil
	}
	at := pointerOf(encoder)
	switch reflect.TypeOf(encoder) {
	case jsonType:
	case consoleType:
		at = consoleJSON(at)
	default:
		return nil
	}
	if at == nil {
		return nil
	}
	if buf := *(**buffer.Buffer)(unsafe.Add(at, bufferAt)); buf != nil {
		return buf.Bytes()
	}
	return nil
}

// consoleJSON returns the encoder within a console encoder, a struct of just that or a pointer to one.
func consoleJSON(at unsafe.Pointer) unsafe.Pointer {
	t := consoleType
	if t.Kind() == reflect.Pointer {
		return nil
	}
	if t.Kind() == reflect.Struct && t.NumField() == 1 && t.Field(0).Type == jsonType {
		return at // an interface holds such a struct as the pointer itself
	}
	return nil
}

// pointerOf returns the data word of an interface value.
func pointerOf[I any](value I) unsafe.Pointer {
	return (*[2]unsafe.Pointer)(unsafe.Pointer(&value))[1]
}
