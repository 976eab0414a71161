package target

import (
	. "net/url"
	str "strings"
	_ "time"
)

func Do(b *str.Builder, u *URL) (r *str.Reader, err error) {
	return str.NewReader(b.String() + u.Path), nil
}
