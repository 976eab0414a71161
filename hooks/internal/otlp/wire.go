package otlp

import (
	"encoding/binary"
	"math"
)

// Wire types; https://protobuf.dev/programming-guides/encoding/
const (
	wireVarint  = 0
	wireFixed64 = 1
	wireBytes   = 2
	wireFixed32 = 5
)

// Fields with their zero value are left out, as proto3 does; the "always" functions are for members of a oneof and optional fields.

func appendTag(b []byte, field, wire int) []byte {
	return binary.AppendUvarint(b, uint64(field)<<3|uint64(wire))
}

func appendUint(b []byte, field int, v uint64) []byte {
	if v == 0 {
		return b
	}
	return alwaysUint(b, field, v)
}

func alwaysUint(b []byte, field int, v uint64) []byte {
	return binary.AppendUvarint(appendTag(b, field, wireVarint), v)
}

// appendSint writes a sint32.
func appendSint(b []byte, field int, v int32) []byte {
	return appendUint(b, field, uint64(uint32(v<<1)^uint32(v>>31)))
}

func appendFixed64(b []byte, field int, v uint64) []byte {
	if v == 0 {
		return b
	}
	return alwaysFixed64(b, field, v)
}

func alwaysFixed64(b []byte, field int, v uint64) []byte {
	return binary.LittleEndian.AppendUint64(appendTag(b, field, wireFixed64), v)
}

func appendFixed32(b []byte, field int, v uint32) []byte {
	if v == 0 {
		return b
	}
	return binary.LittleEndian.AppendUint32(appendTag(b, field, wireFixed32), v)
}

func appendDouble(b []byte, field int, v float64) []byte {
	return appendFixed64(b, field, math.Float64bits(v))
}

func alwaysDouble(b []byte, field int, v float64) []byte {
	return alwaysFixed64(b, field, math.Float64bits(v))
}

func appendString(b []byte, field int, v string) []byte {
	if v == "" {
		return b
	}
	return alwaysString(b, field, v)
}

func alwaysString(b []byte, field int, v string) []byte {
	return append(binary.AppendUvarint(appendTag(b, field, wireBytes), uint64(len(v))), v...)
}

func appendBytes(b []byte, field int, v []byte) []byte {
	if len(v) == 0 {
		return b
	}
	return alwaysBytes(b, field, v)
}

func alwaysBytes(b []byte, field int, v []byte) []byte {
	return append(binary.AppendUvarint(appendTag(b, field, wireBytes), uint64(len(v))), v...)
}

// appendMessage writes what write appends as a message of its own. The length stands in front, and is known only afterwards.
func appendMessage(b []byte, field int, write func([]byte) []byte) []byte {
	start := len(b)
	b = write(b)
	size := len(b) - start
	var header [2 * binary.MaxVarintLen64]byte
	front := binary.AppendUvarint(appendTag(header[:0], field, wireBytes), uint64(size))
	b = append(b, front...)
	copy(b[start+len(front):], b[start:start+size])
	copy(b[start:], front)
	return b
}

// fields calls visit for each field of a message; value holds the content of length-delimited fields, number that of others. It
// returns false for what is no message.
func fields(b []byte, visit func(field int, number uint64, value []byte)) bool {
	for len(b) > 0 {
		tag, n := binary.Uvarint(b)
		if n <= 0 {
			return false
		}
		b = b[n:]
		var number uint64
		var value []byte
		size := 0
		switch tag & 7 {
		case wireVarint:
			number, size = binary.Uvarint(b)
			if size <= 0 {
				return false
			}
		case wireFixed64:
			size = 8
		case wireFixed32:
			size = 4
		case wireBytes:
			length, n := binary.Uvarint(b)
			if n <= 0 || length > uint64(len(b)-n) {
				return false
			}
			value, size = b[n:n+int(length)], n+int(length)
		default:
			return false
		}
		if size > len(b) {
			return false
		}
		visit(int(tag>>3), number, value)
		b = b[size:]
	}
	return true
}

func appendLittle(b []byte, v uint64) []byte { return binary.LittleEndian.AppendUint64(b, v) }

func appendVarint(b []byte, v uint64) []byte { return binary.AppendUvarint(b, v) }
