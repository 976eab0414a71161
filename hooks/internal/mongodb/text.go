package mongodb

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"math"
	"strconv"
	"time"
)

// maxText is where a text ends that is being put together.
const maxText = 8 << 10

// ofDriver are elements of every command that say nothing of the operation.
var ofDriver = map[string]bool{
	"$clusterTime": true, "$db": true, "$readPreference": true, "apiDeprecationErrors": true, "apiStrict": true, "apiVersion": true,
	"autocommit": true, "documents": true, "lsid": true, "maxTimeMS": true, "readConcern": true, "startTransaction": true,
	"txnNumber": true, "writeConcern": true,
}

// writer puts together a command's text: JSON, in which values are question marks unless they are wanted.
type writer struct {
	out      []byte
	verbatim bool
}

// statement is a command's text. Documents that are inserted are not part of it; of the statements of an update or a delete the
// first one is.
func statement(document []byte, c command, b batch, verbatim bool) string {
	w := &writer{out: make([]byte, 0, 256), verbatim: verbatim}
	w.out = append(w.out, '{')
	rest := elements(document)
	for e, after, ok := next(rest); ok && !w.full(); e, after, ok = next(after) {
		if ofDriver[e.key] || (e.key == b.identifier && b.first != nil) {
			continue
		}
		w.key(e.key)
		if name, is := e.text(); is && name == c.collection && (e.key == c.name || e.key == "collection") {
			w.quoted(name)
			continue
		}
		w.value(e)
	}
	if b.first != nil && !ofDriver[b.identifier] {
		w.key(b.identifier)
		w.out = append(w.out, '[')
		w.document(b.first)
		w.out = append(w.out, ']')
	}
	return string(append(w.out, '}'))
}

func (w *writer) full() bool { return len(w.out) >= maxText }

func (w *writer) key(key string) {
	if last := w.out[len(w.out)-1]; last != '{' && last != '[' {
		w.out = append(w.out, ',')
	}
	w.quoted(key)
	w.out = append(w.out, ':')
}

func (w *writer) quoted(text string) { w.out = strconv.AppendQuote(w.out, text) }

func (w *writer) document(document []byte) {
	w.out = append(w.out, '{')
	for e, rest, ok := next(elements(document)); ok && !w.full(); e, rest, ok = next(rest) {
		w.key(e.key)
		w.value(e)
	}
	w.out = append(w.out, '}')
}

// array shows values that are question marks once, so that the text does not depend on their number.
func (w *writer) array(array []byte) {
	w.out = append(w.out, '[')
	first, marked := true, false
	for e, rest, ok := next(elements(array)); ok && !w.full(); e, rest, ok = next(rest) {
		scalar := !w.verbatim && e.kind != typeDocument && e.kind != typeArray
		if scalar && marked {
			continue
		}
		marked = marked || scalar
		if !first {
			w.out = append(w.out, ',')
		}
		first = false
		w.value(e)
	}
	w.out = append(w.out, ']')
}

func (w *writer) value(e element) {
	switch {
	case e.kind == typeDocument:
		w.document(e.value)
	case e.kind == typeArray:
		w.array(e.value)
	case w.verbatim:
		w.literal(e)
	default:
		w.out = append(w.out, `"?"`...)
	}
}

func (w *writer) literal(e element) {
	v := e.value
	switch e.kind {
	case typeString, typeCode, typeSymbol:
		if len(v) >= 5 {
			w.quoted(string(v[4 : len(v)-1]))
			return
		}
		w.quoted("")
	case typeDouble:
		w.out = strconv.AppendFloat(w.out, math.Float64frombits(binary.LittleEndian.Uint64(v)), 'g', -1, 64)
	case typeInt32:
		w.out = strconv.AppendInt(w.out, int64(int32(binary.LittleEndian.Uint32(v))), 10)
	case typeInt64:
		w.out = strconv.AppendInt(w.out, int64(binary.LittleEndian.Uint64(v)), 10)
	case typeBool:
		w.out = strconv.AppendBool(w.out, v[0] != 0)
	case typeNull, typeUndefined:
		w.out = append(w.out, "null"...)
	case typeObjectID:
		w.quoted(hex.EncodeToString(v))
	case typeDate:
		w.quoted(time.UnixMilli(int64(binary.LittleEndian.Uint64(v))).UTC().Format(time.RFC3339Nano))
	case typeBinary:
		w.quoted(base64.StdEncoding.EncodeToString(v[5:]))
	default:
		w.out = append(w.out, `"?"`...)
	}
}
