package event_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
)

func TestParseTimeReadsRFC3339(t *testing.T) {
	tests := []struct{ text, want string }{
		{"2026-01-06T15:00:00Z", "2026-01-06T15:00:00Z"},
		{"2026-01-06T15:00:00.5Z", "2026-01-06T15:00:00.5Z"},
		{"2026-01-06T15:00:00.123456789Z", "2026-01-06T15:00:00.123456789Z"},
		{"2026-01-06T15:00:00.000000000Z", "2026-01-06T15:00:00Z"},
		{"2026-01-06T15:00:00+05:30", "2026-01-06T09:30:00Z"},
		{"2026-01-06T15:00:00-23:59", "2026-01-07T14:59:00Z"},
		{"2026-01-06T15:00:00-00:00", "2026-01-06T15:00:00Z"},
		{"2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"},
		{"2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"},
		{"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"},
		{"1678-01-01T00:00:00Z", "1678-01-01T00:00:00Z"},
		{"2261-12-31T23:59:59.999999999Z", "2261-12-31T23:59:59.999999999Z"},
		{"2262-01-01T00:59:59+01:00", "2261-12-31T23:59:59Z"},
		{"1677-12-31T23:00:00-01:00", "1678-01-01T00:00:00Z"},
	}
	for _, c := range tests {
		got, err := event.ParseTime(c.text)
		require.NoError(t, err, c.text)
		require.Equal(t, c.want, got.String())
	}
}

func TestParseTimeRefusesWhatIsNone(t *testing.T) {
	const form = "RFC 3339 with an offset, such as 2026-01-06T15:00:00Z"
	const bounds = "one from 1678-01-01T00:00:00Z until before 2262-01-01T00:00:00Z"
	const decimals = "one to nine decimals of a second"
	tests := []struct{ text, want string }{
		{"", form}, {"now", form}, {"2026-01-06", form}, {"2026-01-06T15:00:00", form}, {"2026-01-06T15:00Z", form},
		{"2026-01-06 15:00:00Z", form}, {"2026-01-06t15:00:00z", form}, {"2026-01-06T15:00:00z", form}, {"2026-1-6T15:00:00Z", form},
		{"2026-13-01T00:00:00Z", form}, {"2026-00-01T00:00:00Z", form}, {"2026-01-00T00:00:00Z", form}, {"2026-02-29T00:00:00Z", form},
		{"1900-02-29T00:00:00Z", form}, {"2026-04-31T00:00:00Z", form}, {"2026-01-06T24:00:00Z", form}, {"2026-01-06T15:60:00Z", form},
		{"2016-12-31T23:59:60Z", form}, {"2026-01-06T15:00:00+1:00", form}, {"2026-01-06T15:00:00+0100", form}, {"2026-01-06T15:00:00+24:00", form},
		{"2026-01-06T15:00:00+01:60", form}, {"2026-01-06T15:00:00ZZ", form}, {" 2026-01-06T15:00:00Z", form}, {"2026-01-06T15:00:00Z ", form},
		{"+2026-01-06T15:00:00Z", form}, {"12026-01-06T15:00:00Z", form}, {"-026-01-06T15:00:00Z", form}, {"２０26-01-06T15:00:00Z", form},
		{"2026-01-06T15:00:00,5Z", form}, {"2026-01-06T15:00:00.5", form},
		{"2026-01-06T15:00:00.Z", decimals}, {"2026-01-06T15:00:00.1234567891Z", decimals},
		{"0000-01-01T00:00:00Z", bounds}, {"1677-12-31T23:59:59.999999999Z", bounds}, {"1678-01-01T00:59:59+01:00", bounds},
		{"2262-01-01T00:00:00Z", bounds}, {"2261-12-31T23:59:59-00:01", bounds}, {"9999-12-31T23:59:59Z", bounds},
	}
	for _, c := range tests {
		_, err := event.ParseTime(c.text)
		require.EqualError(t, err, fmt.Sprintf("got the time %q, want %s", c.text, c.want))
	}
	_, err := event.ParseTime(strings.Repeat("x", 1<<20))
	require.Less(t, len(err.Error()), 200)
}

// differs tells of the texts that time.Parse reads otherwise, on purpose:
//
//   - a comma for the decimal point and one digit for the hour, which Go takes and RFC 3339 does not;
//   - more than nine decimals, which Go cuts off without a word;
//   - an offset of 24 hours or of 60 minutes, which Go takes.
func differs(text string) bool {
	if strings.Contains(text, ",") || len(text) > 12 && text[12] == ':' {
		return true
	}
	_, decimals, _ := strings.Cut(text, ".")
	if len(decimals)-len(strings.TrimLeft(decimals, "0123456789")) > 9 {
		return true
	}
	if len(text) < 6 || text[len(text)-3] != ':' {
		return false
	}
	zone := text[len(text)-6:]
	return (zone[0] == '+' || zone[0] == '-') && (zone[1:3] >= "24" || zone[4:6] >= "60")
}

func requireParsesAsGo(t require.TestingT, text string) {
	got, err := event.ParseTime(text)
	bound, boundErr := event.ParseBound(text)
	want, goErr := time.Parse(time.RFC3339Nano, text)
	if differs(text) {
		return
	}
	if goErr != nil {
		require.Error(t, err, "%q", text)
		require.Error(t, boundErr, "%q", text)
		return
	}
	require.NoError(t, boundErr, "%q", text)
	switch first, end := time.Date(1678, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2262, 1, 1, 0, 0, 0, 0, time.UTC); {
	case want.Before(first):
		require.Error(t, err, "%q", text)
		require.Equal(t, event.MinTime, bound)
	case !want.Before(end):
		require.Error(t, err, "%q", text)
		require.Equal(t, event.MaxTime, bound)
	default:
		require.NoError(t, err, "%q", text)
		require.True(t, want.Equal(event.StdTime(got)), "%q: %v", text, got)
		require.Equal(t, got, bound)
		require.Equal(t, want.UTC().Format(time.RFC3339Nano), got.String())
	}
}

