package httpserver

import (
	"testing"

	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

type found struct{ route, path string }

// Routers tell their routes from the outside in, each with the path that it saw.
func TestRoute(t *testing.T) {
	for name, c := range map[string]struct {
		path string
		told []found
		want string
	}{
		"one":                       {"/users/7", []found{{"/users/{id}", "/users/7"}}, "/users/{id}"},
		"none":                      {"/users/7", nil, ""},
		"the same path twice":       {"/users/7", []found{{"/", "/users/7"}, {"/users/:id", "/users/7"}}, "/users/:id"},
		"behind a prefix":           {"/api/users/7", []found{{"/api/", "/api/users/7"}, {"/users/{id}", "/users/7"}}, "/api/users/{id}"},
		"behind a wildcard":         {"/api/users/7", []found{{"/api/{rest...}", "/api/users/7"}, {"/users/{id}", "/users/7"}}, "/api/users/{id}"},
		"behind a star":             {"/api/users/7", []found{{"/api/*", "/api/users/7"}, {"/users/{id}", "/users/7"}}, "/api/users/{id}"},
		"a prefix that differs":     {"/shop/a/users/7", []found{{"/shop/{shop}/", "/shop/a/users/7"}, {"/users/{id}", "/users/7"}}, "/shop/{shop}/"},
		"a path that was rewritten": {"/old", []found{{"/old", "/old"}, {"/new/{x}", "/new/1"}}, "/old"},
		"told again by middleware":  {"/a/b", []found{{"/a/", "/a/b"}, {"/{x}", "/b"}, {"/a/", "/a/b"}}, "/a/{x}"},
		"the root behind a prefix":  {"/api/", []found{{"/api/", "/api/"}, {"/", "/"}}, "/api/"},
	} {
		call := &Call{}
		call.Init(trace.SpanFromContext(t.Context()), "GET", c.path)
		for _, one := range c.told {
			call.SetRoute(one.route, one.path)
		}
		if got := call.Finish().Route; got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestNobodyChangesACallThatIsOver(t *testing.T) {
	_, span := noop.NewTracerProvider().Tracer("").Start(t.Context(), "")
	call := &Call{}
	call.Init(span, "GET", "/a")
	call.SetRoute("/a", "/a")
	if route := call.Finish().Route; route != "/a" {
		t.Errorf("got %q", route)
	}
	call.Found(call.Enter("/a"), "/b")
	call.SetRoute("/b", "/a")
	call.Enter("/c")
	call.RecordError(errTest{})
	if out := call.Finish(); out.Route != "" || out.Err != nil {
		t.Errorf("got %+v", out)
	}
	var none *Call
	none.SetRoute("/a", "/a")
	none.RecordError(errTest{})
	if none.Enter("/a") >= 0 || Current() != nil {
		t.Error("there is a call")
	}
}

type errTest struct{}

func (errTest) Error() string { return "test" }
