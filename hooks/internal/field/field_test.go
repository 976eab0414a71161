package field

import (
	"reflect"
	"testing"
)

type (
	callback func(error)
	inner    struct{ deep string }
	outer    struct {
		first int
		inner
		text string
		done callback
	}
)

func TestField(t *testing.T) {
	called := false
	o := &outer{1, inner{"deep"}, "text", func(error) { called = true }}
	text := Of[outer, string]("text")
	if !text.Known() || text.Get(o) != "text" || text.At(o) != &o.text {
		t.Errorf("got %q", text.Get(o))
	}
	if text.At(nil) != nil || text.Get(nil) != "" {
		t.Error("a field of nothing")
	}
	if done := Of[outer, func(error)]("done").Get(o); done == nil {
		t.Error("a named function type")
	} else if done(nil); !called {
		t.Error("another function")
	}
}

func TestFieldsThatAreNotThere(t *testing.T) {
	o := &outer{}
	if f := Of[outer, string]("other"); f.Known() || f.At(o) != nil || f.Get(o) != "" {
		t.Error("a field of another name")
	}
	if Of[outer, int64]("first").Known() || Of[outer, func(string)]("done").Known() {
		t.Error("a field of another type")
	}
	if Of[outer, string]("deep").Known() {
		t.Error("a field of an embedded struct")
	}
	if Of[int, string]("text").Known() || Offset(nil, "text", reflect.TypeFor[string]()) >= 0 {
		t.Error("a field of what is no struct")
	}
}
