package gls

import (
	"context"
	"runtime/pprof"
	"testing"
)

func TestStanding(t *testing.T) {
	type key struct{}
	s := NewStanding(context.WithValue(context.Background(), key{}, "standing"))
	pprof.Do(context.Background(), pprof.Labels("own", "label"), func(ctx context.Context) {
		r := Push(ctx, [16]byte{1}, [8]byte{2}, nil)
		entered := s.Enter()
		if !s.Is(Current()) || Context().Value(key{}) != "standing" {
			t.Error("not the current record")
		}
		entered.Leave()
		if Current() != r || s.Is(r) {
			t.Error("the record before is gone")
		}
		Pop(r)
	})
	if n := testing.AllocsPerRun(100, func() { s.Enter().Leave() }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if Current() != nil {
		t.Error("a record is left over")
	}
}
