package target

var otelret = "mine"

func otelhook_Own() string { return otelret }

func Own(n int) (string, int) {
	otelend := n
	return otelhook_Own(), otelend
}
