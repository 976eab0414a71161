// Package otelsdk holds the hook for the SDK that an application brings along: spans that it starts by hand, with otelhttp or otelgin
// for example, for a request that has a server span already are that span.
package otelsdk
