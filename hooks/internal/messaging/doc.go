// Package messaging is what the hooks for Kafka's client libraries have in common: spans, measurements and contexts in message
// headers, as the semantic conventions 1.37.0 have them (docs/messaging).
package messaging
