package target

import "fmt"

func tag(k, v string) { fmt.Println(k, v) }

type T struct{}

//otelc:span name:work kind:server
func (T) Do() {}
