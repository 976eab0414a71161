// Package franzgo holds the hooks for github.com/twmb/franz-go/pkg/kgo: spans of produced, polled and committed records, and the
// trace's context in their headers and in Record.Context.
package franzgo
