package span

import (
	"reflect"
	"unsafe"
)

// fieldOf follows a path of field names, embedded ones included, through pointers and interfaces. Unexported fields are read as
// well: the directive that names them stands in their own package.
func fieldOf(value any, path []string) (field any, ok bool) {
	defer func() {
		if recover() != nil {
			field, ok = nil, false
		}
	}()
	v := reflect.ValueOf(value)
	for _, name := range path {
		for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct {
			return nil, false
		}
		at, known := v.Type().FieldByName(name)
		if !known {
			return nil, false
		}
		next, err := v.FieldByIndexErr(at.Index)
		if err != nil {
			return nil, false
		}
		v = next
	}
	return exposed(v)
}

// exposed returns the value of a field that reflection may only look at.
func exposed(v reflect.Value) (any, bool) {
	if v.CanInterface() {
		return v.Interface(), true
	}
	if v.CanAddr() {
		return reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem().Interface(), true
	}
	switch kind := v.Kind(); {
	case kind == reflect.String:
		return v.String(), true
	case kind == reflect.Bool:
		return v.Bool(), true
	case v.CanInt():
		return v.Int(), true
	case v.CanUint():
		return v.Uint(), true
	case v.CanFloat():
		return v.Float(), true
	}
	return nil, false
}
