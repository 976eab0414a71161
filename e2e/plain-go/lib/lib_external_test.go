package lib_test

import (
	"errors"
	"testing"

	"example.com/plain/lib"
	"example.com/plain/other"
)

func TestUnnamed(t *testing.T) {
	if _, err := lib.Run(&lib.Job{}); !errors.Is(err, lib.ErrUnnamed) {
		t.Errorf("Run = %v", err)
	}
	if got := other.Twice("b"); got != "did b, did b" {
		t.Errorf("Twice = %q", got)
	}
}
