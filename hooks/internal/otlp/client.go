package otlp

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"
)

// A request that failed for a while is tried again: first after about firstWait, then after twice as long each time.
const (
	firstWait = 5 * time.Second
	maxWait   = 30 * time.Second
	// giveUpAfter bounds all tries of one request.
	giveUpAfter = time.Minute
	// answerLimit bounds what is read of an answer.
	answerLimit = 4 << 20
)

var errShutdown = errors.New("the exporter is shut down")

// client sends messages of one signal.
type client struct {
	config
	noun string
	http *http.Client
	stop chan struct{}
	once sync.Once
}

// newClient returns a client for a signal; noun is what its messages hold, for errors.
func newClient(signal, path, noun string) (*client, error) {
	c, err := configure(signal, path)
	if err != nil {
		return nil, err
	}
	transport := &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          2,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ExpectContinueTimeout: time.Second,
		TLSClientConfig:       c.tls,
	}
	return &client{config: c, noun: noun, http: &http.Client{Transport: transport, Timeout: c.timeout}, stop: make(chan struct{})}, nil
}

// send sends a message until it is accepted or refused for good, the context ends, or the client is shut down.
func (c *client) send(ctx context.Context, message []byte) error {
	body, err := c.encode(message)
	if err != nil {
		return err
	}
	deadline := time.Now().Add(giveUpAfter)
	for wait := firstWait; ; wait = min(2*wait, maxWait) {
		retry, after, err := c.try(ctx, body)
		if err == nil || !retry {
			return err
		}
		if after == 0 {
			after = time.Duration(float64(wait) * (0.5 + rand.Float64()))
		}
		if time.Now().Add(after).After(deadline) {
			return fmt.Errorf("given up: %w", err)
		}
		timer := time.NewTimer(after)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return errors.Join(ctx.Err(), err)
		case <-c.stop:
			timer.Stop()
			return errors.Join(errShutdown, err)
		}
	}
}

func (c *client) encode(message []byte) ([]byte, error) {
	if !c.gzip {
		return message, nil
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(message); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}

// try sends once. retry says that another try may help, after how long the server says.
func (c *client) try(ctx context.Context, body []byte) (retry bool, after time.Duration, err error) {
	select {
	case <-c.stop:
		return false, 0, errShutdown
	default:
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		return false, 0, err
	}
	request.Header.Set("User-Agent", "OTel-Go-rules_otel_go")
	for name, value := range c.headers {
		request.Header.Set(name, value)
	}
	request.Header.Set("Content-Type", "application/x-protobuf")
	if c.gzip {
		request.Header.Set("Content-Encoding", "gzip")
	}
	response, err := c.http.Do(request)
	if err != nil {
		// Where nobody listens another try would only delay the end of the process.
		var failed *url.Error
		return errors.As(err, &failed) && failed.Temporary() && ctx.Err() == nil, 0, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(response.Body, answerLimit))
	if response.StatusCode >= 200 && response.StatusCode <= 299 {
		if err != nil {
			return false, 0, err
		}
		return false, 0, c.partial(answer)
	}
	err = fmt.Errorf("%s answers %s", c.url, response.Status)
	switch response.StatusCode {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true, retryAfter(response.Header.Get("Retry-After")), err
	}
	return false, 0, err
}

// retryAfter reads seconds or a date.
func retryAfter(value string) time.Duration {
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if date, err := http.ParseTime(value); err == nil {
		return max(0, time.Until(date))
	}
	return 0
}

// partial is the error of an answer { partial_success = 1 { rejected = 1, error_message = 2 } }.
func (c *client) partial(answer []byte) error {
	var rejected uint64
	var message string
	fields(answer, func(field int, _ uint64, value []byte) {
		if field != 1 {
			return
		}
		fields(value, func(field int, number uint64, value []byte) {
			switch field {
			case 1:
				rejected = number
			case 2:
				message = string(value)
			}
		})
	})
	if rejected == 0 && message == "" {
		return nil
	}
	return fmt.Errorf("%s rejects %d %s: %s", c.url, rejected, c.noun, message)
}

// shutdown ends what is being tried again, and refuses what comes later.
func (c *client) shutdown() {
	c.once.Do(func() {
		close(c.stop)
		c.http.CloseIdleConnections()
	})
}
