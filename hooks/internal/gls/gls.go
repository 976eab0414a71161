// Package gls keeps the current span of a goroutine in its profiler labels, which the runtime hands on to every goroutine that
// it starts and drops when it ends. The labels are proper ones (span_id, trace_id), so profiles carry them too; the memory of
// the value leads back to the record that holds the context.
package gls

import (
	"context"
	"encoding/hex"
	"sync/atomic"
	"unsafe"
)

// Record is one span's time as the current one.
type Record struct {
	holder
	// live is nil once the span has ended: an ended span is no parent, and what belongs to the call must not stay in memory as long as
	// a pooled connection's goroutine does.
	live  atomic.Pointer[state]
	outer *Record
}

// state is what a record holds until its span ends.
type state struct {
	ctx   context.Context
	owner any
}

// holder is a label set of ours. Its values' memory is its own first bytes, so that a value found in the labels is the holder.
type holder struct {
	text   [48]byte // span id, trace id in hex
	set    labelSet
	own    [2]label
	record *Record
	// base is the label set that the program would have without us.
	base unsafe.Pointer
}

const spanDigits = 16

// The keys lie in variables, not in constants: equal string constants of a program share their memory, and a label of the
// program's own that is called span_id must not be taken for ours.
var (
	keyBytes = [...]byte{'s', 'p', 'a', 'n', '_', 'i', 'd', 't', 'r', 'a', 'c', 'e', '_', 'i', 'd'}
	keySpan  = unsafe.String(&keyBytes[0], 7)
	keyTrace = unsafe.String(&keyBytes[7], 8)
)

// Push makes ctx the context of the running goroutine, and of those it starts, until Pop.
func Push(ctx context.Context, traceID [16]byte, spanID [8]byte, owner any) *Record {
	labels := getLabels()
	outer := find(labels)
	r := &Record{}
	hex.Encode(r.text[:spanDigits], spanID[:])
	hex.Encode(r.text[spanDigits:], traceID[:])
	r.live.Store(&state{ctx, owner})
	base := labels
	if outer != nil {
		r.outer = outer.record.alive()
		base = outer.baseOf(labels)
	}
	r.holder.fill(r, base)
	setLabels(unsafe.Pointer(&r.set))
	return r
}

// Pop undoes Push on the same goroutine and ends the record. Labels that the program has set meanwhile stay.
func Pop(r *Record) {
	if r == nil {
		return
	}
	r.live.Store(nil)
	labels := getLabels()
	h := find(labels)
	if h == nil || h.record != r {
		return
	}
	setLabels(relabel(r.outer.alive(), h.baseOf(labels)))
}

// Current returns the innermost live record of the running goroutine, or nil.
func Current() *Record {
	if h := find(getLabels()); h != nil {
		return h.record.alive()
	}
	return nil
}

// Outer returns the innermost live record around r, or nil.
func (r *Record) Outer() *Record { return r.outer.alive() }

// Owner returns the hook's own state for the call; nil once the span has ended.
func (r *Record) Owner() any {
	if s := r.live.Load(); s != nil {
		return s.owner
	}
	return nil
}

// Context returns the context of the current record, or nil.
func Context() context.Context {
	for r := Current(); r != nil; r = r.outer {
		if s := r.live.Load(); s != nil {
			return s.ctx
		}
	}
	return nil
}

const noSpan = "0000000000000000"

// IDs returns trace and span id of the innermost live record in hex; empty where there is none. They share the record's memory.
func IDs() (traceID, spanID string) { return Current().IDs() }

// IDs returns trace and span id of the record in hex; empty where it stands for no span.
func (r *Record) IDs() (traceID, spanID string) {
	if r == nil || r.own[0].value == noSpan {
		return "", ""
	}
	return r.own[1].value, r.own[0].value
}

// Carry puts the record back beside the labels that the program has just set on this goroutine.
func Carry(r *Record) {
	if r = r.alive(); r == nil {
		return
	}
	if labels := getLabels(); find(labels) == nil {
		setLabels(relabel(r, labels))
	}
}

// relabel returns a label set that has the labels of base and leads to r.
func relabel(r *Record, base unsafe.Pointer) unsafe.Pointer {
	switch {
	case r == nil:
		return base
	case r.base == base:
		return unsafe.Pointer(&r.set)
	}
	h := &holder{text: r.text}
	h.fill(r, base)
	return unsafe.Pointer(&h.set)
}

// alive returns the record, or the innermost of those around it, whose span has not ended.
func (r *Record) alive() *Record {
	for r != nil && r.live.Load() == nil {
		r = r.outer
	}
	return r
}

func (h *holder) fill(r *Record, base unsafe.Pointer) {
	h.record, h.base = r, base
	h.own[0] = label{keySpan, unsafe.String(&h.text[0], spanDigits)}
	h.own[1] = label{keyTrace, unsafe.String(&h.text[spanDigits], len(h.text)-spanDigits)}
	h.set.list = h.own[:]
	if base != nil {
		h.set.list = merge((*labelSet)(base).list, h.own)
	}
}

// merge keeps the order by key that runtime/pprof has; a label of the program's own under one of our keys gives way.
func merge(theirs []label, own [2]label) []label {
	list := make([]label, 0, len(theirs)+len(own))
	next := 0
	for _, l := range theirs {
		for next < len(own) && own[next].key <= l.key {
			list = append(list, own[next])
			next++
		}
		if l.key != keySpan && l.key != keyTrace {
			list = append(list, l)
		}
	}
	return append(list, own[next:]...)
}

// find returns the holder of a label set. Only our own key has the address of keyBytes.
func find(labels unsafe.Pointer) *holder {
	if labels == nil {
		return nil
	}
	list := (*labelSet)(labels).list
	for i := range list {
		if unsafe.StringData(list[i].key) == &keyBytes[0] {
			return (*holder)(unsafe.Pointer(unsafe.StringData(list[i].value)))
		}
	}
	return nil
}

// baseOf is what the program would have instead of labels, which lead to h. Where they are a copy that somebody made of our
// set, that is the copy without our two.
func (h *holder) baseOf(labels unsafe.Pointer) unsafe.Pointer {
	if labels == unsafe.Pointer(&h.set) {
		return h.base
	}
	var rest []label
	for _, l := range (*labelSet)(labels).list {
		if l.key != keySpan && l.key != keyTrace {
			rest = append(rest, l)
		}
	}
	if rest == nil {
		return nil
	}
	return unsafe.Pointer(&labelSet{rest})
}
