package target

type node struct{ name string }

func (n *node) walk(deep bool) string { return n.name }

func Walk() string { return (&node{"root"}).walk(true) }
