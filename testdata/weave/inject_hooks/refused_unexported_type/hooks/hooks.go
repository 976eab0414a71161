package hooks

import "net/http"

func Before(h *http.Request) {}
