package api

import (
	"slices"
	"testing"
)

func TestSplitName(t *testing.T) {
	for _, test := range []struct {
		function, path string
		names          []string
	}{
		{"main.main", "main", []string{"main"}},
		{"net/http.(*Client).Do", "net/http", []string{"Client.Do"}},
		{"net/http.HandlerFunc.ServeHTTP", "net/http", []string{"HandlerFunc.ServeHTTP"}},
		{"gopkg.in/yaml%2ev3.(*Decoder).Decode", "gopkg.in/yaml.v3", []string{"Decoder.Decode"}},
		{"example.com/p%22%c3%9f.F", "example.com/p\"ß", []string{"F"}},
		{"example.com/p%zz%2.F", "example.com/p%zz%2", []string{"F"}},
		{"example.com/p.Map[...]", "example.com/p", []string{"Map"}},
		{"example.com/p.(*T[...]).M.func1", "example.com/p", []string{"T.M"}},
		{"example.com/p.F.func1.2", "example.com/p", []string{"F"}},
		{"example.com/p.F.gowrap1", "example.com/p", []string{"F"}},
		{"example.com/p.F-range1", "example.com/p", []string{"F"}},
		{"example.com/p.F.func2-range1", "example.com/p", []string{"F"}},
		{"example.com/p.F.G-range1", "example.com/p", []string{"F.G", "G"}},
		{"example.com/p.(*T).M-range1", "example.com/p", []string{"T.M"}},
		{"example.com/p.F.G.func1", "example.com/p", []string{"F.G", "G"}},
		{"example.com/p.F.(*T).M.func1", "example.com/p", []string{"T.M"}},
		{"example.com/p.(*T).M-fm", "example.com/p", []string{"T.M"}},
		{"example.com/p.init.0", "example.com/p", []string{"init"}},
		{"example.com/p.func1", "example.com/p", []string{"func1"}},
		{"example.com/p.T.func1", "example.com/p", []string{"T"}},
		{"nothing", "", nil},
		{"", "", nil},
	} {
		path, names := splitName(test.function)
		if path != test.path || !slices.Equal(names, test.names) {
			t.Errorf("splitName(%q) = %q, %q, want %q, %q", test.function, path, names, test.path, test.names)
		}
	}
}

func TestCallersMatch(t *testing.T) {
	for _, test := range []struct {
		caller   Caller
		function string
		want     bool
	}{
		{Caller{"net/http", "Get"}, "net/http.Get", true},
		{Caller{"net/http", "Get"}, "net/http.GetX", false},
		{Caller{"net/http", "Get"}, "net/http.(*Client).Get", false},
		{Caller{"net/http", "Client.Get"}, "net/http.(*Client).Get", true},
		{Caller{"net/http", "*.Get"}, "net/http.(*Client).Get.func1", true},
		{Caller{"net/http", "*"}, "net/http.(*Client).Get", false},
		{Caller{"net/http", "*.*"}, "net/http.(*Client).Get", true},
		{Caller{"net/http", "G*t"}, "net/http.Get", true},
		{Caller{"net/http", ""}, "net/http.(*Client).Get", true},
		{Caller{"net/http", ""}, "net/http/httptest.NewServer", false},
		{Caller{"net/*", ""}, "net/http/httptest.NewServer", false},
		{Caller{"net/**", ""}, "net/http/httptest.NewServer", true},
		{Caller{"net/**", ""}, "net.Dial", true},
		{Caller{"net/**", ""}, "netx.Dial", false},
		{Caller{"**/internal/**", ""}, "example.com/a/internal/b.F", true},
		{Caller{"**/internal", "F"}, "example.com/a/internal.F", true},
		{Caller{"example.com/*.v3", "F"}, "example.com/yaml%2ev3.F", true},
		{Caller{"main", "main"}, "main.main.func1", true},
	} {
		if got := (Callers{test.caller}).match(test.function); got != test.want {
			t.Errorf("%+v matches %q: %v, want %v", test.caller, test.function, got, test.want)
		}
	}
	if (Callers{}).match("main.main") {
		t.Error("no caller matches")
	}
}

const callee = "otel-go.internal/hooks/api.calleeOfTest"

func own(functions ...string) Callers {
	var callers Callers
	for _, function := range functions {
		callers = append(callers, Caller{"otel-go.internal/hooks/api", function})
	}
	return callers
}

//go:noinline
func hookOfTest(c Callers) bool { return c.Calling(callee) }

func calleeOfTest(c Callers) bool { return hookOfTest(c) }

// Small enough to be inlined.
func callerOfTest(c Callers) bool { return calleeOfTest(c) }

func againOfTest(c Callers) bool { return callerOfTest(c) }

type callingType struct{}

func (*callingType) call(c Callers) bool { return calleeOfTest(c) }

func genericOfTest[T any](c Callers, _ T) bool { return calleeOfTest(c) }

func TestCalling(t *testing.T) {
	if !againOfTest(own("callerOfTest")) || againOfTest(own("againOfTest")) {
		t.Error("only the innermost caller counts")
	}
	if !new(callingType).call(own("callingType.call")) {
		t.Error("a method is not found")
	}
	if !genericOfTest(own("genericOfTest"), 1) {
		t.Error("a generic function is not found")
	}
	in := func() bool { return calleeOfTest(own("TestCalling")) }
	if !in() {
		t.Error("a function literal is not its function's")
	}
	var through interface{ call(Callers) bool } = new(callingType)
	if !through.call(own("*.call")) {
		t.Error("a call through an interface is not found")
	}
	if own("TestCalling").Calling("example.com/p.F") {
		t.Error("a function that is not running has no caller")
	}
}

func TestCallingOfGoroutinesAndDeferred(t *testing.T) {
	got := make(chan bool, 1)
	start := func() { go func(c Callers) { got <- calleeOfTest(c) }(own("TestCallingOfGoroutinesAndDeferred")) }
	start()
	if !<-got {
		t.Error("a literal on a goroutine is not its function's")
	}
	func() {
		defer func() { recover() }()
		defer func() { got <- calleeOfTest(own("TestCallingOfGoroutinesAndDeferred")) }()
		panic("over")
	}()
	if !<-got {
		t.Error("a deferred call during a panic has no caller")
	}
}
