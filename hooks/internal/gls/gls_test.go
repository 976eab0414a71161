package gls

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"runtime"
	"runtime/pprof"
	"strings"
	"testing"
	"time"
	"unsafe"
	"weak"
)

var (
	traceA = [16]byte{0xa1, 15: 0xa2}
	spanA  = [8]byte{0xa3, 7: 0xa4}
	spanB  = [8]byte{0xb3, 7: 0xb4}
)

type key struct{}

func with(v string) context.Context { return context.WithValue(context.Background(), key{}, v) }

func current() string {
	ctx := Context()
	if ctx == nil {
		return ""
	}
	return ctx.Value(key{}).(string)
}

func elsewhere(f func() string) string {
	result := make(chan string)
	go func() { go func() { result <- f() }() }()
	return <-result
}

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

// carried does what the woven pprof.SetGoroutineLabels does.
func carried(ctx context.Context) {
	r := Current()
	pprof.SetGoroutineLabels(ctx)
	Carry(r)
}

func TestInheritedUntilPop(t *testing.T) {
	before := getLabels()
	r := Push(with("a"), traceA, spanA, nil)
	expect(t, "here", current(), "a")
	expect(t, "grandchild", elsewhere(current), "a")
	inner := Push(with("b"), traceA, spanB, nil)
	expect(t, "inner", elsewhere(current), "b")
	Pop(inner)
	expect(t, "after inner", current(), "a")
	Pop(r)
	expect(t, "after", current(), "")
	if getLabels() != before {
		t.Error("labels were not restored")
	}
	Pop(nil)
}

func TestEndedSpanIsNoParent(t *testing.T) {
	outer := Push(with("outer"), traceA, spanA, nil)
	inner := Push(with("inner"), traceA, spanB, nil)
	step, result := make(chan struct{}), make(chan string)
	go func() {
		for range step {
			result <- current()
		}
	}()
	ask := func() string { step <- struct{}{}; return <-result }
	expect(t, "both live", ask(), "inner")
	Pop(inner)
	expect(t, "inner ended", ask(), "outer")
	Pop(outer)
	expect(t, "both ended", ask(), "")
	close(step)
}

// The goroutines of a pooled connection inherit the labels of the call that has opened it.
func TestEndedRecordsHoldNothing(t *testing.T) {
	type big struct{ _ [1 << 10]byte }
	done := make(chan struct{})
	var ofContext, ofOwner weak.Pointer[big]
	func() {
		inContext, owner := new(big), new(big)
		ofContext, ofOwner = weak.Make(inContext), weak.Make(owner)
		r := Push(context.WithValue(context.Background(), key{}, inContext), traceA, spanA, owner)
		go func() { <-done }()
		if r.Owner() != owner {
			t.Error("another owner")
		}
		Pop(r)
		if r.Owner() != nil {
			t.Error("an ended record has an owner")
		}
	}()
	runtime.GC()
	if ofContext.Value() != nil || ofOwner.Value() != nil {
		t.Error("a goroutine keeps what belongs to an ended call in memory")
	}
	close(done)
}

func TestLabelsOfTheProgram(t *testing.T) {
	defer pprof.SetGoroutineLabels(context.Background())
	mine := pprof.WithLabels(context.Background(), pprof.Labels("a", "1", "span_id", "mine", "z", "2"))
	pprof.SetGoroutineLabels(mine)
	if Current() != nil {
		t.Fatal("a label of the program's own was taken for ours")
	}
	before := getLabels()
	r := Push(with("a"), traceA, spanA, nil)
	got := ""
	for _, l := range (*labelSet)(getLabels()).list {
		got += l.key + "=" + l.value + " "
	}
	expect(t, "merged", got, "a=1 span_id=a3000000000000a4 trace_id=a10000000000000000000000000000a2 z=2 ")
	Pop(r)
	if getLabels() != before {
		t.Error("labels were not restored")
	}
}

func TestCarriedThroughDo(t *testing.T) {
	r := Push(with("a"), traceA, spanA, nil)
	ctx := context.Background()
	labelled := pprof.WithLabels(ctx, pprof.Labels("k", "v"))
	carried(labelled)
	expect(t, "inside Do", elsewhere(current), "a")
	nested := Push(with("b"), traceA, spanB, nil)
	Pop(nested)
	expect(t, "inside Do, after a nested span", current(), "a")
	carried(ctx)
	if getLabels() != unsafe.Pointer(&r.set) {
		t.Error("after Do: not the labels of before")
	}
	carried(labelled)
	Pop(r)
	list := (*labelSet)(getLabels()).list
	if len(list) != 1 || list[0].key != "k" {
		t.Errorf("labels that the program set inside the span are gone: %v", list)
	}
	pprof.SetGoroutineLabels(ctx)
}

func TestProfileHasTheIDs(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a second of CPU")
	}
	var profile bytes.Buffer
	if err := pprof.StartCPUProfile(&profile); err != nil {
		t.Skip(err)
	}
	r := Push(with("a"), traceA, spanA, nil)
	for start := time.Now(); time.Since(start) < 300*time.Millisecond; {
	}
	Pop(r)
	pprof.StopCPUProfile()
	unzip, err := gzip.NewReader(&profile)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(unzip)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"span_id", "a3000000000000a4", "trace_id", "a10000000000000000000000000000a2"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("profile lacks %q", want)
		}
	}
}

func BenchmarkPushPop(b *testing.B) {
	ctx := with("a")
	b.ReportAllocs()
	for b.Loop() {
		Pop(Push(ctx, traceA, spanA, nil))
	}
}

func BenchmarkContext(b *testing.B) {
	defer Pop(Push(with("a"), traceA, spanA, nil))
	b.ReportAllocs()
	for b.Loop() {
		Context()
	}
}

func TestIDs(t *testing.T) {
	ids := func() string {
		traceID, spanID := IDs()
		return traceID + " " + spanID
	}
	expect(t, "no span", ids(), " ")
	r := Push(with("a"), traceA, spanA, nil)
	const want = "a10000000000000000000000000000a2 a3000000000000a4"
	expect(t, "here", ids(), want)
	expect(t, "grandchild", elsewhere(ids), want)
	invalid := Push(with("b"), [16]byte{}, [8]byte{}, nil)
	expect(t, "a record without a span", ids(), " ")
	Pop(invalid)
	if n := testing.AllocsPerRun(100, func() { IDs() }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	Pop(r)
	expect(t, "after", ids(), " ")
}
