// Package sarama holds the hooks for github.com/IBM/sarama: spans of producers, consumers and commits, and the trace's context in
// message headers.
package sarama
