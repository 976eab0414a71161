// Command logrus logs with logrus.
package main

import (
	"bytes"
	"context"
	"io"
	"os"

	"github.com/sirupsen/logrus"

	"example.com/logs/request"
)

// own is a hook as programs have them that add the ids themselves.
type own struct{}

func (own) Levels() []logrus.Level { return logrus.AllLevels }
func (own) Fire(e *logrus.Entry) error {
	e.Data["trace_id"], e.Data["span_id"] = "mine", "mine"
	return nil
}

// seen is a hook that ships entries.
type seen struct{ to io.Writer }

func (seen) Levels() []logrus.Level { return logrus.AllLevels }
func (s seen) Fire(e *logrus.Entry) error {
	_, has := e.Data["trace_id"]
	if has {
		_, _ = s.to.Write([]byte("hook saw the ids\n"))
	}
	return nil
}

func main() {
	request.Run(func(ctx context.Context) {
		l := logrus.New()
		l.Out = os.Stdout
		l.Formatter = &logrus.JSONFormatter{DisableTimestamp: true}
		l.Info("info")
		l.Debug("debug")
		entry := l.WithField("k", "v")
		entry.Warnf("warn %d", 1)
		for key := range entry.Data {
			if key != "k" {
				l.Error("the entry has got " + key)
			}
		}
		l.WithContext(ctx).Error("context")
		l.WithField("trace_id", "mine").Info("own")
		l.Formatter = &logrus.TextFormatter{DisableTimestamp: true}
		l.Info("text")
		done := make(chan struct{})
		go func() { l.Info("goroutine"); close(done) }()
		<-done
		request.Elsewhere(func() {
			l.WithContext(ctx).Info("context elsewhere")
			l.Info("elsewhere")
		})
		l.AddHook(own{})
		l.Info("own hook")

		shipped := &bytes.Buffer{}
		other := logrus.New()
		other.Out = io.Discard
		other.AddHook(seen{shipped})
		other.Info("x")
		_, _ = os.Stdout.Write(shipped.Bytes())
	})
}
