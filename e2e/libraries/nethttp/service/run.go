// Package service serves over HTTP/1.1, HTTP/2 with and without TLS, and asks itself.
package service

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"time"
)

// Scenario makes requests to a server at an address.
type scenario func(ctx context.Context, client *http.Client, url string) error

// Quiet is the transport of clients whose requests are nobody's business.
var Quiet = http.DefaultTransport

var hijacked, cancelled, left = make(chan struct{}), make(chan struct{}, 1), make(chan struct{})

var scenarios = map[string]scenario{
	"created": func(ctx context.Context, c *http.Client, url string) error {
		return send(ctx, c, "POST", url+"/items/7?a=b", "hello")
	},
	"nested":     get("/api/users/1"),
	"unknown":    get("/nowhere"),
	"empty":      get("/empty"),
	"broken":     get("/broken"),
	"panic":      get("/panic"),
	"abort":      get("/abort"),
	"redirect":   get("/moved"),
	"interfaces": get("/interfaces"),
	"health":     get("/healthz"),
	"teapot": func(ctx context.Context, c *http.Client, url string) error {
		return send(ctx, c, "BREW", url+"/empty", "")
	},
	"cancel": func(ctx context.Context, c *http.Client, url string) error {
		ctx, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
		defer cancel()
		_ = send(ctx, c, "GET", url+"/slow", "")
		<-cancelled
		return nil
	},
	"retry": func(ctx context.Context, c *http.Client, url string) error {
		retrying := &http.Client{Transport: retry{c.Transport}}
		return send(ctx, retrying, "GET", url+"/flaky", "")
	},
	"relay":   get("/relay"),
	"upgrade": upgrade,
	// Somebody else makes the requests: net/http's client takes nothing that is pushed.
	"push": func(_ context.Context, _ *http.Client, url string) error {
		fmt.Println("serving", url)
		<-left
		return nil
	},
	"quiet": func(ctx context.Context, c *http.Client, url string) error {
		return send(ctx, &http.Client{Transport: Quiet}, "GET", url+"/healthz", "")
	},
	"refused": func(ctx context.Context, c *http.Client, _ string) error {
		_ = send(ctx, c, "GET", "http://127.0.0.1:1/", "")
		return nil
	},
}

// Run makes the requests of the scenarios, one after the other. Names with a slash begin with the protocol: h2/ or h2c/.
func Run(names []string, transport http.RoundTripper, wrap func(http.Handler) http.Handler) {
	served := wrap(handler(cancelled, hijacked))
	for _, name := range names {
		if err := runOne(name, transport, served); err != nil {
			fmt.Fprintln(os.Stderr, name, err)
			os.Exit(1)
		}
	}
}

func runOne(name string, transport http.RoundTripper, served http.Handler) error {
	server := httptest.NewUnstartedServer(served)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	client := &http.Client{Transport: transport}
	switch {
	case len(name) > 3 && name[:3] == "h2/":
		name = name[3:]
		server.EnableHTTP2 = true
		server.StartTLS()
		client = server.Client()
	case len(name) > 4 && name[:4] == "h2c/":
		name = name[4:]
		server.Config.Protocols = new(http.Protocols)
		server.Config.Protocols.SetUnencryptedHTTP2(true)
		server.Start()
		client = clearTextHTTP2()
	default:
		server.Start()
	}
	defer server.Close()
	defer client.CloseIdleConnections()
	run, ok := scenarios[name]
	if !ok {
		return fmt.Errorf("no such scenario")
	}
	return run(context.Background(), client, server.URL)
}

func clearTextHTTP2() *http.Client {
	protocols := new(http.Protocols)
	protocols.SetUnencryptedHTTP2(true)
	return &http.Client{Transport: &http.Transport{Protocols: protocols, TLSClientConfig: &tls.Config{}}}
}

func get(path string) scenario {
	return func(ctx context.Context, c *http.Client, url string) error {
		err := send(ctx, c, "GET", url+path, "")
		if path == "/abort" {
			return nil
		}
		return err
	}
}

func send(ctx context.Context, c *http.Client, method, url, body string) error {
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader([]byte(body)))
	if err != nil {
		return err
	}
	req.Header.Set("User-Agent", "test/1")
	req.Header.Set("X-Tenant", "shop")
	headers := len(req.Header)
	resp, err := c.Do(req)
	if len(req.Header) != headers {
		return fmt.Errorf("the caller's headers are now %v", req.Header)
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	fmt.Printf("%s %s %d %s\n", method, req.URL.Path, resp.StatusCode, bytes.TrimSpace(text))
	return err
}

// retry asks once more after a 503.
type retry struct{ next http.RoundTripper }

func (r retry) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := r.next.RoundTrip(req)
	if err == nil && resp.StatusCode == http.StatusServiceUnavailable {
		resp.Body.Close()
		return r.next.RoundTrip(req.Clone(req.Context()))
	}
	return resp, err
}

func upgrade(_ context.Context, _ *http.Client, url string) error {
	conn, err := net.Dial("tcp", url[len("http://"):])
	if err != nil {
		return err
	}
	fmt.Fprint(conn, "GET /echo HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nping")
	_ = conn.(*net.TCPConn).CloseWrite()
	answer, err := io.ReadAll(conn)
	_, after, _ := bytes.Cut(answer, []byte("\r\n\r\n"))
	fmt.Printf("upgraded %s\n", after)
	<-hijacked
	hijacked = make(chan struct{})
	return err
}
