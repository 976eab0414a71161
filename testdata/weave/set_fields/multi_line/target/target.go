package target

type Options struct {
	Name  string
	Limit int
	Sizes []int
}

func Do() Options {
	return Options{
		Name: "a" +
			"b", // two
		Sizes: []int{
			1,
		}, // last
	}
}
