package hooks

import "example.com/w/api"

func After(s string, err error) {}

func AfterOne(n int) {}

func AfterExit(s string, err error, exit api.Exit) {}
