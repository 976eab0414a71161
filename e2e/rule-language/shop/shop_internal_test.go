package shop

import "testing"

func TestValues(t *testing.T) {
	if Greeting != "HELLO" || MaxItems != 20 {
		t.Errorf("got %s, %d", Greeting, MaxItems)
	}
	if got := Label(5); got != "no N5! local" {
		t.Errorf("Label(5) = %q", got)
	}
	order := &Order{ID: "7"}
	order.Checkout()
	if order.audits != 1 {
		t.Errorf("audits = %d", order.audits)
	}
}
