// Command export logs with each library, at each level and with fields of each kind, and ends in each way that a program ends.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"

	"example.com/logs/request"
)

var scenarios = map[string]func(context.Context){
	"std":     std,
	"logrus":  withLogrus,
	"zap":     withZap,
	"zerolog": withZerolog,
	"bridges": bridges,
	"many":    many,
	"one":     func(context.Context) { log.Print("one") },
}

var ends = map[string]func(){
	"return": func() {},
	"exit":   func() { log.Print("last"); os.Exit(3) },
	"log":    func() { log.Fatal("last") },
	"logrus": func() { logrus.Fatal("last") },
	"zap":    func() { zap.NewExample().Fatal("last") },
	"zerolog": func() {
		l := zerolog.New(os.Stdout)
		l.Fatal().Msg("last")
	},
	"panic": func() { log.Panic("last") },
	// The signal ends the program: nobody is told of it.
	"signal": func() {
		log.Print("last")
		fmt.Println("waiting")
		select {}
	},
	"notified": func() {
		arrived := make(chan os.Signal, 1)
		signal.Notify(arrived, syscall.SIGTERM)
		fmt.Println("waiting")
		<-arrived
		log.Print("last")
	},
}

func main() {
	scenario, end := flag.String("scenario", "one", ""), flag.String("end", "return", "")
	flag.Parse()
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	request.Run(scenarios[*scenario])
	ends[*end]()
}

// many logs more than a queue of the test holds.
func many(context.Context) {
	for i := range 1000 {
		log.Print(i)
	}
}

// caught calls f, which may panic.
func caught(f func()) {
	defer func() { _ = recover() }()
	f()
}
