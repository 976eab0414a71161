package nethttp

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/httpattr"
)

var quiet = log.New(io.Discard, "", 0)

func TestServerSpan(t *testing.T) {
	r := record(t)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /item/{id}", func(w http.ResponseWriter, req *http.Request) {
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, "done")
		if trace.SpanFromContext(req.Context()) != trace.SpanFromContext(api.GoroutineContext()) {
			t.Error("the request's context and the goroutine's differ")
		}
	})
	s := serve(t, mux)
	req, _ := http.NewRequest("POST", s.URL+"/item/7?a=b&sig=secret", strings.NewReader("12345"))
	req.Header.Set("Traceparent", "00-0102030405060708090a0b0c0d0e0f10-0102030405060708-01")
	req.Header.Set("User-Agent", "test/1")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	span := r.only()
	expect(t, "name", span.Name(), "POST /item/{id}")
	expect(t, "kind", span.SpanKind(), trace.SpanKindServer)
	expect(t, "trace", span.SpanContext().TraceID(), "0102030405060708090a0b0c0d0e0f10")
	expect(t, "parent", span.Parent().SpanID(), "0102030405060708")
	expect(t, "status", span.Status().Code, codes.Unset)
	got := attrs(span.Attributes())
	for key, want := range map[string]string{
		"http.request.method": "POST", "http.response.status_code": "201", "http.route": "/item/{id}", "url.path": "/item/7",
		"url.query": "a=b&sig=REDACTED", "url.scheme": "http", "server.address": "127.0.0.1", "network.protocol.version": "1.1",
		"user_agent.original": "test/1", "http.request.body.size": "5", "http.response.body.size": "4", "client.address": "127.0.0.1",
		"network.peer.address": "127.0.0.1",
	} {
		expect(t, key, got[key], want)
	}
	points := r.histogram("http.server.request.duration") // recorded before the span ends
	expect(t, "points", len(points), 1)
	expect(t, "metric", attrs(points[0].Attributes.ToSlice()), map[string]string{"http.request.method": "POST", "http.response.status_code": "201",
		"http.route": "/item/{id}", "network.protocol.version": "1.1", "url.scheme": "http"})
	expect(t, "buckets", points[0].Bounds, httpattr.DurationBuckets)
}

// Middleware hands the mux a copy of the request, and the mux may run on another goroutine.
func TestRouteBehindMiddleware(t *testing.T) {
	inner := http.NewServeMux()
	inner.HandleFunc("/users/{id}", func(http.ResponseWriter, *http.Request) {})
	outer := http.NewServeMux()
	outer.Handle("/api/", http.StripPrefix("/api", wovenMux(inner)))
	outer.HandleFunc("/a/{x}", func(http.ResponseWriter, *http.Request) {})
	for path, want := range map[string]string{"/a/1": "GET /a/{x}", "/api/users/1": "GET /api/users/{id}", "/api/none": "GET /api/", "/none": "GET"} {
		r := record(t)
		s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			req = req.WithContext(context.WithValue(req.Context(), quiet, 1))
			http.TimeoutHandler(wovenMux(outer), time.Minute, "").ServeHTTP(w, req)
		}))
		resp, err := http.Get(s.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		expect(t, path, r.only().Name(), want)
	}
}

