package target

/* comment
 */
func Do(n int) int {
	if n == 0 {
		return 1 // one
	}
	return func() int {
		return n
	}()
}
