package span

import (
	"testing"

	"otel-go.internal/hooks/api"
)

func TestIgnore(t *testing.T) {
	recorder := record(t)
	outer := Begin(site("outer"))
	mark, end := Ignore()
	if Ignored() {
		t.Error("ignored before the statement")
	}
	mark(true)
	if !Ignored() || !api.Suppressed(api.GoroutineContext()) || Begin(site("inner")) != nil {
		t.Error("not ignored in the statement")
	}
	started, done := make(chan bool), make(chan bool)
	go func() {
		started <- Ignored()
		<-started
		done <- Ignored()
	}()
	if !<-started {
		t.Error("not ignored in a goroutine of the statement")
	}
	mark(false)
	mark(false) // a jump into the statement
	if Ignored() {
		t.Error("ignored behind the statement")
	}
	started <- true
	if <-done {
		t.Error("a goroutine stays ignored for ever")
	}
	Begin(site("inner")).End(nil, api.Exit{})
	end()
	outer.End(nil, api.Exit{})
	if got := names(recorder); len(got) != 2 {
		t.Errorf("got %v", got)
	}
}

func TestIgnoredStatementPanics(t *testing.T) {
	record(t)
	func() {
		defer func() { _ = recover() }()
		mark, end := Ignore()
		defer end()
		mark(true)
		mark(true)
		panic("statement")
	}()
	if Ignored() || running.Load() != 0 {
		t.Error("still ignored")
	}
	mark, end := Ignore()
	mark(true)
	mark(false)
	end()
	if Ignored() || running.Load() != 0 {
		t.Error("still ignored")
	}
}
