package hooks

import (
	"net/http"
	"time"
)

func BeforeShadow(r *http.Request, d time.Duration) {}

func AfterShadow(err any, s string) {}

func BeforeInt(n int) {}

func AfterInt(n int) {}

func BeforeB(_ any) {}
