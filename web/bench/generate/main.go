// Command generate writes the log that the benchmark's peers are given, and what they are asked about it.
//
// The folder named by -out gets log.ndjson; log.csv, with -csv, which holds the same events for those that
// can't read JSON; and, last of all, questions.json.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"hindsight/core/shop"
)

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(args []string, stderr io.Writer) error {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	flags.SetOutput(stderr)
	events := flags.Int("events", 10_000, "how many events")
	seed := flags.Uint64("seed", 1, "which history of that length, and which questions")
	late := flags.Bool("late", false, "let one event in a thousand come up to an hour late")
	csv := flags.Bool("csv", false, "write the log as CSV too")
	parts := flags.String("parts", "", "also ask about the first so many events alone, `counts` with commas between")
	out := flags.String("out", "", "the `folder` to write to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	counts, err := partsOf(*parts, *events)
	if err != nil {
		return err
	}
	g := shop.NewGenerator(shop.Plan{Events: *events, Seed: *seed, Late: *late})
	return write(*out, g, newSurvey(*seed, counts), *csv)
}

// partsOf reads how many events are asked about at a time: those named, if there are as many, and all.
func partsOf(text string, events int) ([]int, error) {
	counts := []int{events}
	for part := range strings.SplitSeq(text, ",") {
		if part == "" {
			continue
		}
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("got the part %q, want a number of events", part)
		}
		if n < events {
			counts = append(counts, n)
		}
	}
	return counts, nil
}

// write writes all files; questions.json, by which a folder is known to be complete, comes last.
func write(folder string, g *shop.Generator, s *survey, csv bool) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	log, err := create(filepath.Join(folder, "log.ndjson"))
	if err != nil {
		return err
	}
	table := &file{buffer: bufio.NewWriter(io.Discard)}
	if csv {
		if table, err = create(filepath.Join(folder, "log.csv")); err != nil {
			return err
		}
		table.put([]byte(csvHeader))
	}
	var line []byte
	for e := range g.All() {
		e.Position = uint64(s.seen()) + 1
		s.see(&e)
		line = appendLine(line[:0], &e)
		log.put(line)
		if csv {
			if line, err = appendRow(line[:0], &e); err != nil {
				return err
			}
			table.put(line)
		}
		s.reach(log.size, table.size)
	}
	if err := log.close(); err != nil {
		return err
	}
	if err := table.close(); err != nil {
		return err
	}
	questions, err := json.Marshal(s.questions())
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "questions.json"), questions, 0o644)
}
