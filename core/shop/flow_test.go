package shop_test

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/command"
	"hindsight/core/event"
	"hindsight/core/jsontext"
	"hindsight/core/projection"
	"hindsight/core/shop"
	"hindsight/core/store"
	"hindsight/core/upcast"
)

// play is a store, its projections and the shop's commands: the least that commands need around them.
type play struct {
	store *store.Store
	set   *projection.Set
	chain upcast.Chain
	count int
}

func newPlay() *play {
	return &play{store: store.New(store.Options{}), set: newSet(), chain: upcast.NewChain(shop.Schemas()...)}
}

// history reads a stream as a command wants it.
func (p *play) history(stream string) iter.Seq2[event.Event, error] {
	snapshot := p.store.Snapshot()
	page := snapshot.Find(store.Query{Streams: []string{stream}, Limit: int(snapshot.Len())})
	return func(yield func(event.Event, error) bool) {
		for _, position := range page.Positions {
			if e, err := p.chain.Current(snapshot.Event(position)); !yield(e, err) || err != nil {
				return
			}
		}
	}
}

func (p *play) append(events ...event.Event) error {
	result, err := p.store.Append(store.Batch{Events: events})
	for _, e := range result.Events {
		p.set.Fold(e)
	}
	return err
}

// read returns a projection's latest state.
func (p *play) read(name string) projection.State {
	for _, v := range p.set.Snapshots() {
		if v.Name == name {
			return v.At(1 << 40)
		}
	}
	return projection.State{}
}

// execute decides a command and appends what it decides.
func (p *play) execute(name, fields string) error {
	decision, err := find(name).Decide(fields, p.history)
	if err != nil {
		return err
	}
	events := make([]event.Event, len(decision.Drafts))
	for i, d := range decision.Drafts {
		p.count++
		events[i] = event.Event{
			ID: fmt.Sprintf("id-%d", p.count), Stream: decision.Stream, Type: d.Type, SchemaVersion: d.SchemaVersion,
			Data: d.Data, Time: event.MinTime + event.Time(p.count),
		}
	}
	if p.store.StreamVersion(decision.Stream) != decision.Version {
		return fmt.Errorf("decided at version %d of %s", decision.Version, decision.Stream)
	}
	return p.append(events...)
}

// press does what a person does who presses a button and changes nothing.
func (p *play) press(name string) error { return p.execute(name, form(find(name).Suggest(p.read))) }

func find(name string) command.Command {
	all := shop.Commands()
	i := slices.IndexFunc(all, func(c command.Command) bool { return c.Name() == name })
	if i < 0 {
		panic("no command is called " + name)
	}
	return all[i]
}

// form writes fields as JSON.
func form(values map[string]string) string {
	text := []byte{'{'}
	for name, value := range values {
		if len(text) > 1 {
			text = append(text, ',')
		}
		text = jsontext.AppendQuoted(append(jsontext.AppendQuoted(text, name), ':'), value)
	}
	return string(append(text, '}'))
}

func rule(err error) string {
	var rejection *command.Rejection
	if errors.As(err, &rejection) {
		return rejection.Rule
	}
	return ""
}

// failures lists what the projections could not apply.
func (p *play) failures() (all []string) {
	for _, v := range p.set.Snapshots() {
		for f := range v.Failures() {
			all = append(all, fmt.Sprint(v.Name, f))
		}
	}
	return all
}

func TestPressingTheButtonsOnTheSampleWorks(t *testing.T) {
	p := newPlay()
	require.NoError(t, p.append(shop.Sample()...))
	for range 5 {
		for _, name := range []string{"place-order", "pay", "remove-stock", "ship", "refund", "register", "log-in", "add-stock"} {
			require.NoError(t, p.press(name), name)
		}
	}
	require.Empty(t, p.failures())
}

func TestPressingTheButtonsInTheirOrderWorks(t *testing.T) {
	p := newPlay()
	require.NoError(t, p.append(shop.Sample()...))
	for range 12 {
		for _, c := range shop.Commands() {
			require.NoError(t, p.press(c.Name()), c.Name())
		}
	}
	require.Empty(t, p.failures())
}

func TestAButtonWithNothingToDoTeaches(t *testing.T) {
	p := newPlay()
	require.NoError(t, p.append(shop.Sample()...))
	require.Equal(t, shop.RuleShipBeforePayment, rule(p.press("ship")))
	require.NoError(t, p.press("pay"))
	require.Equal(t, shop.RulePayTwice, rule(p.press("pay")))
	require.NoError(t, p.press("refund"))
	require.NoError(t, p.press("refund"), "order 1001 was paid too")
	require.Equal(t, shop.RuleRefundMoreThanPaid, rule(p.press("refund")))
	require.Equal(t, shop.RuleShipAfterRefund, rule(p.execute("ship", `{"orderId":"1002","carrier":"post"}`)))
}

