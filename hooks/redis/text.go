package redis

import (
	"strings"

	"github.com/redis/go-redis/v9"
	"go.opentelemetry.io/otel/attribute"

	"otel-go.internal/hooks/internal/db"
	"otel-go.internal/hooks/internal/semconv"
)

const (
	maxText     = 2048 // bytes of db.query.text
	maxCommands = 64   // commands of a pipeline that it shows
	ellipsis    = "..."
)

// batchName is the operation's name of several commands. Source: semantic conventions 1.37.0, docs/database/redis.md.
func batchName(kind string, cmds []redis.Cmder) string {
	if len(cmds) == 0 {
		return kind
	}
	name := cmds[0].Name()
	for _, cmd := range cmds[1:] {
		if cmd.Name() != name {
			return kind
		}
	}
	return kind + " " + name
}

func batchSize(n int) attribute.KeyValue { return semconv.DBOperationBatchSize(n) }

func queryText(cmd redis.Cmder) attribute.KeyValue {
	var b strings.Builder
	writeCommand(&b, cmd)
	return semconv.DBQueryText(b.String())
}

func queryTexts(cmds []redis.Cmder) attribute.KeyValue {
	var b strings.Builder
	for i, cmd := range cmds {
		if i > 0 {
			b.WriteString("; ")
		}
		if i == maxCommands || b.Len() >= maxText {
			b.WriteString(ellipsis)
			break
		}
		writeCommand(&b, cmd)
	}
	return semconv.DBQueryText(b.String())
}

func subscribeText(name string, channels []string) attribute.KeyValue {
	var b strings.Builder
	b.WriteString(name)
	for _, channel := range channels {
		if !writeArgument(&b, channel) {
			break
		}
	}
	return semconv.DBQueryText(b.String())
}

func writeCommand(b *strings.Builder, cmd redis.Cmder) {
	args := cmd.Args()
	name := cmd.FullName()
	b.WriteString(name)
	// A name of two words has taken the second argument.
	for _, arg := range args[min(len(args), 1+strings.Count(name, " ")):] {
		if !writeArgument(b, arg) {
			return
		}
	}
}

// writeArgument says whether there is room for more.
func writeArgument(b *strings.Builder, arg any) bool {
	if b.Len() >= maxText {
		b.WriteString(" " + ellipsis)
		return false
	}
	// Keys and values are the user's data.
	if db.Text != db.Full {
		b.WriteString(" ?")
		return true
	}
	b.WriteByte(' ')
	value := argumentText(arg)
	if room := maxText - b.Len(); len(value) > room {
		b.WriteString(strings.ToValidUTF8(value[:max(room, 0)], ""))
		b.WriteString(ellipsis)
		return false
	}
	b.WriteString(strings.ToValidUTF8(value, "?"))
	return true
}
