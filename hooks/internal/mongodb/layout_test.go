package mongodb

import (
	"context"
	"reflect"
	"testing"

	"otel-go.internal/hooks/internal/db"
)

type address string

type ofOldVersion struct {
	cmd    []byte
	connID string
}

type ofNewVersion struct {
	cmd           []byte
	connID        string
	redacted      bool
	serverAddress address
}

func TestReadSent(t *testing.T) {
	for _, test := range []struct {
		info any
		want sent
	}{
		{ofNewVersion{[]byte("x"), "a:1[-7]", false, "b:2"}, sent{[]byte("x"), "b:2", false}},
		{ofNewVersion{connID: "[::1]:27017[-7]", redacted: true}, sent{nil, "[::1]:27017", true}},
		{ofOldVersion{[]byte("x"), "a:1[-7]"}, sent{[]byte("x"), "a:1", true}},
		{7, sent{redacted: true}},
		{nil, sent{}},
	} {
		if got := readSent(test.info); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%+v: %+v, want %+v", test.info, got, test.want)
		}
	}
}

type documents struct {
	Identifier string
	Documents  [][]byte
}

type sized struct{ n int }

func (s *sized) Size() int { return s.n }

func TestBatchOf(t *testing.T) {
	for _, test := range []struct {
		batches any
		want    batch
	}{
		{&documents{"updates", [][]byte{{1}, {2}}}, batch{2, "updates", []byte{1}}},
		{&sized{3}, batch{size: 3}},
		{(*documents)(nil), batch{}},
		{nil, batch{}},
	} {
		if got := batchOf(test.batches); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%+v: %+v, want %+v", test.batches, got, test.want)
		}
	}
}

func TestServerOf(t *testing.T) {
	for address, want := range map[string]db.Server{
		"db.example.com:27017": {System: "mongodb", Address: "db.example.com", Port: 27017},
		"[::1]:27018":          {System: "mongodb", Address: "::1", Port: 27018},
		"/tmp/mongodb.sock":    {System: "mongodb", Address: "/tmp/mongodb.sock"},
		"":                     {System: "mongodb"},
	} {
		if got := serverOf(address); got != want {
			t.Errorf("%s: %+v, want %+v", address, got, want)
		}
	}
}

// An operation inside of another is part of it, and must not take its command for the outer one's.
func TestNestedOperation(t *testing.T) {
	library := New("otel-go.internal/hooks/test", "test")
	outer, ctx := library.Begin(context.Background(), false, "shop", "find", nil)
	if outer == nil || operationOf(ctx) != outer {
		t.Fatal("no operation")
	}
	inner, inside := library.Begin(ctx, false, "keys", "find", nil)
	if inner != nil || operationOf(inside) != nil {
		t.Error("an operation of its own")
	}
	Sending(inside, ofNewVersion{cmd: document(str("find", "keys"))})
	if outer.call != nil {
		t.Error("the outer operation has the inner command")
	}
	Sending(ctx, ofNewVersion{cmd: document(str("find", "orders")), connID: "a:1[-7]"})
	if outer.call == nil || outer.call.Prepared.Statement.Collection != "orders" {
		t.Error("the outer operation has no command")
	}
}

func TestByHand(t *testing.T) {
	if ByHand(func() {}) || ByHand(nil) || ByHand((func())(nil)) {
		t.Error("taken for otelmongo's")
	}
}
