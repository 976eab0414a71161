package target

import "slices"

func Do(list []int) int { return slices.Max(list) + slices.Max[[]int](list) }
