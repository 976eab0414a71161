package nethttp

import (
	"encoding/binary"
	"net/http"
	"net/url"
	"sync/atomic"
	"unsafe"

	"go.opentelemetry.io/otel/trace"
)

// attempt is a request that has failed, and may be sent again.
type attempt struct {
	// under is the span around the request.
	under  trace.SpanID
	method string
	// url is the caller's own where there is no span around: requests that look the same need have nothing to do with each other
	// then. Otherwise whoever tries again may have made a new request.
	url   *url.URL
	parts url.URL
	// resends is the number of times that it had been sent again already.
	resends uint16
}

// attempts are the latest failures, each at a place of its own as far as there is room. Requests that succeed leave none, and pay
// for a look at one place.
var attempts [64]atomic.Pointer[attempt]

func placeOf(under trace.SpanID, u *url.URL) *atomic.Pointer[attempt] {
	hash := binary.LittleEndian.Uint64(under[:])
	if !under.IsValid() {
		hash = uint64(uintptr(unsafe.Pointer(u))) >> 5
	}
	return &attempts[hash%uint64(len(attempts))]
}

// resends is the number of times that a request has been sent again, with this one: after redirects, or after failures of the same
// request under the same span.
func resends(req *http.Request, under trace.SpanID) uint16 {
	count := redirects(req)
	place := placeOf(under, req.URL)
	if a := place.Load(); a != nil && a.isOf(req, under) && place.CompareAndSwap(a, nil) {
		count = max(count, a.resends+1)
	}
	return count
}

func (a *attempt) isOf(req *http.Request, under trace.SpanID) bool {
	if a.under != under || a.method != req.Method {
		return false
	}
	if !under.IsValid() {
		return a.url == req.URL
	}
	return a.parts.Scheme == req.URL.Scheme && a.parts.Host == req.URL.Host && a.parts.Path == req.URL.Path && a.parts.RawQuery == req.URL.RawQuery
}

// redirects counts the responses that led to a request: net/http's client keeps the last one, and its request, in each.
func redirects(req *http.Request) (count uint16) {
	const most = 1000
	for r := req.Response; r != nil && count < most; count++ {
		if r.Request == nil {
			return count + 1
		}
		r = r.Request.Response
	}
	return count
}

// mayBeResent takes note of a failure.
func (c *clientCall) mayBeResent() {
	a := &attempt{under: c.under, method: c.req.Method, resends: c.resends}
	if c.under.IsValid() {
		a.parts = *c.req.URL
	} else {
		a.url = c.req.URL
	}
	placeOf(c.under, c.req.URL).Store(a)
}

// isWorthAnother says whether a status is one after which clients ask again.
func isWorthAnother(status int) bool {
	switch status {
	case http.StatusUnauthorized, http.StatusProxyAuthRequired, http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return true
	}
	return status >= http.StatusInternalServerError
}