func TestAnyButtonAnyTimeIsDoneOrRejectedByARule(t *testing.T) {
	rules := []string{
		shop.RuleUnknownOrder, shop.RuleUnknownUser, shop.RulePayTwice, shop.RuleShipBeforePayment, shop.RuleShipTwice,
		shop.RuleShipAfterRefund, shop.RuleRefundMoreThanPaid, shop.RuleNotEnoughStock,
	}
	rapid.Check(t, func(rt *rapid.T) {
		p := newPlay()
		switch rapid.IntRange(0, 2).Draw(rt, "history") {
		case 1:
			require.NoError(t, p.append(shop.Sample()...))
		case 2:
			require.NoError(t, p.append(generate(shop.Plan{Events: 200, Seed: 4})...))
		}
		for range 40 {
			c := rapid.SampledFrom(shop.Commands()).Draw(rt, "command")
			if err := p.press(c.Name()); err != nil {
				require.Contains(t, rules, rule(err), "%s: %v", c.Name(), err)
			}
		}
		require.Empty(t, p.failures())
	})
}

func TestSuggestionsNameFieldsAndChoices(t *testing.T) {
	p := newPlay()
	require.NoError(t, p.append(shop.Sample()...))
	for _, c := range shop.Commands() {
		for name, value := range c.Suggest(p.read) {
			i := slices.IndexFunc(c.Fields(), func(f command.Field) bool { return f.Name == name })
			require.GreaterOrEqual(t, i, 0, "%s suggests a value for %s", c.Name(), name)
			if f := c.Fields()[i]; f.Kind == command.Choice {
				require.Contains(t, f.Choices, value)
			}
		}
	}
}

func TestSuggestionsOnTheSample(t *testing.T) {
	p := newPlay()
	require.NoError(t, p.append(shop.Sample()...))
	for name, want := range map[string]string{
		"place-order":  "orderId=1003 userId=grace sku=mug quantity=1 amount=12.50 currency=EUR",
		"pay":          "orderId=1002 amount=13.75 currency=USD method=card",
		"ship":         "orderId=1002 carrier=post",
		"refund":       "orderId=1001 amount=25.00 currency=EUR reason=returned",
		"register":     "userId=alan name=Alan",
		"log-in":       "userId=grace device=phone",
		"add-stock":    "sku=mug quantity=10",
		"remove-stock": "sku=mug quantity=1",
	} {
		c, got := find(name), []string{}
		suggested := c.Suggest(p.read)
		for _, f := range c.Fields() {
			if value, ok := suggested[f.Name]; ok {
				got = append(got, f.Name+"="+value)
			}
		}
		require.Equal(t, want, strings.Join(got, " "), name)
	}
}

func TestSuggestedIDsAreFree(t *testing.T) {
	p := newPlay()
	for range 12 {
		require.NoError(t, p.press("register"), "each time another user")
	}
	require.NoError(t, p.execute("register", `{"userId":"u099","name":"U"}`))
	require.Equal(t, "u100", find("register").Suggest(p.read)["userId"])
	require.NoError(t, p.execute("register", `{"userId":"u100","name":"U"}`))
	require.NoError(t, p.execute("register", `{"userId":"u098","name":"U"}`))
	require.Equal(t, "u101", find("register").Suggest(p.read)["userId"], "099 and 100 are taken")
	require.NoError(t, p.execute("register", `{"userId":"18446744073709551615","name":"U"}`))
	require.NoError(t, p.press("register"), "a number too large to count on")
}

func TestStockIsAddedWhereThereIsLeastAndTakenWhereThereIsMost(t *testing.T) {
	p := newPlay()
	for _, fields := range []string{`{"sku":"a","quantity":5}`, `{"sku":"b","quantity":9}`, `{"sku":"c","quantity":2}`, `{"sku":"d","quantity":7}`} {
		require.NoError(t, p.execute("add-stock", fields))
	}
	require.Equal(t, "c", find("add-stock").Suggest(p.read)["sku"])
	require.Equal(t, "b", find("remove-stock").Suggest(p.read)["sku"])
	require.Equal(t, "b", find("place-order").Suggest(p.read)["sku"])
}

func BenchmarkSuggest(b *testing.B) {
	p := newPlay()
	p.store, p.set = imported(b, generate(shop.Plan{Events: 200_000, Seed: 1}))
	states := map[string]projection.State{}
	for _, v := range p.set.Snapshots() {
		states[v.Name] = v.At(1 << 40)
	}
	commands := shop.Commands()
	for b.Loop() {
		for _, c := range commands {
			c.Suggest(func(name string) projection.State { return states[name] })
		}
	}
}
