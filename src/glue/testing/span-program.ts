/** For tests: the main package of a program that prints its spans. */

/** Prints every ended span: `name < parent {attributes} status [events]`. */
const PRINTER = `
var recorder = tracetest.NewSpanRecorder()

func setUp() {
	otel.SetTracerProvider(trace.NewTracerProvider(trace.WithSpanProcessor(recorder)))
}

func show(title string) {
	ended := recorder.Ended()
	recorder.Reset()
	names := map[oteltrace.SpanID]string{}
	for _, s := range ended {
		names[s.SpanContext().SpanID()] = s.Name()
	}
	fmt.Println("# " + title)
	for _, s := range ended {
		var attrs []string
		for _, kv := range s.Attributes() {
			if !strings.HasPrefix(string(kv.Key), "code.") {
				attrs = append(attrs, string(kv.Key)+"="+kv.Value.Emit())
			}
		}
		line := s.Name()
		if p := s.Parent().SpanID(); p.IsValid() {
			line += " < " + names[p]
		}
		if len(attrs) > 0 {
			line += " {" + strings.Join(attrs, " ") + "}"
		}
		if s.Status().Description != "" {
			line += " error: " + s.Status().Description
		}
		for _, e := range s.Events() {
			line += " [" + e.Name + "]"
		}
		fmt.Println(line)
	}
}
`;

/** `body` calls setUp's recorder by `show(title)`. */
export const spanMain = (body: string, more = ''): string => `package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"example.com/app/lib"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	oteltrace "go.opentelemetry.io/otel/trace"
)

func main() {
	setUp()
${body}
}

var (
	_ = context.Background
	_ = errors.New
	_ = lib.Nothing
)
${PRINTER}${more}`;

/** What was printed under a title. */
export const printedSpans = (stdout: string, title: string): string[] => {
  const all = stdout.split('\n');
  const from = all.indexOf(`# ${title}`) + 1;
  const to = all.findIndex((line, i) => i >= from && line.startsWith('# '));
  return all.slice(from, to === -1 ? undefined : to).filter((line) => line !== '');
};
