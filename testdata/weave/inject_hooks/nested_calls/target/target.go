package target

func Inner(n int) int { return n + 1 }

func Outer(n int) int {
	done := make(chan int)
	go func() { done <- Inner(n) }()
	return Inner(<-done)
}
