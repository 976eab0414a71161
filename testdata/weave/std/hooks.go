// Package hooks has hooks with the shapes of the built-in ones.
package hooks

import (
	"context"
	"net/http"

	"otel-go.internal/hooks/api"
)

type serverState struct{}

func BeforeServeHTTP(_ any, w http.ResponseWriter, r *http.Request) *serverState { return nil }

func AfterServeHTTP(s *serverState, exit api.Exit) {}

type clientState struct{}

func BeforeRoundTrip(t *http.Transport, req *http.Request) *clientState { return nil }

func AfterRoundTrip(s *clientState, resp *http.Response, err error, exit api.Exit) (*http.Response, error) {
	return resp, err
}

func AfterSetupRewindBody(req *http.Request) *http.Request { return req }

func BeforeExit(code int) {}

type labelState struct{}

func BeforeSetGoroutineLabels(ctx context.Context) labelState { return labelState{} }

func AfterSetGoroutineLabels(s labelState, exit api.Exit) {}
