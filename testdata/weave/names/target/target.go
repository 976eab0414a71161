package target

import (
	"net/http"
	"time"
)

// otelret is here so that weaving must choose other names.
var otelret = "mine"

type error interface{ Error() string }

func Shadow(http *http.Request, time time.Duration) (err error, s string) {
	string := otelret
	return nil, string
}

func /* comment */ Größe(n int) int { s := "größer 😀"; return n + len(s) }

func A_B(n int) int { return n }

type A struct{}

func (a *A) B() {}
