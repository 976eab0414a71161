package target_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/hookstyles/hooks"
	"example.com/hookstyles/target"
)

func logOf(t *testing.T, call func()) []string {
	t.Helper()
	hooks.Log = nil
	call()
	return hooks.Log
}

func want(t *testing.T, log []string, lines ...string) {
	t.Helper()
	if !slices.Equal(log, lines) {
		t.Errorf("hooks logged %q, want %q", log, lines)
	}
}

func TestReplacedParametersAndResults(t *testing.T) {
	want(t, logOf(t, func() {
		// The before-hook makes 10*a of a, the after-hook -q of q.
		if q, err := target.Divide(4, 2); q != -20 || err != nil {
			t.Errorf("Divide(4, 2) = %d, %v", q, err)
		}
	}), "before Divide(4, 2)", "after Divide state 6: 20, <nil>")
	want(t, logOf(t, func() {
		if _, err := target.Divide(1, 0); !errors.Is(err, target.ErrZero) {
			t.Errorf("Divide(1, 0): %v", err)
		}
	}), "before Divide(1, 0)", "after Divide state 1: 0, division by zero")
}

func TestSkip(t *testing.T) {
	if got := target.Secret(); got != "not told" {
		t.Errorf("Secret() = %q", got)
	}
}

func TestVariadic(t *testing.T) {
	want(t, logOf(t, func() {
		if got := target.Join("-", "a", "b"); got != "a-b" {
			t.Errorf("Join = %q", got)
		}
	}), "before Join - [a b]")
}

func TestUnnamedParameters(t *testing.T) {
	want(t, logOf(t, func() {
		if n, err := target.Ignores(7, "x"); n != 1 || err != nil {
			t.Errorf("Ignores = %d, %v", n, err)
		}
	}), "before Ignores(7, x)", "after Ignores: 1, <nil>")
}

func TestPanic(t *testing.T) {
	log := logOf(t, func() {
		defer func() {
			if value := recover(); value != "bang" {
				t.Errorf("recovered %v, want bang", value)
			}
		}()
		target.Explode("bang")
	})
	want(t, log, "after Explode: panicked true with bang")
	if hooks.LastDuration <= 0 || hooks.LastDuration > time.Minute {
		t.Errorf("duration = %v", hooks.LastDuration)
	}
}

func TestOwnRecover(t *testing.T) {
	want(t, logOf(t, func() {
		if err := target.Recovers("bang"); err == nil || err.Error() != "recovered: bang" {
			t.Errorf("Recovers: %v", err)
		}
	}), "after Recovers: recovered: bang")
}

func TestHookThatPanics(t *testing.T) {
	for range 3 {
		if got := target.Faulty(1); got != 2 {
			t.Errorf("Faulty(1) = %d, want 2", got)
		}
	}
	if hooks.FaultyCalls != 1 {
		t.Errorf("the hook ran %d times, want 1: it is switched off after its first panic", hooks.FaultyCalls)
	}
}

func TestHookContext(t *testing.T) {
	counter := new(target.Counter)
	want(t, logOf(t, func() {
		// The before-hook doubles the parameter, the after-hook adds 100 to the result.
		if got := counter.Add(3); got != 106 {
			t.Errorf("Add(3) = %d, want 106", got)
		}
	}),
		"before example.com/hookstyles/target Add: 2 parameters, receiver is *target.Counter, n = 3",
		"after Add: 1 result, 6, data from before, key true")
	if got := counter.Value(); got != 6 {
		t.Errorf("Value() = %d, want 6", got)
	}
}

func TestHookContextSkip(t *testing.T) {
	counter := new(target.Counter)
	if got := counter.Add(-1); got != -7 {
		t.Errorf("Add(-1) = %d, want what the hook set", got)
	}
	if got := counter.Value(); got != 0 {
		t.Errorf("the body ran: n = %d", got)
	}
}

func TestGeneric(t *testing.T) {
	want(t, logOf(t, func() {
		numbers := &target.Box[int]{Content: 1}
		if before := numbers.Put(2); before != 1 || numbers.Content != 2 {
			t.Errorf("Put(2) = %d, content %d", before, numbers.Content)
		}
		texts := &target.Box[string]{Content: "a"}
		if before := texts.Put("b"); before != "a" || texts.Content != "b" {
			t.Errorf("Put(b) = %q, content %q", before, texts.Content)
		}
	}), "before Put 2", "after Put 1", "before Put b", "after Put a")
}

func TestValueReceiver(t *testing.T) {
	log := logOf(t, func() { new(target.Counter).Value() })
	want(t, log, "before Value of target.Counter")
}

func TestReportedOnce(t *testing.T) {
	if strings.Count(strings.Join(hooks.Log, "\n"), "faulty") > 1 {
		t.Error("the faulty hook ran on")
	}
}

var sink int

func BenchmarkBare(b *testing.B) {
	b.ReportAllocs()
	for i := range b.N {
		sink = target.Bare(i)
	}
}

func BenchmarkTyped(b *testing.B) {
	b.ReportAllocs()
	for i := range b.N {
		sink = target.Typed(i)
	}
}

func BenchmarkContext(b *testing.B) {
	b.ReportAllocs()
	for i := range b.N {
		sink = target.Context(i)
	}
}
