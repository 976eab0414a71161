package shop_test

import (
	"context"
	"slices"
	"testing"

	"example.com/rulelanguage/audit"
	"example.com/rulelanguage/clock"
	"example.com/rulelanguage/shop"
)

// What rules insert records into the very package that the test imports, which counts in the very clock.
func TestOneCopy(t *testing.T) {
	audit.Events = nil
	before := clock.Ticks()
	shop.Cancel(context.Background(), nil)
	want := []string{"either Cancel", "rewriter Cancel linux"}
	if !slices.Equal(audit.Events, want) || clock.Ticks() != before+len(want) {
		t.Errorf("recorded %q with %d ticks, want %q", audit.Events, clock.Ticks()-before, want)
	}
}
