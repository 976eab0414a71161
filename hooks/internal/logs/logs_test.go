package logs

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
)

const ids = " trace_id=0102030405060708090a0b0c0d0e0f10 span_id=0102030405060708"

func TestCutIDs(t *testing.T) {
	for _, line := range []string{"", "text", "text" + ids + ".", "text trace_id=mine", "text" + ids[:len(ids)-1] + "g", ids[1:]} {
		if text, of := CutIDs(line); text != line || of.IsValid() {
			t.Errorf("%q: got %q, %v", line, text, of)
		}
	}
	text, of := CutIDs("text" + ids)
	if text != "text" || of.TraceID().String() != "0102030405060708090a0b0c0d0e0f10" || of.SpanID().String() != "0102030405060708" {
		t.Errorf("got %q, %v", text, of)
	}
}

func TestMembers(t *testing.T) {
	for _, c := range []struct {
		text string
		want []slog.Attr
		ok   bool
	}{
		{`{"a":1,"b":1.5,"c":"}{\"","d":null,"e":true,"f":[1,"x"]}`, []slog.Attr{
			slog.Int("a", 1), slog.Float64("b", 1.5), slog.String("c", `}{"`), slog.Any("d", nil), slog.Bool("e", true), slog.Any("f", List{int64(1), "x"}),
		}, true},
		{`{"a":{"b":{"c":1`, []slog.Attr{slog.Group("a", slog.Group("b", slog.Int("c", 1)))}, true},
		{`{"n":{`, []slog.Attr{slog.Group("n")}, true},
		{`{"big":123456789012345678901`, []slog.Attr{slog.Float64("big", 123456789012345678901)}, true},
		{`{`, []slog.Attr{}, true},
		{`{"a" : "\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00\ud83dx" , "b":[ ]}`, []slog.Attr{slog.String("a", "\"\\/\b\f\n\r\tä😀\uFFFDx"), slog.Any("b", List{})}, true},
		{`{"a":1e400,"b":-1e-3,"c":-0}`, []slog.Attr{slog.String("a", "1e400"), slog.Float64("b", -0.001), slog.Int("c", 0)}, true},
		{`{"a":}`, nil, false},
		{`{"a":1,}`, nil, false},
		{`{"a":1 "b":2}`, nil, false},
		{`{"a":tru}`, nil, false},
		{`{"a":"\u12"}`, nil, false},
		{`{"a":"\x"}`, nil, false},
		{`{"a":"`, nil, false},
		{`{"a":"\`, nil, false},
		{`{"a":x}`, nil, false},
		{`{"a":` + strings.Repeat("[", 1e6), nil, false},
		{`[1]`, nil, false},
		{``, nil, false},
	} {
		got, ok := Members([]byte(c.text))
		if ok != c.ok || ok && slog.GroupValue(got...).String() != slog.GroupValue(c.want...).String() {
			t.Errorf("%s: got %v, %v", c.text, got, ok)
		}
	}
}

func TestMembersLeaveTheTextAlone(t *testing.T) {
	buffer := append(make([]byte, 0, 64), `{"a":{"b":1,`...)
	text := buffer[:len(buffer)-1]
	if _, ok := Members(text); !ok || string(buffer) != `{"a":{"b":1,` {
		t.Errorf("got %s", buffer)
	}
}

type cycle map[string]any

func TestPlain(t *testing.T) {
	endless := cycle{}
	endless["in"] = endless
	var none *cycle
	for _, c := range []struct{ value, want any }{
		{uint8(1), int64(1)}, {float32(0.5), 0.5}, {[]byte("b"), []byte("b")}, {[2]bool{true}, List{true, false}}, {none, "<nil>"},
		{map[int]int{1: 2}, []slog.Attr{slog.Any("1", int64(2))}}, {io.EOF, "EOF"}, {nil, nil}, {struct{ A *int }{}, []slog.Attr{slog.Any("A", nil)}},
		{time.Second, int64(time.Second)}, {math.NaN(), nil}, {make(chan int), "chan int"}, {endless, "logs.cycle"}, {List{1}, List{1}},
	} {
		got := Plain(slog.AnyValue(c.value))
		if f, ok := got.(float64); ok && math.IsNaN(f) {
			got = nil
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%T: got %#v, want %#v", c.value, got, c.want)
		}
	}
}

func TestWanted(t *testing.T) {
	ctx := context.Background()
	if Wanted(ctx, "text") {
		t.Error("without an exporter")
	}
	SetExporter(func(*Record) {})
	defer exporter.Store(nil)
	if !Wanted(ctx, "text") || !Wanted(nil, "text") || Wanted(api.Suppress(ctx), "text") { //nolint:staticcheck // libraries have nil contexts
		t.Error("wanted by context")
	}
	handed := HandOver("text")
	if Wanted(ctx, "text") || !Wanted(ctx, "other") || WantedLine("a text!") || !WantedLine("other") {
		t.Error("while a record is handed over")
	}
	done := make(chan bool)
	go func() { done <- Wanted(ctx, "text") }()
	if <-done {
		t.Error("on a goroutine of the handler")
	}
	gls.Pop(handed)
	if !Wanted(ctx, "text") {
		t.Error("afterwards")
	}
	quiet := gls.NewStanding(api.Suppress(ctx))
	defer quiet.Enter().Leave()
	if Wanted(ctx, "text") {
		t.Error("on a goroutine that exports")
	}
}

func TestPipes(t *testing.T) {
	_, w := io.Pipe()
	NotePipe(w)
	if IsPipe(w) {
		t.Error("noted though nothing is exported")
	}
	SetExporter(func(*Record) {})
	defer exporter.Store(nil)
	NotePipe(w)
	_, other := io.Pipe()
	if !IsPipe(w) || IsPipe(other) || IsPipe(io.Discard) {
		t.Error("not known")
	}
}

func TestNothingIsAllocatedWithoutExport(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { _ = Exporting() || Wanted(context.Background(), "text") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// encoding/json is what it is held against.
func FuzzJSON(f *testing.F) {
	for _, seed := range []string{`{"a":[1,-2.5e3,true,null,"\u00e4\n"],"b":{"c":{}}}`, `[]`, `"\ud83d\ude00"`, `{"a":}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := reader{text: []byte(text)}
		_, ok := r.value()
		if !ok && json.Valid([]byte(text)) {
			t.Errorf("%q is JSON", text)
		}
	})
}
