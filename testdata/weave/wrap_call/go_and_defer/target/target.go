package target

import "fmt"

func say(done chan<- bool, a ...string) {
	fmt.Println(a)
	if done != nil {
		close(done)
	}
}

func Do() {
	defer say(nil, "deferred")
	done := make(chan bool)
	go say(done, "gone")
	<-done
}
