package target

import (
	"errors"
	"fmt"
	"sync"
)

var mu sync.Mutex

func RecoverNamed(n int) (s string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered %v", r)
		}
	}()
	if n < 0 {
		panic("negative")
	}
	return "ok", nil
}

func RecoverUnnamed(n int) int {
	defer func() { recover() }()
	if n < 0 {
		panic("negative")
	}
	return n
}

func Reads(n int) (s string, err error) {
	defer func() {
		if err != nil {
			fmt.Println("failed", err.Error())
		}
	}()
	if n < 0 {
		return "", errors.New("negative")
	}
	return "ok", nil
}

func Assigns(n int) (_ string, err error) {
	defer func() { err = errors.Join(err, errors.New("joined")) }()
	return "assigned", nil
}

func Harmless(n int) (s string, err error) {
	mu.Lock()
	defer mu.Unlock()
	return "harmless", nil
}

func closeInto(err *error) { *err = errors.New("close") }

func Address(n int) (s string, err error) {
	defer closeInto(&err)
	return "address", nil
}

func rescue() { recover() }

func Helper(n int) int {
	defer rescue()
	panic(n)
}

func Panics(n int) (string, error) {
	if n < 0 {
		panic("negative")
	}
	return "calm", nil
}
