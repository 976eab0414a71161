package mongodb

import (
	"bytes"
	"encoding/binary"
)

// Types of BSON elements. Source: the BSON specification 1.1.
const (
	typeDouble    = 0x01
	typeString    = 0x02
	typeDocument  = 0x03
	typeArray     = 0x04
	typeBinary    = 0x05
	typeUndefined = 0x06
	typeObjectID  = 0x07
	typeBool      = 0x08
	typeDate      = 0x09
	typeNull      = 0x0A
	typeRegex     = 0x0B
	typePointer   = 0x0C
	typeCode      = 0x0D
	typeSymbol    = 0x0E
	typeScope     = 0x0F
	typeInt32     = 0x10
	typeTimestamp = 0x11
	typeInt64     = 0x12
	typeDecimal   = 0x13
	typeMinKey    = 0xFF
	typeMaxKey    = 0x7F
)

// element is one of a document: its value points into the document.
type element struct {
	kind  byte
	key   string
	value []byte
}

// next returns the first of a document's remaining elements and what follows it. What is no BSON ends the document.
func next(rest []byte) (element, []byte, bool) {
	if len(rest) < 2 || rest[0] == 0 {
		return element{}, nil, false
	}
	end := bytes.IndexByte(rest[1:], 0)
	if end < 0 {
		return element{}, nil, false
	}
	e := element{kind: rest[0], key: string(rest[1 : 1+end])}
	rest = rest[2+end:]
	size := sizeOf(e.kind, rest)
	if size < 0 || size > len(rest) {
		return element{}, nil, false
	}
	e.value = rest[:size]
	return e, rest[size:], true
}

// elements is what lies between a document's length and its end.
func elements(document []byte) []byte {
	if len(document) < 5 {
		return nil
	}
	return document[4:]
}

func sizeOf(kind byte, rest []byte) int {
	switch kind {
	case typeUndefined, typeNull, typeMinKey, typeMaxKey:
		return 0
	case typeBool:
		return 1
	case typeInt32:
		return 4
	case typeDouble, typeDate, typeTimestamp, typeInt64:
		return 8
	case typeObjectID:
		return 12
	case typeDecimal:
		return 16
	case typeString, typeCode, typeSymbol:
		return lengthAt(rest, 4)
	case typeDocument, typeArray, typeScope:
		return max(lengthAt(rest, 0), 4)
	case typeBinary:
		return lengthAt(rest, 5)
	case typePointer:
		return lengthAt(rest, 16)
	case typeRegex:
		pattern := bytes.IndexByte(rest, 0)
		options := bytes.IndexByte(rest[pattern+1:], 0)
		if pattern < 0 || options < 0 {
			return -1
		}
		return pattern + options + 2
	}
	return -1
}

// lengthAt is the length that a value begins with, and more that it does not count.
func lengthAt(rest []byte, more int) int {
	if len(rest) < 4 {
		return -1
	}
	length := int(int32(binary.LittleEndian.Uint32(rest)))
	if length < 0 {
		return -1
	}
	return length + more
}

// text is the string that an element holds.
func (e element) text() (string, bool) {
	if e.kind != typeString || len(e.value) < 5 {
		return "", false
	}
	return string(e.value[4 : len(e.value)-1]), true
}
