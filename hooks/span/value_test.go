package span

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/attribute"
)

type (
	id      string
	colour  int
	point   struct{ X, Y int }
	hasMap  struct{ m map[string]int }
	nested  struct{ inner *point }
	outer   struct{ nested }
	faultyS struct{}
)

func (colour) String() string   { return "red" }
func (*faultyS) String() string { panic("in String") }

func TestValues(t *testing.T) {
	n := 7
	var none *int
	for _, c := range []struct {
		value any
		want  attribute.Value
	}{
		{"s", attribute.StringValue("s")},
		{true, attribute.BoolValue(true)},
		{int8(-1), attribute.Int64Value(-1)},
		{uint16(9), attribute.Int64Value(9)},
		{uint64(math.MaxUint64), attribute.StringValue("18446744073709551615")},
		{float32(0.5), attribute.Float64Value(0.5)},
		{[]string{"a"}, attribute.StringSliceValue([]string{"a"})},
		{[]int{1}, attribute.IntSliceValue([]int{1})},
		{[]byte("text"), attribute.StringValue("text")},
		{[]byte{0xff, 0}, attribute.StringValue("2 bytes")},
		{id("x"), attribute.StringValue("x")},
		{colour(1), attribute.StringValue("red")},
		{time.Second, attribute.StringValue("1s")},
		{errors.New("bad"), attribute.StringValue("bad")},
		{&n, attribute.Int64Value(7)},
		{point{1, 2}, attribute.StringValue("{1 2}")},
		{&point{1, 2}, attribute.StringValue("&{1 2}")},
		{hasMap{map[string]int{"a": 1}}, attribute.StringValue("span.hasMap")},
		{map[string]int{"a": 1}, attribute.StringValue("map[string]int")},
		{make([]point, 65), attribute.StringValue("[]span.point")},
		{none, attribute.Value{}},
		{nil, attribute.Value{}},
		{&faultyS{}, attribute.Value{}},
	} {
		kv, ok := attributeOf("k", c.value)
		if kv.Value != c.want || ok != (c.want.Type() != attribute.INVALID) {
			t.Errorf("%T %v: got %v %v, want %v", c.value, c.value, kv.Value.Emit(), ok, c.want.Emit())
		}
	}
	long := make([]string, 60)
	for i := range long {
		long[i] = "äöü"
	}
	kv, _ := attributeOf("k", [3][]string{long, long})
	if text := kv.Value.AsString(); len(text) > maxText || len(text) < maxText-3 || strings.ContainsRune(text, '\uFFFD') {
		t.Errorf("%d bytes: %s", len(text), text)
	}
}

func TestFields(t *testing.T) {
	full := &outer{nested{&point{3, 4}}}
	for _, c := range []struct {
		value any
		path  string
		want  any
	}{
		{full, "inner.X", 3},
		{full, "nested.inner.Y", 4},
		{*full, "inner.X", 3},
		{nested{}, "inner.X", nil},
		{(*outer)(nil), "inner.X", nil},
		{full, "inner.Z", nil},
		{full, "inner.X.Y", nil},
		{nil, "a", nil},
		{struct{ name string }{"n"}, "name", "n"},
		{&struct{ err error }{errors.ErrUnsupported}, "err", errors.ErrUnsupported},
		{struct{ err error }{errors.ErrUnsupported}, "err", nil},
	} {
		got, ok := fieldOf(c.value, strings.Split(c.path, "."))
		if got != c.want || ok != (c.want != nil) {
			t.Errorf("%T %s: got %v, want %v", c.value, c.path, got, c.want)
		}
	}
}
