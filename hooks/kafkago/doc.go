// Package kafkago holds the hooks for github.com/segmentio/kafka-go: spans of Writer and Reader, and the trace's context in messages.
package kafkago
