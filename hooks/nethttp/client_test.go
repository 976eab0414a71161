package nethttp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/baggage"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
)

func backend(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func echo(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(w, r.Body)
	fmt.Fprint(w, r.Header.Get("Traceparent"), " ", r.Header.Get("Baggage"))
}

var client = &http.Client{Transport: wovenTransport{}}

func TestClientSpanEndsWithTheBody(t *testing.T) {
	r := record(t)
	url := backend(t, echo)
	member, _ := baggage.NewMember("k", "v")
	bag, _ := baggage.New(member)
	req, _ := http.NewRequestWithContext(baggage.ContextWithBaggage(context.Background(), bag), "POST", strings.Replace(url, "//", "//user:secret@", 1)+"/p?sig=x", strings.NewReader("12345"))
	before := fmt.Sprint(req.Header)
	resp, err := client.Transport.RoundTrip(req) // for credentials a Client makes a request of its own
	if err != nil {
		t.Fatal(err)
	}
	if len(r.spans.Ended()) != 0 {
		t.Fatal("the span has ended before the body was read")
	}
	text, _ := io.ReadAll(resp.Body)
	span := r.only()
	resp.Body.Close()
	r.only()
	if fmt.Sprint(req.Header) != before || resp.Request != req {
		t.Error("the caller's request has been changed")
	}
	sc := span.SpanContext()
	expect(t, "headers", string(text), fmt.Sprintf("1234500-%s-%s-01 k=v", sc.TraceID(), sc.SpanID()))
	expect(t, "name", span.Name(), "POST")
	expect(t, "kind", span.SpanKind(), trace.SpanKindClient)
	got := attrs(span.Attributes())
	for key, want := range map[string]string{
		"http.request.method": "POST", "http.response.status_code": "200", "server.address": "127.0.0.1", "network.protocol.version": "1.1",
		"http.request.body.size": "5", "http.response.body.size": fmt.Sprint(len(text)),
		"url.full": strings.Replace(url, "//", "//REDACTED:REDACTED@", 1) + "/p?sig=REDACTED",
	} {
		expect(t, key, got[key], want)
	}
	points := r.histogram("http.client.request.duration")
	expect(t, "metric", attrs(points[0].Attributes.ToSlice()), map[string]string{"http.request.method": "POST", "http.response.status_code": "200",
		"network.protocol.version": "1.1", "server.address": "127.0.0.1", "server.port": got["server.port"], "url.scheme": "http"})
}

func TestClientOutcomes(t *testing.T) {
	broken := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, "short")
	}
	for name, c := range map[string]struct {
		serve                     http.HandlerFunc
		url                       string
		use                       func(*http.Response)
		code                      codes.Code
		status, errorType, events string
	}{
		"no body":       {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }, "", nil, codes.Unset, "204", "", "0"},
		"closed unread": {echo, "", func(r *http.Response) { r.Body.Close() }, codes.Unset, "200", "", "0"},
		"404":           {http.NotFound, "", func(r *http.Response) { r.Body.Close() }, codes.Error, "404", "404", "0"},
		"refused":       {nil, "http://127.0.0.1:1", nil, codes.Error, "", "*net.OpError", "1"},
		"body broken":   {broken, "", func(r *http.Response) { _, _ = io.ReadAll(r.Body) }, codes.Error, "200", "*errors.errorString", "1"},
	} {
		t.Run(name, func(t *testing.T) {
			r := record(t)
			url := c.url
			if url == "" {
				url = backend(t, c.serve)
			}
			resp, err := client.Get(url)
			if (err != nil) != (name == "refused") {
				t.Fatal(err)
			}
			if c.use != nil {
				c.use(resp)
			}
			span := r.only()
			got := attrs(span.Attributes())
			expect(t, "status code", got["http.response.status_code"], c.status)
			expect(t, "error.type", got["error.type"], c.errorType)
			expect(t, "status", span.Status().Code, c.code)
			expect(t, "events", len(span.Events()), c.events)
		})
	}
}

func TestClientSwitchesProtocols(t *testing.T) {
	r := record(t)
	url := backend(t, func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
		_, _ = io.CopyN(conn, conn, 4)
	})
	req, _ := http.NewRequest("GET", url, nil)
	req.Header.Set("Connection", "Upgrade")
	req.Header.Set("Upgrade", "x")
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	expect(t, "status", attrs(r.only().Attributes())["http.response.status_code"], "101")
	rw, ok := resp.Body.(io.ReadWriter)
	if !ok {
		t.Fatal("the body cannot be written to")
	}
	if _, err := io.WriteString(rw, "ping"); err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(rw)
	expect(t, "echo", string(text), "ping")
}

func TestClientParent(t *testing.T) {
	r := record(t)
	url := backend(t, echo)
	tracer := otel.Tracer("test")
	around, outer := tracer.Start(context.Background(), "outer")
	asked, inner := tracer.Start(context.Background(), "inner")
	sc := outer.SpanContext()
	scope := api.EnterGoroutine(around, sc.TraceID(), sc.SpanID())
	parentOf := func(ctx context.Context) trace.SpanID {
		req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
		resp, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.ReadAll(resp.Body)
		ended := r.spans.Ended()
		return ended[len(ended)-1].Parent().SpanID()
	}
	expect(t, "request's span wins", parentOf(asked), inner.SpanContext().SpanID())
	expect(t, "goroutine's span", parentOf(context.Background()), sc.SpanID())
	done := make(chan struct{})
	go func() {
		defer close(done)
		expect(t, "child goroutine", parentOf(context.Background()), sc.SpanID())
	}()
	<-done
	scope.Leave()
	expect(t, "left", parentOf(context.Background()), trace.SpanID{})
}

func TestClientTracedByTheApplication(t *testing.T) {
	r := record(t)
	url := backend(t, echo)
	for kind, want := range map[trace.SpanKind]int{trace.SpanKindClient: 0, trace.SpanKindInternal: 1} {
		ctx, span := otel.Tracer("app").Start(context.Background(), "app", trace.WithSpanKind(kind))
		req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
		otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(req.Header))
		before := len(r.spans.Ended())
		resp, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(resp.Body)
		expect(t, fmt.Sprint("spans of ours under one of kind ", kind), len(r.spans.Ended())-before, want)
		expect(t, "header is the caller's", strings.Contains(string(text), span.SpanContext().SpanID().String()), want == 0)
	}
}

func TestClientLeavesAlone(t *testing.T) {
	r := record(t)
	url := backend(t, echo)
	req, _ := http.NewRequestWithContext(api.Suppress(context.Background()), "GET", url, nil)
	resp, err := (&http.Client{Transport: wovenTransport{sent: func(out *http.Request) {
		if out != req {
			t.Error("a suppressed request has been copied")
		}
	}}}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	expect(t, "spans", len(r.spans.Ended()), 0)
	export := &http.Request{URL: req.URL, Header: http.Header{"User-Agent": {"OTel OTLP Exporter Go/1.47.0"}}}
	for _, bad := range []*http.Request{nil, {}, {URL: req.URL}, export} {
		if BeforeRoundTrip(nil, bad) != nil {
			t.Error("a span for a request that the transport refuses, or that exports telemetry")
		}
	}
	AfterRoundTrip(nil, nil, errors.New("x"), api.Exit{})
}
