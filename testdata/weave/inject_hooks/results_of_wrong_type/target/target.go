package target

type hidden int

func local() hidden { return 5 }

func Local() int { return int(local()) }
