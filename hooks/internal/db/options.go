package db

import (
	"os"
	"strings"
)

// TextMode is how much of what is asked db.query.text tells.
type TextMode uint8

const (
	// Sanitized is without the user's data.
	Sanitized TextMode = iota
	Full
	None
)

// Text is what OTEL_GO_DB_QUERY_TEXT says: `sanitized` (the default), `full` or `none`.
var Text = textModeOf(os.Getenv("OTEL_GO_DB_QUERY_TEXT"))

func textModeOf(value string) TextMode {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "full":
		return Full
	case "none":
		return None
	}
	return Sanitized
}

func queryText(sanitized, original string) string {
	switch Text {
	case None:
		return ""
	case Full:
		return cut(original, maxText)
	}
	return sanitized
}
