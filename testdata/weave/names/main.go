package main

import (
	"fmt"
	"net/http"
	"time"
	_ "unsafe"

	"example.com/w/names/target"
)

//go:linkname hookShadow example.com/w/names/target.otel1hook_Shadow
var hookShadow func(*http.Request, time.Duration)

//go:linkname afterWindows example.com/w/names/target.otel1after_Windows
var afterWindows func(int)

//go:linkname afterMarked example.com/w/names/target.otel1after_Marked
var afterMarked func(int)

//go:linkname afterSize example.com/w/names/target.otel1after_Größe
var afterSize func(int)

//go:linkname hookB example.com/w/names/target.otel1hook_A_B
var hookB func(int)

//go:linkname hookB2 example.com/w/names/target.otel1hook_A_B_2
var hookB2 func(any)

func use() {
	_, s := target.Shadow(nil, time.Second)
	fmt.Println(s, target.Windows(0), target.Windows(5), target.Marked(1), target.Größe(1), target.A_B(1))
	new(target.A).B()
}

func main() {
	use()
	hookShadow = func(r *http.Request, d time.Duration) { fmt.Println("  before", d) }
	see := func(n int) { fmt.Println("  after", n) }
	afterWindows, afterMarked, afterSize = see, see, see
	hookB, hookB2 = func(int) { fmt.Println("  A_B") }, func(any) { fmt.Println("  A.B") }
	use()
}
