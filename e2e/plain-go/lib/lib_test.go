package lib

import "testing"

func TestRun(t *testing.T) {
	got, err := Run(&Job{Name: "a test"})
	if got != "did a test" || err != nil {
		t.Errorf("Run = %q, %v", got, err)
	}
}
