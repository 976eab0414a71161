package target

type Transport struct{ Name string }

func (t *Transport) RoundTrip(url string) (string, error) { return t.roundTrip(url) }

func (t *Transport) roundTrip(url string) (string, error) { return t.Name + " " + url, nil }

func Internal() *Transport { return &Transport{Name: "internal"} }

func Both(n int) int { return n }
