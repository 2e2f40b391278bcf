package event

import (
	"fmt"
	"strconv"
	"time"
)

// Time is an instant in UTC, in nanoseconds since just before 1678. The zero value means that there is
// no time. Times compare with < and ==, and one machine word holds each that the log can: 1678-01-01
// to the end of 2261.
type Time uint64

// The bounds of a Time: the first and the last instant the log can hold.
const (
	MinTime Time = 1
	MaxTime Time = (beforeEpoch + afterEpoch) * 1e9
)

const (
	beforeEpoch = 9_214_560_000 // seconds from 1678-01-01 to 1970-01-01
	afterEpoch  = 9_214_646_400 // seconds from 1970-01-01 to 2262-01-01
)

// TimeError is returned for a text that is no time, or none that the log can hold.
type TimeError struct {
	Text string // what was got, cut when it is long
	Want string // what was wanted
}

// Error names what was got and what was wanted.
func (e *TimeError) Error() string {
	return fmt.Sprintf("got the time %q, want %s", e.Text, e.Want)
}

// timeError cuts what was got, so that a hostile text does not flood the message.
func timeError(text, want string) error {
	if len(text) > 64 {
		text = text[:64] + "…"
	}
	return &TimeError{Text: text, Want: want}
}

// TimeOf turns a time.Time into a Time. It returns a *[TimeError] outside of [MinTime, MaxTime].
func TimeOf(t time.Time) (Time, error) {
	at, side := place(t.Unix(), t.Nanosecond())
	if side != 0 {
		return 0, outOfBounds(strconv.FormatInt(t.Unix(), 10) + " s from 1970 on")
	}
	return at, nil
}

// Now returns the time by this machine's clock, brought within what the log can hold.
func Now() Time {
	now := time.Now()
	at, _ := place(now.Unix(), now.Nanosecond())
	return at
}

// Milliseconds returns how many milliseconds from 1970 on it is, as JavaScript counts them, to within a fraction
// of a microsecond.
func (t Time) Milliseconds() float64 {
	return float64(int64(t/1e6)-beforeEpoch*1e3) + (float64(t%1e6)-float64(MinTime))/1e6
}

// place puts an instant on the scale; side is -1 before it and 1 behind it.
func place(seconds int64, nanos int) (at Time, side int) {
	switch {
	case seconds < -beforeEpoch:
		return MinTime, -1
	case seconds >= afterEpoch:
		return MaxTime, 1
	}
	return Time(uint64(seconds+beforeEpoch)*1e9+uint64(nanos)) + MinTime, 0
}

func outOfBounds(text string) error {
	return timeError(text, "one from 1678-01-01T00:00:00Z until before 2262-01-01T00:00:00Z")
}

// ParseTime reads an RFC 3339 time with any offset and up to nine decimals. It returns a *[TimeError]
// for anything else, a missing offset and a time out of bounds among them.
func ParseTime(text string) (Time, error) {
	seconds, nanos, err := parseRFC3339(text)
	if err != nil {
		return 0, err
	}
	at, side := place(seconds, nanos)
	if side != 0 {
		return 0, outOfBounds(text)
	}
	return at, nil
}

// ParseBound reads a time as ParseTime does, for use as one end of a range: a time before or behind all
// that the log can hold is no error but MinTime or MaxTime, as no event is beyond them.
func ParseBound(text string) (Time, error) {
	seconds, nanos, err := parseRFC3339(text)
	if err != nil {
		return 0, err
	}
	at, _ := place(seconds, nanos)
	return at, nil
}

const wantTime = "RFC 3339 with an offset, such as 2026-01-06T15:00:00Z"

// parseRFC3339 reads the date-time of RFC 3339, section 5.6, without leap seconds.
func parseRFC3339(s string) (seconds int64, nanos int, err error) {
	if len(s) < len("2006-01-02T15:04:05Z") || s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' || s[16] != ':' {
		return 0, 0, timeError(s, wantTime)
	}
	century, year, month, day := twoDigits(s, 0), twoDigits(s, 2), twoDigits(s, 5), twoDigits(s, 8)
	hour, minute, second := twoDigits(s, 11), twoDigits(s, 14), twoDigits(s, 17)
	// Only what is no number is negative, and it makes the whole negative.
	if century|year|month|day|hour|minute|second < 0 {
		return 0, 0, timeError(s, wantTime)
	}
	year += century * 100
	if month < 1 || 12 < month || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59 {
		return 0, 0, timeError(s, wantTime)
	}
	rest := s[19:]
	if rest[0] == '.' {
		var ok bool
		if nanos, rest, ok = fraction(rest[1:]); !ok {
			return 0, 0, timeError(s, "one to nine decimals of a second")
		}
	}
	offset, ok := zone(rest)
	if !ok {
		return 0, 0, timeError(s, wantTime)
	}
	return int64(days(year, month, day))*86400 + int64(hour*3600+minute*60+second-offset), nanos, nil
}

