package hooks

import "fmt"

func B1(n int) { fmt.Println("before b") }

func A1(n int) { fmt.Println("after b") }

func B2(n int) { fmt.Println("before a") }

func A2(n int) { fmt.Println("after a") }

func B3(n int) { fmt.Println("before z") }

func A3(n int) { fmt.Println("after z") }
