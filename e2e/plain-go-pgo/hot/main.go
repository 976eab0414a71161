// Command hot spends its time in packages that are instrumented; with an argument it writes a profile of that.
package main

import (
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"runtime/pprof"
	"time"
)

func main() {
	if len(os.Args) > 1 {
		file, err := os.Create(os.Args[1])
		if err == nil {
			err = pprof.StartCPUProfile(file)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		defer pprof.StopCPUProfile()
	}
	l := slog.New(slog.NewTextHandler(io.Discard, nil))
	line := log.New(&discard{}, "", 0)
	for start := time.Now(); time.Since(start) < time.Second; {
		l.Info("structured", "key", "value")
		line.Print("a line")
	}
}

// discard is not known to package log, unlike io.Discard.
type discard struct{}

func (*discard) Write(p []byte) (int, error) { return len(p), nil }