// twoDigits returns the number that s[i] and s[i+1] are, negative when they are none.
func twoDigits(s string, i int) int {
	tens, ones := s[i]-'0', s[i+1]-'0'
	if tens > 9 || ones > 9 {
		return -1
	}
	return int(tens)*10 + int(ones)
}

// days counts from 1970-01-01 to a day of the Gregorian calendar. It counts years from March on, so that
// the day a leap year has more is a year's last one.
func days(year, month, day int) int {
	if month < 3 {
		year--
		month += 12
	}
	ofYear := (153*(month-3)+2)/5 + day - 1
	return 365*year + floorDiv(year, 4) - floorDiv(year, 100) + floorDiv(year, 400) + ofYear - 719468
}

// floorDiv is a/b for the year before the year 0 too.
func floorDiv(a, b int) int {
	if a < 0 {
		return -1
	}
	return a / b
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

func fraction(s string) (nanos int, rest string, ok bool) {
	i := 0
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		if i < 9 {
			nanos = nanos*10 + int(s[i]-'0')
		}
		i++
	}
	if i == 0 || i > 9 {
		return 0, s, false
	}
	return nanos * powersOf10[9-i], s[i:], true
}

var powersOf10 = [9]int{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8}

// zone reads "Z" or an offset such as +02:00 and returns it in seconds east of UTC.
func zone(s string) (seconds int, ok bool) {
	if s == "Z" {
		return 0, true
	}
	if len(s) != 6 || s[3] != ':' || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	hours, minutes := twoDigits(s, 1), twoDigits(s, 4)
	seconds = hours*3600 + minutes*60
	if s[0] == '-' {
		seconds = -seconds
	}
	return seconds, 0 <= hours && hours <= 23 && 0 <= minutes && minutes <= 59
}

// StdTime returns t as a time.Time in UTC; the zero Time gives the zero time.Time. As a method it would be
// part of the page's program, used or not, and package time's formats and zones with it.
func StdTime(t Time) time.Time {
	if t == 0 {
		return time.Time{}
	}
	n := uint64(t - MinTime)
	return time.Unix(int64(n/1e9)-beforeEpoch, int64(n%1e9)).UTC()
}

// String returns t in RFC 3339, in UTC, with as many decimals as it needs; "" for the zero Time.
func (t Time) String() string { return string(t.AppendText(nil)) }

// AppendText appends what String returns.
func (t Time) AppendText(dst []byte) []byte {
	if t == 0 {
		return dst
	}
	seconds, nanos := uint64(t-MinTime)/1e9, uint64(t-MinTime)%1e9
	year, month, day := date(int(seconds/86400) - beforeEpoch/86400)
	ofDay := int(seconds % 86400)
	var text [len("2006-01-02T15:04:05.999999999Z")]byte
	putDigits(text[0:4], uint32(year))
	text[4] = '-'
	putDigits(text[5:7], uint32(month))
	text[7] = '-'
	putDigits(text[8:10], uint32(day))
	text[10] = 'T'
	putDigits(text[11:13], uint32(ofDay/3600))
	text[13] = ':'
	putDigits(text[14:16], uint32(ofDay/60%60))
	text[16] = ':'
	putDigits(text[17:19], uint32(ofDay%60))
	end := 19
	if nanos > 0 {
		text[end] = '.'
		putDigits(text[20:29], uint32(nanos))
		for end = 29; text[end-1] == '0'; end-- {
		}
	}
	text[end] = 'Z'
	return append(dst, text[:end+1]...)
}

// date turns what [days] counts, from 0000-03-01 on, back into a day of the Gregorian calendar.
func date(days int) (year, month, day int) {
	days += 719468
	of400 := days % 146097 // as many days as 400 years have
	year = (of400 - of400/1460 + of400/36524 - of400/146096) / 365
	ofYear := of400 - (365*year + year/4 - year/100)
	month = (5*ofYear + 2) / 153 // from March on
	day = ofYear - (153*month+2)/5 + 1
	year += days / 146097 * 400
	if month += 3; month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

// putDigits fills text with the last digits of n, with zeros in front.
func putDigits(text []byte, n uint32) {
	for i := len(text) - 1; i >= 0; i-- {
		text[i] = '0' + byte(n%10)
		n /= 10
	}
}
