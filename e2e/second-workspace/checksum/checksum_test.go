package checksum

import (
	"hash/adler32"
	"testing"
)

func TestSum(t *testing.T) {
	for _, text := range []string{"", "a", "Wikipedia"} {
		if got, want := Sum([]byte(text)), adler32.Checksum([]byte(text)); got != want {
			t.Errorf("Sum(%q) = %#x, want %#x", text, got, want)
		}
	}
}
