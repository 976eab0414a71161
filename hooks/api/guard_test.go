package api

import "testing"

// guarded calls a hook as generated code does.
func guarded(s *Site, f func()) {
	ok := false
	defer func() {
		if !ok {
			Recovered(s, recover())
		}
	}()
	f()
	ok = true
}

func TestAPanicTurnsTheSiteOff(t *testing.T) {
	s := &Site{Hook: "example.com/hooks.Before", Function: "example.com/lib.F"}
	guarded(s, func() {})
	if s.Off() {
		t.Fatal("off without a panic")
	}
	guarded(s, func() { panic("no\nlines") })
	if !s.Off() {
		t.Fatal("not off after a panic")
	}
}

func TestTheApplicationsPanicIsLeft(t *testing.T) {
	s := &Site{}
	defer func() {
		if r := recover(); r != "app" {
			t.Errorf("got %v, want the application's panic", r)
		}
		if s.Off() {
			t.Error("the application's panic was charged to the hook")
		}
	}()
	defer func() { guarded(s, func() {}) }()
	panic("app")
}

func TestAs(t *testing.T) {
	if As[int](3) != 3 || As[error](nil) != nil || As[string](nil) != "" {
		t.Error("As changed a value")
	}
	s := &Site{Hook: "h", Function: "f"}
	guarded(s, func() { As[int]("three") })
	if !s.Off() {
		t.Error("a wrong type went unnoticed")
	}
}
