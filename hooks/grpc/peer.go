package grpc

import (
	"context"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc/stats"

	"otel-go.internal/hooks/internal/semconv"
)

// serverConn is a connection of a server, in the context of all its calls.
type serverConn struct {
	context.Context
	start trace.SpanStartEventOption
}

type serverConnKey struct{}

func (c *serverConn) Value(key any) any {
	if key == (serverConnKey{}) {
		return c
	}
	return c.Context.Value(key)
}

func newServerConn(ctx context.Context, info *stats.ConnTagInfo) *serverConn {
	return &serverConn{Context: ctx, start: trace.WithAttributes(serverAddresses(info.LocalAddr, info.RemoteAddr)...)}
}

// serverAddresses describes both ends of a call for the server's span.
func serverAddresses(local, remote net.Addr) []attribute.KeyValue {
	attrs := make([]attribute.KeyValue, 0, 5)
	if local != nil {
		attrs = address(attrs, local.String(), semconv.ServerAddressKey, semconv.ServerPortKey)
	}
	if remote != nil {
		host, _ := splitHost(remote.String())
		attrs = append(attrs, semconv.ClientAddress(host))
		attrs = peer(attrs, remote)
	}
	return attrs
}

func peer(attrs []attribute.KeyValue, remote net.Addr) []attribute.KeyValue {
	return address(attrs, remote.String(), semconv.NetworkPeerAddressKey, semconv.NetworkPeerPortKey)
}

// peers remembers the attributes of the connection that was used last, for most clients have only one.
type peers struct{ last atomic.Pointer[knownPeer] }

type knownPeer struct {
	addr  *net.TCPAddr
	attrs []attribute.KeyValue
}

func (p *peers) of(remote net.Addr) []attribute.KeyValue {
	tcp, ok := remote.(*net.TCPAddr)
	if !ok {
		return peer(make([]attribute.KeyValue, 0, 2), remote)
	}
	if last := p.last.Load(); last != nil && last.addr == tcp {
		return last.attrs
	}
	attrs := peer(make([]attribute.KeyValue, 0, 2), remote)
	p.last.Store(&knownPeer{tcp, attrs})
	return attrs
}

// target describes what a client was told to connect to: "host:port", or "scheme://authority/endpoint".
func target(text string) []attribute.KeyValue {
	attrs := make([]attribute.KeyValue, 0, 2)
	if _, port := splitHost(text); port > 0 && !strings.Contains(text, "/") {
		return address(attrs, text, semconv.ServerAddressKey, semconv.ServerPortKey)
	}
	endpoint := text
	if parsed, err := url.Parse(text); err == nil && parsed.Scheme != "" {
		switch endpoint = parsed.Path; {
		case endpoint == "":
			endpoint = parsed.Opaque
		case parsed.Scheme != "unix":
			endpoint = strings.TrimPrefix(endpoint, "/")
		}
		if endpoint == "" {
			endpoint = text
		}
	}
	return address(attrs, endpoint, semconv.ServerAddressKey, semconv.ServerPortKey)
}

func address(attrs []attribute.KeyValue, text string, host, port attribute.Key) []attribute.KeyValue {
	name, number := splitHost(text)
	attrs = append(attrs, host.String(name))
	if number > 0 {
		attrs = append(attrs, port.Int(number))
	}
	return attrs
}

// splitHost splits an address that need not have a port; the port is 0 then.
func splitHost(text string) (host string, port int) {
	host, digits, err := net.SplitHostPort(text)
	if err != nil {
		return text, 0
	}
	if port, err = strconv.Atoi(digits); err != nil || port < 0 || port > 65535 {
		return text, 0
	}
	return host, port
}
