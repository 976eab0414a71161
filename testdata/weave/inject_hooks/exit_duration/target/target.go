package target

import "time"

func Wait() { time.Sleep(time.Millisecond) }
