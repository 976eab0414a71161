package logs

import (
	"reflect"
	"strings"
	"sync"
)

var bridges sync.Map // by type

// IsBridge says whether a value (a handler, a core, a hook) hands records over to OpenTelemetry's own Logs API, with their span.
func IsBridge(value any) bool {
	t := reflect.TypeOf(value)
	if t == nil {
		return false
	}
	if known, ok := bridges.Load(t); ok {
		return known.(bool)
	}
	elem := t
	if t.Kind() == reflect.Pointer {
		elem = t.Elem()
	}
	is := strings.HasPrefix(elem.PkgPath(), "go.opentelemetry.io/contrib/bridges/")
	bridges.Store(t, is)
	return is
}
