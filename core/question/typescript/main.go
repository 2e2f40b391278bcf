// Command typescript writes the page's types of all questions and answers, made from the structs of package question:
// their fields by their json tags, their comments as they are. A field's tag ts, or a line //ts:type in a type's
// comment, says the type where Go's does not. Which answer a question has is said by the comment of its method Answer,
// as in "Answer is a *[Table]."
//
//	go run ./core/question/typescript -out web/src/protocol/questions.gen.ts
package main

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

func main() {
	out := flag.String("out", "", "the file to write; standard output where it is not given")
	folder := flag.String("package", ".", "the folder of package question")
	flag.Parse()
	text, err := generate(*folder)
	if err == nil && *out != "" {
		err = os.WriteFile(*out, []byte(text), 0o644)
	} else if err == nil {
		fmt.Print(text)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "typescript:", err)
		os.Exit(1)
	}
}

// generate returns the types of the package in a folder.
func generate(folder string) (string, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return "", err
	}
	slices.Sort(names)
	w := &writer{declared: map[string]bool{}, answers: map[string]string{}}
	w.line("// Made by core/question/typescript from package question: change that, and run go generate ./core/question.")
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			return "", err
		}
		w.file(file)
	}
	w.index()
	return w.String(), w.err
}

// writer writes TypeScript.
type writer struct {
	strings.Builder
	declared map[string]bool   // the names of all exported types
	answers  map[string]string // by the name of a question's struct: its answer's type, "" where no comment says it
	asks     []string          // the names that questions are asked by, in the order of function named
	err      error             // the first
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *writer) file(file *ast.File) {
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok && t.Name.IsExported() {
					w.declare(t, d.Doc)
				}
			}
		case *ast.FuncDecl:
			switch {
			case d.Recv == nil && d.Name.Name == "named":
				w.readNames(d)
			case d.Recv != nil && d.Name.Name == "Answer":
				text, _ := comment(d.Doc)
				w.answers[w.typeOf(d.Recv.List[0].Type)] = answerIn(text)
			}
		}
	}
}

func (w *writer) declare(t *ast.TypeSpec, doc *ast.CommentGroup) {
	text, given := comment(doc)
	name := t.Name.Name
	w.declared[name] = true
	switch kind := t.Type.(type) {
	case *ast.InterfaceType:
		return
	case *ast.StructType:
		if given == "" && isInside(kind) {
			delete(w.declared, name)
			return
		}
		w.line("")
		w.doc("", text)
		if given != "" {
			w.line("export type %s = %s;", name, given)
			return
		}
		w.structure(name, kind)
	case *ast.ArrayType:
		w.line("")
		w.doc("", text)
		if given == "" {
			given = w.typeOf(kind)
		}
		w.line("export type %s = %s;", name, given)
	}
}

// isInside tells whether a struct has fields, but none that its JSON could have: it is no question and no answer.
func isInside(s *ast.StructType) bool {
	return len(s.Fields.List) > 0 && !slices.ContainsFunc(s.Fields.List, func(f *ast.Field) bool {
		return len(f.Names) == 0 || f.Names[0].IsExported()
	})
}

func (w *writer) structure(name string, s *ast.StructType) {
	extends, members := "", 0
	for _, f := range s.Fields.List {
		if len(f.Names) == 0 {
			extends = " extends " + w.typeOf(f.Type)
		} else {
			members++
		}
	}
	if members == 0 {
		w.line("export type %s = Record<never, never>;", name)
		return
	}
	w.line("export interface %s%s {", name, extends)
	for _, f := range s.Fields.List {
		if len(f.Names) > 0 {
			w.field(f)
		}
	}
	w.line("}")
}

func (w *writer) field(f *ast.Field) {
	raw, err := strconv.Unquote(f.Tag.Value)
	if err != nil {
		w.fail(err)
		return
	}
	tag := reflect.StructTag(raw)
	name, options, _ := strings.Cut(tag.Get("json"), ",")
	mark := ""
	if options == "omitempty" || options == "omitzero" {
		mark = "?"
	}
	typ, optional := tag.Get("ts"), mark != ""
	if typ == "" {
		typ = w.typeOf(f.Type)
		if _, pointer := f.Type.(*ast.StarExpr); pointer && !optional && !strings.HasPrefix(typ, "Moment") {
			typ += " | null"
		}
	}
	text, _ := comment(f.Doc)
	w.doc("  ", text)
	w.line("  %s%s: %s;", name, mark, typ)
}

func (w *writer) typeOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		switch e.Name {
		case "string":
			return "string"
		case "bool":
			return "boolean"
		case "int", "int64", "uint32", "uint64", "float64":
			return "number"
		}
		return e.Name
	case *ast.StarExpr:
		return w.typeOf(e.X)
	case *ast.ArrayType:
		return w.typeOf(e.Elt) + "[]"
	}
	w.fail(fmt.Errorf("no TypeScript for %T", e))
	return "unknown"
}

// readNames reads the cases of function named.
func (w *writer) readNames(f *ast.FuncDecl) {
	ast.Inspect(f, func(n ast.Node) bool {
		if c, ok := n.(*ast.CaseClause); ok {
			for _, value := range c.List {
				name, _ := strconv.Unquote(value.(*ast.BasicLit).Value)
				w.asks = append(w.asks, name)
			}
		}
		return true
	})
}

// answer is how the comment of a question's method Answer begins.
var answer = regexp.MustCompile(`^Answer is (?:an? )?\*?\[(\w+)\]`)

// answerIn returns the answer's type that a comment names, "" where it names none.
func answerIn(text string) string {
	if named := answer.FindStringSubmatch(text); named != nil {
		return named[1]
	}
	return ""
}

// index writes the tables of all questions and of their answers.
func (w *writer) index() {
	w.line("")
	w.doc("", "Every question, by the name that it is asked by.")
	w.line("export interface Questions {")
	for _, ask := range w.asks {
		if name := structOf(ask); w.declared[name] {
			w.line("  %s: %s;", ask, name)
		} else {
			w.fail(fmt.Errorf("the question %q has no struct %s", ask, name))
		}
	}
	w.line("}")
	w.line("")
	w.doc("", "Every question's answer, by the name that the question is asked by.")
	w.line("export interface Answers {")
	for _, ask := range w.asks {
		if name := w.answers[structOf(ask)]; w.declared[name] {
			w.line("  %s: %s;", ask, name)
		} else {
			w.fail(fmt.Errorf("the comment of %s's method Answer names %q, want a type as in: Answer is a *[Table]", structOf(ask), name))
		}
	}
	w.line("}")
}

// structOf returns the name of a question's struct.
func structOf(ask string) string { return strings.ToUpper(ask[:1]) + ask[1:] + "Question" }

func (w *writer) doc(indent, text string) {
	switch lines := strings.Split(text, "\n"); {
	case text == "":
	case len(lines) == 1 && len(text) < 90:
		w.line("%s/** %s */", indent, text)
	default:
		w.line("%s/**", indent)
		for _, l := range lines {
			w.line("%s * %s", indent, l)
		}
		w.line("%s */", indent)
	}
}

// comment returns the text of a comment, and what its line //ts:type says.
func comment(group *ast.CommentGroup) (text, given string) {
	if group == nil {
		return "", ""
	}
	for _, c := range group.List {
		if rest, ok := strings.CutPrefix(c.Text, "//ts:type "); ok {
			given = rest
		}
	}
	return strings.TrimSpace(group.Text()), given
}
