package httpattr

import (
	"net/url"
	"strings"
)

// Values of these query parameters are secrets. Source: semantic conventions 1.37.0, attribute url.query.
func secret(key string) bool {
	switch key {
	case "AWSAccessKeyId", "Signature", "sig", "X-Goog-Signature":
		return true
	}
	return false
}

const redacted = "REDACTED"

func RedactQuery(query string) string {
	if !strings.Contains(query, "ig") && !strings.Contains(query, "AWSAccessKeyId") {
		return query
	}
	parts := strings.Split(query, "&")
	for i, part := range parts {
		if key, _, ok := strings.Cut(part, "="); ok && secret(key) {
			parts[i] = key + "=" + redacted
		}
	}
	return strings.Join(parts, "&")
}

// FullURL is url.full: without credentials. Source: semantic conventions 1.37.0, attribute url.full.
func FullURL(u *url.URL) string {
	query := RedactQuery(u.RawQuery)
	if u.User == nil && query == u.RawQuery {
		return u.String()
	}
	clean := *u
	clean.RawQuery = query
	if u.User != nil {
		clean.User = url.UserPassword(redacted, redacted)
	}
	return clean.String()
}
