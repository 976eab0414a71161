// Package greeting makes greetings.
package greeting

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/time/rate"
)

// ErrNobody is returned for a greeting without a name.
var ErrNobody = errors.New("nobody to greet")

// Greeter makes greetings, at most a few at a time.
type Greeter struct {
	Salutation string
	limiter    *rate.Limiter
}

// New returns a Greeter.
func New(salutation string) *Greeter {
	return &Greeter{Salutation: salutation, limiter: rate.NewLimiter(rate.Every(time.Millisecond), 10)}
}

// Compose makes the greeting for name.
func (g *Greeter) Compose(ctx context.Context, name string) (string, error) {
	if err := g.limiter.WaitN(ctx, 1); err != nil {
		return "", err
	}
	trimmed := strings.TrimSpace(name)
	if trimmed == "" {
		return "", fmt.Errorf("%q: %w", name, ErrNobody)
	}
	return g.Salutation + ", " + trimmed + "!", nil
}

// Mood returns one of the moods in moods.txt.
func Mood(n int) string {
	return moods[n%len(moods)]
}
