// Package field reads fields that another package does not export. Each is looked up by name and checked by type, once; what needs one
// that is missing, in another version of that package, is left out.
package field

import (
	"reflect"
	"unsafe"
)

// Field is the place of a field of type F in a struct S, if there is one.
type Field[S, F any] struct{ offset int }

// Of finds the field.
func Of[S, F any](name string) Field[S, F] {
	return Field[S, F]{Offset(reflect.TypeFor[S](), name, reflect.TypeFor[F]())}
}

// Known says whether there is such a field.
func (f Field[S, F]) Known() bool { return f.offset >= 0 }

// At returns the field of s, or nil.
func (f Field[S, F]) At(s *S) *F {
	if f.offset < 0 || s == nil {
		return nil
	}
	return (*F)(unsafe.Add(unsafe.Pointer(s), f.offset))
}

// Get returns the field's value, or the zero value.
func (f Field[S, F]) Get(s *S) F {
	if p := f.At(s); p != nil {
		return *p
	}
	var zero F
	return zero
}

// Offset is where a struct has a field of its own; negative where it has none of that name and type, or is no struct.
func Offset(in reflect.Type, name string, of reflect.Type) int {
	if in == nil || in.Kind() != reflect.Struct {
		return -1
	}
	f, ok := in.FieldByName(name)
	if !ok || len(f.Index) != 1 || (f.Type != of && !sameFunc(f.Type, of)) {
		return -1
	}
	return int(f.Offset)
}

// sameFunc lets a named function type stand for the type that it is made of.
func sameFunc(a, b reflect.Type) bool {
	return a.Kind() == reflect.Func && b.Kind() == reflect.Func && a.ConvertibleTo(b)
}
