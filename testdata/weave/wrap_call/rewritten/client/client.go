package client

import (
	"context"
	"fmt"
)

func Get(url string, tries int) string { return fmt.Sprint("get ", url, tries) }

func GetContext(ctx context.Context, url string, tries int) string {
	return fmt.Sprint("with ", ctx.Value(0), " ", url, tries)
}

func All(url string, more ...int) string { return fmt.Sprint("all ", url, more) }

func Must(s string) string { return "must " + s }
