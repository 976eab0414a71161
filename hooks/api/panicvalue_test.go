package api

import (
	"errors"
	"runtime"
	"testing"
	"time"
)

func TestLayoutIsKnown(t *testing.T) {
	if hasG && offsetArg < 0 {
		t.Fatalf("the layout of a running panic is not known for %s", runtime.Version())
	}
}

func left(f func()) (exit Exit) {
	defer func() { _ = recover() }()
	func() {
		entry := Enter()
		defer func() { exit = entry.Exit(false) }()
		f()
	}()
	return exit
}

// deep makes the stack move.
func deep(n int) byte {
	var room [1 << 10]byte
	room[n%len(room)] = byte(n)
	if n == 0 {
		return room[0]
	}
	return deep(n-1) + room[n%len(room)]
}

func TestExit(t *testing.T) {
	boom := errors.New("boom")
	var nested Exit
	for _, c := range []struct {
		name     string
		f        func()
		panicked bool
		value    any
	}{
		{"returns", func() {}, false, nil},
		{"panics", func() { panic(boom) }, true, boom},
		{"panics after the stack moved", func() { deep(200); panic(boom) }, true, boom},
		{"recovers itself", func() { defer func() { _ = recover() }(); panic(boom) }, false, nil},
		{"panics with nil", func() { panic(nil) }, true, "nil"},
		{"returns while another panic runs", func() {
			defer func() { _ = recover() }()
			defer func() { deep(200); nested = left(func() { deep(300) }) }()
			panic("outer")
		}, false, nil},
		{"panics while another panic runs", func() {
			defer func() { nested = left(func() { panic("inner") }) }()
			panic("outer")
		}, true, "outer"},
		{"panics again", func() {
			defer func() { panic("second") }()
			panic("first")
		}, true, "second"},
	} {
		exit := left(c.f)
		value := exit.Panic
		if _, ok := value.(*runtime.PanicNilError); ok {
			value = "nil"
		}
		if exit.Panicked != c.panicked || value != c.value {
			t.Errorf("%s: got %v, want %v %v", c.name, exit, c.panicked, c.value)
		}
		switch {
		case c.name == "returns while another panic runs" && nested.Panicked:
			t.Errorf("%s: nested call: got %v", c.name, nested)
		case c.name == "panics while another panic runs" && nested.Panic != "inner":
			t.Errorf("%s: nested call: got %v", c.name, nested)
		}
	}
	if _, running, known := PanicValue(); running || known != hasG {
		t.Errorf("PanicValue after it all: running %v, known %v", running, known)
	}
}

func TestExitByGoexit(t *testing.T) {
	exit := make(chan Exit)
	go func() {
		entry := Enter()
		defer func() { exit <- entry.Exit(false) }()
		runtime.Goexit()
	}()
	if got := <-exit; hasG && (!got.Panicked || got.Panic != nil) {
		t.Errorf("got %v, want Panicked and no value", got)
	}
}

func TestDuration(t *testing.T) {
	entry := Enter()
	time.Sleep(5 * time.Millisecond)
	if d := entry.Exit(true).Duration; d < 5*time.Millisecond || d > 5*time.Second {
		t.Errorf("got %v", d)
	}
}
