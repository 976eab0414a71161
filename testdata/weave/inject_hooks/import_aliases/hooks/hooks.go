package hooks

import (
	"fmt"
	"net/url"
	"strings"
)

func Before(b *strings.Builder, u *url.URL) { fmt.Println("before", b.Len(), u) }

func After(r *strings.Reader, err error) { fmt.Println("after", r.Len(), err) }
