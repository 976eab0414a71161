package db

import "testing"

func TestTextMode(t *testing.T) {
	defer func(before TextMode) { Text = before }(Text)
	for value, want := range map[string]string{"": "a ?", "sanitized": "a ?", "FULL ": "a 1", "none": "", "all": "a ?"} {
		Text = textModeOf(value)
		if got := queryText("a ?", "a 1"); got != want {
			t.Errorf("OTEL_GO_DB_QUERY_TEXT=%s: got %q, want %q", value, got, want)
		}
	}
}
