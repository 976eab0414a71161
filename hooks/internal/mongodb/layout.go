package mongodb

import (
	"reflect"
	"sync"
)

// sent is what the driver tells of a command that it is about to send.
type sent struct {
	document []byte
	address  string
	redacted bool
}

// The driver keeps it in a struct that is not exported. Its fields are looked up by name and checked by type once.
//
// Source: x/mongo/driver/operation.go (type startedInformation) of the driver's versions 1.11 to 1.17 and 2.0 to 2.9.
type sentLayout struct{ document, address, connection, redacted int }

var sentLayouts sync.Map // reflect.Type -> sentLayout

func sentLayoutOf(t reflect.Type) sentLayout {
	if known, ok := sentLayouts.Load(t); ok {
		return known.(sentLayout)
	}
	field := func(name string, fits func(reflect.Type) bool) int {
		if f, ok := t.FieldByName(name); ok && len(f.Index) == 1 && fits(f.Type) {
			return f.Index[0]
		}
		return -1
	}
	isText := func(t reflect.Type) bool { return t.Kind() == reflect.String }
	layout := sentLayout{-1, -1, -1, -1}
	if t.Kind() == reflect.Struct {
		layout = sentLayout{
			document:   field("cmd", isBytes),
			address:    field("serverAddress", isText),
			connection: field("connID", isText),
			redacted:   field("redacted", func(t reflect.Type) bool { return t.Kind() == reflect.Bool }),
		}
	}
	sentLayouts.Store(t, layout)
	return layout
}

func isBytes(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8
}

func readSent(info any) sent {
	var s sent
	if info == nil {
		return s
	}
	layout, v := sentLayoutOf(reflect.TypeOf(info)), reflect.ValueOf(info)
	if layout.document >= 0 {
		s.document = v.Field(layout.document).Bytes()
	}
	if layout.address >= 0 {
		s.address = v.Field(layout.address).String()
	}
	if s.address == "" && layout.connection >= 0 {
		s.address = ofConnection(v.Field(layout.connection).String())
	}
	// Where it does not say which commands hold passwords, all of them may.
	s.redacted = layout.redacted < 0 || v.Field(layout.redacted).Bool()
	return s
}

// batch are the statements that an operation sends beside its command.
type batch struct {
	size       int
	identifier string
	first      []byte
}

// batchOf reads the driver's batches: a pointer to a struct, or an interface that tells the number only.
func batchOf(batches any) batch {
	v := reflect.ValueOf(batches)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return batch{}
	}
	if v = v.Elem(); v.Kind() != reflect.Struct {
		return batch{}
	}
	identifier, documents := v.FieldByName("Identifier"), v.FieldByName("Documents")
	if identifier.Kind() != reflect.String || documents.Kind() != reflect.Slice || !isBytes(documents.Type().Elem()) {
		if sized, ok := batches.(interface{ Size() int }); ok {
			return batch{size: sized.Size()}
		}
		return batch{}
	}
	b := batch{size: documents.Len(), identifier: identifier.String()}
	if b.size > 0 {
		b.first = documents.Index(0).Bytes()
	}
	return b
}
