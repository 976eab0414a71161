// Command lines prints the lines that the functions of Go binaries have in their line tables, as JSON: one object a binary, with
// the function's name as key and a list of file:line as value.
//
//	lines PREFIX BINARY...
package main

import (
	"debug/elf"
	"debug/gosym"
	"debug/macho"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
)

func main() {
	tables := []map[string][]string{}
	for _, name := range os.Args[2:] {
		lines, err := linesOf(name, os.Args[1])
		if err != nil {
			fmt.Fprintln(os.Stderr, name+":", err)
			os.Exit(1)
		}
		tables = append(tables, lines)
	}
	if err := json.NewEncoder(os.Stdout).Encode(tables); err != nil {
		os.Exit(1)
	}
}

func linesOf(name, prefix string) (map[string][]string, error) {
	text, data, err := sections(name)
	if err != nil {
		return nil, err
	}
	table, err := gosym.NewTable(nil, gosym.NewLineTable(data, text))
	if err != nil {
		return nil, err
	}
	lines := map[string][]string{}
	for i := range table.Funcs {
		fn := &table.Funcs[i]
		if !strings.HasPrefix(fn.Name, prefix) && !strings.HasPrefix(fn.Name, "main.") {
			continue
		}
		seen := map[string]bool{}
		for pc := fn.Entry; pc < fn.End; pc++ {
			if file, line, _ := table.PCToLine(pc); line > 0 {
				seen[fmt.Sprintf("%s:%d", file, line)] = true
			}
		}
		for line := range seen {
			lines[fn.Name] = append(lines[fn.Name], line)
		}
		sort.Strings(lines[fn.Name])
	}
	return lines, nil
}

// sections returns the address of the text section and the contents of the line table.
func sections(name string) (uint64, []byte, error) {
	if file, err := elf.Open(name); err == nil {
		defer file.Close()
		text, table := file.Section(".text"), file.Section(".gopclntab")
		if text == nil || table == nil {
			return 0, nil, errors.New("no Go line table")
		}
		data, err := table.Data()
		return text.Addr, data, err
	}
	file, err := macho.Open(name)
	if err != nil {
		return 0, nil, err
	}
	defer file.Close()
	text, table := file.Section("__text"), file.Section("__gopclntab")
	if text == nil || table == nil {
		return 0, nil, errors.New("no Go line table")
	}
	data, err := table.Data()
	return text.Addr, data, err
}
