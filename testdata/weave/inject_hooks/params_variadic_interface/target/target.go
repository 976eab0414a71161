package target

import (
	"errors"
	"fmt"
)

func Log(format string, args ...any) { fmt.Printf(format+"\n", args...) }

func Errors(errs ...error) error { return errors.Join(errs...) }
