package nethttp

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unsafe"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace"
)

func (r telemetryOf) resendCounts() string {
	var all []string
	for _, span := range r.spans.Ended() {
		all = append(all, attrs(span.Attributes())["http.request.resend_count"])
	}
	return strings.Join(all, ",")
}

func discard(resp *http.Response, err error) {
	if err == nil {
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}

func TestRedirectsAreCounted(t *testing.T) {
	r := record(t)
	at := backend(t, func(w http.ResponseWriter, req *http.Request) {
		if n := len(req.URL.Path); n < 4 {
			http.Redirect(w, req, "/"+strings.Repeat("x", n), http.StatusFound)
		}
	})
	discard(client.Get(at + "/"))
	expect(t, "counts", r.resendCounts(), ",1,2,3")
}

func TestAttemptsAreCounted(t *testing.T) {
	failing := func(statuses ...int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			status := statuses[0]
			statuses = statuses[1:]
			w.WriteHeader(status)
		}
	}
	parent := func() context.Context {
		ctx, span := otel.Tracer("t").Start(context.Background(), "parent")
		t.Cleanup(func() { span.End() })
		return ctx
	}
	newRequest := func(ctx context.Context, at string) *http.Request {
		req, _ := http.NewRequestWithContext(ctx, "GET", at+"/p?q=1", nil)
		return req
	}
	for name, c := range map[string]struct {
		statuses []int
		// next makes the next request, from the one before.
		next func(before *http.Request, at string) *http.Request
		ctx  func() context.Context
		want string
	}{
		"the same request":            {[]int{503, 500, 429, 200}, func(r *http.Request, _ string) *http.Request { return r }, context.Background, ",1,2,3"},
		"a copy":                      {[]int{503, 200}, func(r *http.Request, _ string) *http.Request { return r.Clone(r.Context()) }, parent, ",1"},
		"a new one":                   {[]int{401, 200}, func(r *http.Request, at string) *http.Request { return newRequest(r.Context(), at) }, parent, ",1"},
		"a new one without a span":    {[]int{503, 200}, func(r *http.Request, at string) *http.Request { return newRequest(r.Context(), at) }, context.Background, ","},
		"a new one in another span":   {[]int{503, 200}, func(_ *http.Request, at string) *http.Request { return newRequest(parent(), at) }, parent, ","},
		"another URL":                 {[]int{503, 200}, func(r *http.Request, at string) *http.Request { return newRequest(r.Context(), at+"/x") }, parent, ","},
		"after success":               {[]int{200, 200}, func(r *http.Request, _ string) *http.Request { return r }, parent, ","},
		"after what will not change":  {[]int{404, 200}, func(r *http.Request, _ string) *http.Request { return r }, parent, ","},
		"after success that followed": {[]int{503, 200, 200}, func(r *http.Request, _ string) *http.Request { return r }, parent, ",1,"},
	} {
		t.Run(name, func(t *testing.T) {
			r := record(t)
			at := backend(t, failing(c.statuses...))
			req := newRequest(c.ctx(), at)
			for range c.statuses {
				discard(client.Do(req))
				req = c.next(req, at)
			}
			expect(t, "counts", r.resendCounts(), c.want)
		})
	}
}

func TestAttemptsThatGetNoAnswerAreCounted(t *testing.T) {
	r := record(t)
	req, _ := http.NewRequest("GET", "http://127.0.0.1:1/", nil)
	for range 3 {
		if _, err := client.Do(req); err == nil {
			t.Fatal("no error")
		}
	}
	expect(t, "counts", r.resendCounts(), ",1,2")
}

func TestRedirectsThatNeverEnd(t *testing.T) {
	req := &http.Request{}
	req.Response = &http.Response{Request: req}
	if redirects(req) == 0 {
		t.Error("no redirects")
	}
}

func TestNothingIsAllocatedToCount(t *testing.T) {
	req := &http.Request{URL: &url.URL{Scheme: "http", Host: "h"}}
	if n := testing.AllocsPerRun(100, func() { resends(req, trace.SpanID{1}) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	// The call lies in a size class of Go's memory: one byte more would cost 16.
	if size := unsafe.Sizeof(clientCall{}); size > 112 {
		t.Errorf("%d bytes", size)
	}
}