func TestServerOutcomes(t *testing.T) {
	boom := errors.New("boom")
	for name, c := range map[string]struct {
		handle                     func(http.ResponseWriter, *http.Request)
		status, errorType, message string
		code                       codes.Code
		events                     int
	}{
		"nothing written":     {func(http.ResponseWriter, *http.Request) {}, "200", "", "", codes.Unset, 0},
		"4xx":                 {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "", http.StatusNotFound) }, "404", "", "", codes.Unset, 0},
		"5xx":                 {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "", http.StatusBadGateway) }, "502", "502", "", codes.Error, 0},
		"panic":               {func(http.ResponseWriter, *http.Request) { panic("p") }, "", "panic", "panic: p", codes.Error, 1},
		"panic of an error":   {func(http.ResponseWriter, *http.Request) { panic(boom) }, "", "*errors.errorString", "panic: boom", codes.Error, 1},
		"panic after writing": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(206); panic("p") }, "206", "panic", "panic: p", codes.Error, 1},
		"abort":               {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "", "", "", codes.Unset, 0},
		"goexit":              {func(http.ResponseWriter, *http.Request) { runtime.Goexit() }, "", "", "", codes.Unset, 0},
		"hijacked": {func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				_, _ = io.WriteString(conn, "HTTP/1.1 204 No Content\r\n\r\n")
				conn.Close()
			}
		}, "", "", "", codes.Unset, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := record(t)
			s := serve(t, http.HandlerFunc(c.handle))
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			if name == "goexit" { // the server's goroutine ends, the connection stays: nobody answers
				go func() {
					for len(r.spans.Ended()) == 0 {
						runtime.Gosched()
					}
					cancel()
				}()
			}
			req, _ := http.NewRequestWithContext(ctx, "GET", s.URL, nil)
			if resp, err := (&http.Client{Transport: &http.Transport{}}).Do(req); err == nil {
				resp.Body.Close()
			}
			span := r.only()
			got := attrs(span.Attributes())
			expect(t, "status code", got["http.response.status_code"], c.status)
			expect(t, "error.type", got["error.type"], c.errorType)
			expect(t, "status", span.Status().Code, c.code)
			expect(t, "message", span.Status().Description, c.message)
			expect(t, "events", len(span.Events()), c.events)
			s.CloseClientConnections()
		})
	}
}

func TestServerHTTP2(t *testing.T) {
	r := record(t)
	s := httptest.NewUnstartedServer(wovenHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusTeapot)
		_, _ = io.WriteString(w, "short and stout")
	})))
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	s.Client().Transport.(*http.Transport).TLSClientConfig.MinVersion = tls.VersionTLS12
	resp, err := s.Client().Get(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	got := attrs(r.only().Attributes())
	for key, want := range map[string]string{"network.protocol.version": "2", "http.response.status_code": "418", "http.response.body.size": "15", "url.scheme": "https"} {
		expect(t, key, got[key], want)
	}
}

// The server removes a parsed form's temporary files, which it can only where its own request was parsed.
func TestServerCleansUpForms(t *testing.T) {
	record(t)
	file := ""
	s := serve(t, http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		if err := req.ParseMultipartForm(1); err != nil {
			t.Error(err)
			return
		}
		f, err := req.MultipartForm.File["f"][0].Open()
		if err != nil {
			t.Error(err)
			return
		}
		file = f.(*os.File).Name()
		f.Close()
	}))
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, _ := w.CreateFormFile("f", "f")
	_, _ = part.Write(make([]byte, 20<<20))
	w.Close()
	resp, err := http.Post(s.URL, w.FormDataContentType(), &form)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	s.Close()
	if _, err := os.Stat(file); file == "" || !os.IsNotExist(err) {
		t.Errorf("temporary file %q: %v", file, err)
	}
}

func TestServerMethods(t *testing.T) {
	for method, want := range map[string][3]string{
		"": {"GET", "", "GET"}, "PATCH": {"PATCH", "", "PATCH"}, "BREW": {"_OTHER", "BREW", "HTTP"}, "get": {"_OTHER", "get", "HTTP"},
	} {
		list, name := httpattr.AppendMethod(nil, method)
		got := attrs(list)
		expect(t, method, [3]string{got["http.request.method"], got["http.request.method_original"], name}, want)
	}
}

func TestLayoutsAreKnown(t *testing.T) {
	if !requestContext.Known() {
		t.Error("http.Request has no context where it was")
	}
	if written(httptest.NewRecorder()).known {
		t.Error("a writer of another package was taken for the server's")
	}
}

func TestServerSuppressed(t *testing.T) {
	req := httptest.NewRequest("GET", "/", nil).WithContext(api.Suppress(context.Background()))
	if BeforeServeHTTP(nil, httptest.NewRecorder(), req) != nil {
		t.Error("a span for telemetry's own request")
	}
	AfterServeHTTP(nil, api.Exit{})
}
