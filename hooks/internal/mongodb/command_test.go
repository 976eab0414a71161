package mongodb

import (
	"encoding/binary"
	"strings"
	"testing"
)

// document puts elements together.
func document(elements ...[]byte) []byte {
	out := make([]byte, 4)
	for _, e := range elements {
		out = append(out, e...)
	}
	out = append(out, 0)
	binary.LittleEndian.PutUint32(out, uint32(len(out)))
	return out
}

func field(kind byte, key string, value []byte) []byte {
	return append(append(append([]byte{kind}, key...), 0), value...)
}

func str(key, value string) []byte {
	length := binary.LittleEndian.AppendUint32(nil, uint32(len(value)+1))
	return field(typeString, key, append(append(length, value...), 0))
}

func int32Of(key string, value int32) []byte {
	return field(typeInt32, key, binary.LittleEndian.AppendUint32(nil, uint32(value)))
}

func int64Of(key string, value int64) []byte {
	return field(typeInt64, key, binary.LittleEndian.AppendUint64(nil, uint64(value)))
}

func TestDescribe(t *testing.T) {
	for _, test := range []struct {
		name     string
		document []byte
		want     command
	}{
		{"of a collection", document(str("find", "orders"), int32Of("limit", 1)), command{"find", "orders"}},
		{"of a database", document(int32Of("aggregate", 1)), command{"aggregate", ""}},
		{"of a cursor", document(int64Of("getMore", 7), str("collection", "orders")), command{"getMore", "orders"}},
		{"of a user", document(str("dropUser", "ann")), command{"dropUser", ""}},
		{"empty", document(), command{}},
		{"nothing", nil, command{}},
	} {
		if got := describe(test.document); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestStatement(t *testing.T) {
	filter := field(typeDocument, "filter", document(
		str("mail", "ann@example.com"),
		field(typeDocument, "n", document(field(typeArray, "$in", document(int32Of("0", 1), int32Of("1", 2))))),
		field(typeArray, "$or", document(field(typeDocument, "0", document(int32Of("a", 1))), field(typeDocument, "1", document(int32Of("b", 2))))),
		field(typeRegex, "name", []byte("^a\x00i\x00")),
		field(typeBinary, "key", []byte{2, 0, 0, 0, 0, 0xCA, 0xFE}),
		field(typeDate, "at", make([]byte, 8)),
		field(typeObjectID, "id", []byte("abcdefghijkl")),
		field(typeNull, "none", nil),
		field(typeBool, "paid", []byte{1}),
	))
	find := document(str("find", "orders"), filter, field(typeDocument, "lsid", document()), str("$db", "shop"))
	update := document(str("update", "orders"))
	statements := batch{size: 2, identifier: "updates", first: document(field(typeDocument, "q", document(int32Of("_id", 1))))}
	documents := batch{size: 1, identifier: "documents", first: document(str("mail", "ann@example.com"))}
	for _, test := range []struct {
		name     string
		document []byte
		batch    batch
		verbatim bool
		want     string
	}{
		{"find", find, batch{}, false, `{"find":"orders","filter":{"mail":"?","n":{"$in":["?"]},"$or":[{"a":"?"},{"b":"?"}],` +
			`"name":"?","key":"?","at":"?","id":"?","none":"?","paid":"?"}}`},
		{"find as it is", find, batch{}, true, `{"find":"orders","filter":{"mail":"ann@example.com","n":{"$in":[1,2]},"$or":[{"a":1},{"b":2}],` +
			`"name":"?","key":"yv4=","at":"1970-01-01T00:00:00Z","id":"6162636465666768696a6b6c","none":null,"paid":true}}`},
		{"update", update, statements, false, `{"update":"orders","updates":[{"q":{"_id":"?"}}]}`},
		{"insert", document(str("insert", "orders")), documents, false, `{"insert":"orders"}`},
		{"user", document(str("dropUser", "ann")), batch{}, false, `{"dropUser":"?"}`},
		{"a value like the collection", document(str("find", "orders"), str("comment", "orders")), batch{}, false, `{"find":"orders","comment":"?"}`},
	} {
		if got := statement(test.document, describe(test.document), test.batch, test.verbatim); got != test.want {
			t.Errorf("%s:\n%s, want\n%s", test.name, got, test.want)
		}
	}
}

// Whatever bytes there are: no panic, no endless loop, and no text without bounds.
func TestDamaged(t *testing.T) {
	whole := document(str("find", "orders"), field(typeDocument, "filter", document(str("a", "b"), field(typeRegex, "r", []byte("a\x00b\x00")))))
	for i := range whole {
		for _, damaged := range [][]byte{whole[:i], append(append([]byte{}, whole[:i]...), append([]byte{0xFE}, whole[i+1:]...)...)} {
			statement(damaged, describe(damaged), batch{}, true)
		}
	}
	var many [][]byte
	for range 10_000 {
		many = append(many, str("a key", "a value"))
	}
	if got := statement(document(many...), command{}, batch{}, false); len(got) > maxText+100 || !strings.HasPrefix(got, `{"a key":"?"`) {
		t.Errorf("%d bytes", len(got))
	}
}
