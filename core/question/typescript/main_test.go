package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// generated makes the types of a package that has one question, with this comment at its method Answer.
func generated(t *testing.T, comment, structure string) (string, error) {
	t.Helper()
	folder := t.TempDir()
	source := "package question\n\nfunc named(ask string) Question {\n\tswitch ask {\n\tcase \"row\":\n\t\treturn &RowQuestion{}\n\t}\n\treturn nil\n}\n\n" +
		"// Row is a row.\n//\n//ts:type string | null\ntype Row struct{ text string }\n\n" +
		"// Reader has nothing that JSON has.\ntype Reader struct{ at int }\n\n" +
		"// " + structure + " asks for a row.\ntype " + structure + " struct{}\n\n" +
		comment + "\nfunc (q *" + structure + ") Answer() {}\n"
	require.NoError(t, os.WriteFile(filepath.Join(folder, "row.go"), []byte(source), 0o600))
	return generate(folder)
}

func TestTheAnswersTypeIsWhatTheCommentNames(t *testing.T) {
	for _, comment := range []string{
		"// Answer is a [Row].", "// Answer is an *[Row]. It is final.", "// Answer is [Row], or an [Other].",
	} {
		text, err := generated(t, comment, "RowQuestion")
		require.NoError(t, err)
		require.Contains(t, text, "export type Row = string | null;\n")
		require.NotContains(t, text, "Reader")
		require.Contains(t, text, "export interface Answers {\n  row: Row;\n}\n")
	}
}

func TestAQuestionWithoutAnAnswersTypeIsRefused(t *testing.T) {
	for comment, want := range map[string]string{
		"": `names ""`, "// Answer answers it.": `names ""`, "// Answer is a [Column].": `names "Column"`, "// Answer is a *[Reader].": `names "Reader"`,
	} {
		_, err := generated(t, comment, "RowQuestion")
		require.ErrorContains(t, err, "the comment of RowQuestion's method Answer "+want+", want a type as in: Answer is a *[Table]")
	}
	_, err := generated(t, "// Answer is a [Row].", "LineQuestion")
	require.ErrorContains(t, err, `the question "row" has no struct RowQuestion`)
}
