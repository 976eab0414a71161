package hooks

import (
	"fmt"
	"net/http"
	"time"
)

func Before(r *http.Request, d time.Duration) { fmt.Println("before", r == nil, d) }

func After(err any, s string) { fmt.Println("after", err, s) }
