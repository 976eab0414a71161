package b1

func Other() {}
