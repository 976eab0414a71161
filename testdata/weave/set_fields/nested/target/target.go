package target

type Inner struct{ N, M int }

type Outer struct{ Inner *Inner }

func Do() int {
	o := Outer{Inner: &Inner{M: 1}}
	return o.Inner.N + o.Inner.M
}
