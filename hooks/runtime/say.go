package runtime

import (
	"errors"
	"net"
	"net/url"
	"os"
	"strings"
	"sync"
)

// errorHandler receives the SDK's errors and says the first one of every kind.
type errorHandler struct{}

func (errorHandler) Handle(err error) {
	if err != nil {
		sayOnce(kindOf(err), err.Error())
	}
}

// ofCollector is the kind of what comes from a collector that is not there or too slow.
const ofCollector = "collector"

// kindOf puts errors into one kind that have one cause: a collector that is not there fails traces and metrics alike.
func kindOf(err error) string {
	var network net.Error
	var request *url.Error
	if errors.As(err, &network) || errors.As(err, &request) || strings.Contains(err.Error(), "retry") {
		return ofCollector
	}
	before, _, _ := strings.Cut(err.Error(), ":")
	return before
}

var said sync.Map

func sayOnce(kind, text string) {
	if _, known := said.LoadOrStore(kind, true); !known {
		say(text)
	}
}

// say writes one line to standard error.
func say(text string) {
	line := "otel: " + strings.ReplaceAll(strings.TrimSpace(text), "\n", " ") + "\n"
	_, _ = os.Stderr.WriteString(line)
}
