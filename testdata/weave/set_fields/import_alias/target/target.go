package target

import web "net/url"

func Do() string {
	u := web.URL{Host: "example.com"}
	return u.String()
}
