package main

import (
	"fmt"
	"math/big"
	"strconv"

	"hindsight/core/event"
	"hindsight/core/jsontext"
	"hindsight/core/shop"
)

// appendLine appends the event as the log's own line: what its producer knows of it, and its position.
func appendLine(dst []byte, e *event.Event) []byte {
	dst = append(dst, `{"position":`...)
	dst = strconv.AppendUint(dst, e.Position, 10)
	dst = append(dst, `,"id":`...)
	dst = jsontext.AppendQuoted(dst, e.ID)
	dst = append(dst, `,"stream":`...)
	dst = jsontext.AppendQuoted(dst, e.Stream)
	dst = append(dst, `,"type":`...)
	dst = jsontext.AppendQuoted(dst, e.Type)
	dst = append(dst, `,"schemaVersion":`...)
	dst = strconv.AppendUint(dst, uint64(e.SchemaVersion), 10)
	dst = append(dst, `,"time":"`...)
	dst = e.Time.AppendText(dst)
	dst = append(dst, `","data":`...)
	dst = append(dst, e.Data...)
	return append(dst, '}', '\n')
}

// csvHeader names the columns of log.csv: those of a line, and what the questions need of its data.
const csvHeader = "position,id,stream,type,schema_version,time,currency,amount,user_id,data\n"

// appendRow appends the event as a row of log.csv. Its time is in milliseconds since 1970; currency and
// amount, in hundredths, are those of money that moved; user_id is that of what users do. Where there is
// none the field is empty.
func appendRow(dst []byte, e *event.Event) ([]byte, error) {
	dst = strconv.AppendUint(dst, e.Position, 10)
	for _, text := range [...]string{e.ID, e.Stream, e.Type} {
		dst = append(append(dst, ','), text...)
	}
	dst = strconv.AppendUint(append(dst, ','), uint64(e.SchemaVersion), 10)
	dst = strconv.AppendInt(append(dst, ','), event.StdTime(e.Time).UnixMilli(), 10)
	dst, err := appendPulledOut(append(dst, ','), e)
	if err != nil {
		return nil, fmt.Errorf("position %d: %w", e.Position, err)
	}
	dst = append(dst, ',', '"')
	for _, c := range []byte(e.Data) {
		if c == '"' {
			dst = append(dst, c)
		}
		dst = append(dst, c)
	}
	return append(dst, '"', '\n'), nil
}

func appendPulledOut(dst []byte, e *event.Event) ([]byte, error) {
	fields := event.FieldsOf(e.Data)
	switch e.Type {
	case shop.PaymentReceived, shop.OrderRefunded:
		currency, err := fields.Name("currency")
		if err != nil {
			return nil, err
		}
		amount, err := hundredths(&fields)
		if err != nil {
			return nil, err
		}
		dst = append(append(dst, currency...), ',')
		return append(strconv.AppendInt(dst, amount, 10), ','), nil
	case shop.UserRegistered, shop.UserLoggedIn, shop.OrderPlaced:
		user, err := fields.Name("userId")
		if err != nil {
			return nil, err
		}
		return append(append(dst, ',', ','), user...), nil
	}
	return append(dst, ',', ','), nil
}

func hundredths(fields *event.Fields) (int64, error) {
	text, err := fields.Name("amount")
	if err != nil {
		return 0, err
	}
	amount, ok := new(big.Rat).SetString(text)
	if !ok {
		return 0, fmt.Errorf("got the amount %q, want a number", text)
	}
	amount.Mul(amount, big.NewRat(100, 1))
	if !amount.IsInt() {
		return 0, fmt.Errorf("got the amount %q, want no more than two decimals", text)
	}
	return amount.Num().Int64(), nil
}
