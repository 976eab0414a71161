package fiber

import (
	"net"
	"strings"

	"github.com/valyala/fasthttp"
	"go.opentelemetry.io/otel/attribute"

	"otel-go.internal/hooks/internal/httpattr"
	"otel-go.internal/hooks/internal/httpserver"
	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

// carrier reads the trace's headers. What fasthttp returns is valid until the request ends: it is copied.
type carrier struct{ header *fasthttp.RequestHeader }

func (c carrier) Get(key string) string { return string(c.header.Peek(key)) }
func (c carrier) Set(string, string)    {}
func (c carrier) Keys() []string        { return nil }

// attributes are known before the handler runs, so that samplers see them.
func attributes(rctx *fasthttp.RequestCtx, path string) ([]attribute.KeyValue, string) {
	attrs, name := httpattr.AppendMethod(make([]attribute.KeyValue, 0, 12), string(rctx.Method()))
	attrs = append(attrs, semconv.URLScheme(scheme(rctx)))
	if host, port := httpattr.SplitHost(string(rctx.Host())); host != "" {
		attrs = append(attrs, semconv.ServerAddress(host))
		if port > 0 {
			attrs = append(attrs, semconv.ServerPort(port))
		}
	}
	attrs = append(attrs, peer(rctx.RemoteAddr(), string(rctx.Request.Header.Peek("X-Forwarded-For")))...)
	if agent := rctx.UserAgent(); len(agent) > 0 {
		attrs = append(attrs, semconv.UserAgentOriginal(string(agent)))
	}
	attrs = append(attrs, semconv.URLPath(path))
	if query := rctx.URI().QueryString(); len(query) > 0 {
		attrs = append(attrs, semconv.URLQuery(httpattr.RedactQuery(string(query))))
	}
	attrs = append(attrs, semconv.NetworkProtocolVersion(protocol(rctx)))
	return captured(attrs, httpserver.RequestHeaders, rctx.Request.Header.Peek), name
}

func peer(remote net.Addr, forwarded string) []attribute.KeyValue {
	if remote == nil {
		return nil
	}
	host, port := httpattr.SplitHost(remote.String())
	client, _, _ := strings.Cut(forwarded, ",")
	if client = strings.TrimSpace(client); client == "" {
		client = host
	}
	attrs := []attribute.KeyValue{semconv.NetworkPeerAddress(host), semconv.ClientAddress(client)}
	if port > 0 {
		attrs = append(attrs, semconv.NetworkPeerPort(port))
	}
	return attrs
}

func scheme(rctx *fasthttp.RequestCtx) string {
	if rctx.IsTLS() {
		return "https"
	}
	return "http"
}

func protocol(rctx *fasthttp.RequestCtx) string {
	if rctx.Request.Header.IsHTTP11() {
		return "1.1"
	}
	return "1.0"
}

// captured adds the headers that were asked for and are there.
func captured(attrs []attribute.KeyValue, wanted telemetry.Headers, peek func(string) []byte) []attribute.KeyValue {
	for _, h := range wanted {
		if value := peek(h.Name); len(value) > 0 {
			attrs = append(attrs, h.Key.StringSlice([]string{string(value)}))
		}
	}
	return attrs
}
