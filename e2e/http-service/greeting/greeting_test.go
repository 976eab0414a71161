package greeting

import "testing"

func TestMood(t *testing.T) {
	for n := range moods {
		if got := Mood(n + len(moods)); got != moods[n] {
			t.Errorf("Mood(%d) = %q, want %q", n+len(moods), got, moods[n])
		}
	}
}