func TestParseTimeAgreesWithGo(t *testing.T) {
	digits := func(n int) *rapid.Generator[string] { return rapid.StringMatching(fmt.Sprintf(`[0-9]{%d}`, n)) }
	rapid.Check(t, func(t *rapid.T) {
		text := fmt.Sprintf("%s-%s-%sT%s:%s:%s%s%s",
			rapid.OneOf(digits(4), rapid.StringMatching(`(19|20)[0-9]{2}`), rapid.SampledFrom([]string{"1677", "1678", "2261", "2262"})).Draw(t, "year"),
			rapid.StringMatching(`0[1-9]|1[0-2]|[0-9]{2}`).Draw(t, "month"), rapid.StringMatching(`[0-2][0-9]|3[01]|[0-9]{2}`).Draw(t, "day"),
			rapid.StringMatching(`[01][0-9]|2[0-4]`).Draw(t, "hour"), rapid.StringMatching(`[0-6][0-9]`).Draw(t, "minute"),
			rapid.StringMatching(`[0-6][0-9]`).Draw(t, "second"), rapid.StringMatching(`(\.[0-9]{0,11})?`).Draw(t, "decimals"),
			rapid.StringMatching(`Z|[+-]([01][0-9]|2[0-4]):[0-6][0-9]|z|`).Draw(t, "zone"))
		requireParsesAsGo(t, text)
	})
	rapid.Check(t, func(t *rapid.T) {
		text := []byte("2026-01-06T15:00:00.123456789+01:00")
		for range rapid.IntRange(1, 3).Draw(t, "changes") {
			text[rapid.IntRange(0, len(text)-1).Draw(t, "at")] = rapid.SampledFrom([]byte("0123456789-+:.TZz ,e\x00\xff")).Draw(t, "byte")
		}
		requireParsesAsGo(t, string(text))
	})
}

func FuzzParseTime(f *testing.F) {
	for _, text := range []string{"", "2026-01-06T15:00:00Z", "2261-12-31T23:59:59.999999999+00:01", "1678-01-01T00:00:00-23:59", "2024-02-29T00:00:00.1Z"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { requireParsesAsGo(t, text) })
}

func TestTimesKeepTheirOrderAndComeBack(t *testing.T) {
	times := rapid.Uint64Range(uint64(event.MinTime), uint64(event.MaxTime))
	rapid.Check(t, func(t *rapid.T) {
		a, b := event.Time(times.Draw(t, "a")), event.Time(times.Draw(t, "b"))
		require.Equal(t, a < b, event.StdTime(a).Before(event.StdTime(b)))
		require.Equal(t, event.StdTime(a).Format(time.RFC3339Nano), a.String())
		again, err := event.ParseTime(a.String())
		require.NoError(t, err)
		require.Equal(t, a, again)
		again, err = event.TimeOf(event.StdTime(a).In(time.FixedZone("", 3600)))
		require.NoError(t, err)
		require.Equal(t, a, again)
	})
}

func TestTheBoundsOfATime(t *testing.T) {
	require.Equal(t, "1678-01-01T00:00:00Z", event.MinTime.String())
	require.Equal(t, "2261-12-31T23:59:59.999999999Z", event.MaxTime.String())
	require.Equal(t, "", event.Time(0).String())
	require.True(t, event.StdTime(0).IsZero())
	_, err := event.TimeOf(time.Time{})
	require.EqualError(t, err, `got the time "-62135596800 s from 1970 on", want one from 1678-01-01T00:00:00Z until before 2262-01-01T00:00:00Z`)
	_, err = event.TimeOf(event.StdTime(event.MaxTime).Add(1))
	require.Error(t, err)
}

func TestEveryDayIsWrittenAsGoWritesIt(t *testing.T) {
	for at := event.StdTime(event.MinTime); at.Year() < 2262; at = at.AddDate(0, 0, 1) {
		written, err := event.TimeOf(at)
		require.NoError(t, err)
		if want := at.Format(time.RFC3339Nano); want != written.String() {
			require.Equal(t, want, written.String())
		}
	}
}

func TestParseBoundTakesWhatIsBeyondTheLog(t *testing.T) {
	for text, want := range map[string]event.Time{
		"0000-01-01T00:00:00Z": event.MinTime, "1677-12-31T23:59:59Z": event.MinTime, "1678-01-01T00:00:00Z": event.MinTime,
		"2262-01-01T00:00:00Z": event.MaxTime, "9999-12-31T23:59:59Z": event.MaxTime, "1678-01-01T00:00:00.000000001Z": event.MinTime + 1,
	} {
		got, err := event.ParseBound(text)
		require.NoError(t, err)
		require.Equal(t, want, got, text)
	}
	_, err := event.ParseBound("2026-01-06T15:00:00")
	require.Error(t, err)
}

func BenchmarkParseTime(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := event.ParseTime("2026-01-06T15:00:00.123Z"); err != nil {
			b.Fatal(err)
		}
	}
}

func TestMilliseconds(t *testing.T) {
	for text, want := range map[string]float64{
		"1970-01-01T00:00:00Z":        0,
		"1969-12-31T23:59:59.9995Z":   -0.5,
		"2026-01-06T15:00:00.000250Z": 1767711600000.25,
		"1678-01-01T00:00:00Z":        -9214560000000,
		"2261-12-31T23:59:59.999Z":    9214646399999,
	} {
		at, err := event.ParseTime(text)
		require.NoError(t, err)
		require.Equal(t, want, at.Milliseconds(), text)
	}
}
