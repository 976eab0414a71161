package target

import "net/http"

func Unnamed(int, *http.Request, func(a, b int) error) string { return "unnamed" }
