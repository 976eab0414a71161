package db

import (
	"os"
	"strings"
)

// textMode says how much of statements is told: OTEL_GO_DB_QUERY_TEXT is `sanitized` (the default), `full` or `none`.
var textMode = strings.ToLower(strings.TrimSpace(os.Getenv("OTEL_GO_DB_QUERY_TEXT")))

func queryText(sanitized, original string) string {
	switch textMode {
	case "none":
		return ""
	case "full":
		return cut(original, maxText)
	}
	return sanitized
}
