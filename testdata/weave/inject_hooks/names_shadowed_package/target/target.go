package target

import (
	"net/http"
	"time"
)

type error interface{ Error() string }

func Shadow(http *http.Request, time time.Duration) (err error, s string) {
	string, byte, len := "text", 1, 2
	_, _ = byte, len
	return nil, string
}
