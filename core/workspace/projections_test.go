package workspace_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/disktest"
	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/question"
	"hindsight/core/shop"
	"hindsight/core/storetest"
	"hindsight/core/workspace"
)

// readings is an added projection's answers for one moment, another for a diff, as far as they can be told from a log:
// all but the moments that they name, and how far behind they are.
type readings struct {
	Table struct {
		Rows []struct {
			Key       string
			Values    []any
			ChangedAt uint64
		}
		Total int
	}
	Row, Lineage, Diff, Find, Failures, Projection map[string]any
}

// ask asks all of that. diffs is where a diff begins and ends.
func ask(t require.TestingT, s *workspace.Snapshot, name string, moment uint64, diffs [2]uint64) (r readings, behind []uint64) {
	read := func(q question.Question, into any) {
		answer, err := answered(s, q)
		require.NoError(t, err)
		if len(answer) > 0 && answer[0] == '[' {
			answer = fmt.Appendf(nil, `{"list":%s}`, answer)
		}
		require.NoError(t, json.Unmarshal(answer, into), "%s", answer)
		var said struct{ Behind *uint64 }
		require.NoError(t, json.Unmarshal(answer, &said))
		if said.Behind != nil {
			behind = append(behind, *said.Behind)
		}
		if members, ok := into.(*map[string]any); ok {
			for _, member := range []string{"at", "from", "to", "behind"} {
				delete(*members, member)
			}
		}
	}
	key := "key-1"
	read(&question.TableQuestion{Name: name, At: at(moment), Limit: 100}, &r.Table)
	read(&question.RowQuestion{Name: name, Key: &key, At: at(moment)}, &r.Row)
	read(&question.LineageQuestion{Name: name, Key: &key, At: at(moment), Limit: 100}, &r.Lineage)
	read(&question.DiffQuestion{Name: name, From: at(diffs[0]), To: at(diffs[1]), Limit: 100}, &r.Diff)
	read(&question.FindQuestion{Name: name, Column: "number", Op: ">", Value: json.RawMessage("0"), Limit: 100}, &r.Find)
	read(&question.FailuresQuestion{Name: name}, &r.Failures)
	var all struct{ List []map[string]any }
	read(&question.ProjectionsQuestion{At: at(moment)}, &all)
	i := slices.IndexFunc(all.List, func(p map[string]any) bool { return p["name"] == name })
	require.GreaterOrEqual(t, i, 0, "%s is no projection", name)
	r.Projection = all.List[i]
	behind = append(behind, uint64(r.Projection["behind"].(float64)))
	delete(r.Projection, "at")
	delete(r.Projection, "behind")
	return r, behind
}

// folded is the workspace that has folded events into one projection, from the first to the last, and nothing else.
func folded(t require.TestingT, events []event.Event, name string) *workspace.Snapshot {
	w := workspace.New(workspace.Options{Now: clock(), NewID: ids()})
	if len(events) > 0 {
		_, err := w.Append(events, workspace.AppendOptions{})
		require.NoError(t, err)
	}
	require.NoError(t, w.AddProjection(storetest.Scripted(name, "")))
	require.Zero(t, w.CatchUp(len(events)))
	return w.Snapshot()
}

// requireFolded holds what a workspace answers about an added projection that is at a position against a plain fold of
// as many events, and that against the naive model.
func requireFolded(t require.TestingT, s *workspace.Snapshot, events []event.Event, name string, position, moment uint64, diffs [2]uint64) {
	counted := func(m uint64) uint64 { return min(m, position) }
	got, behind := ask(t, s, name, moment, diffs)
	want, _ := ask(t, folded(t, events[:position], name), name, counted(moment), [2]uint64{counted(diffs[0]), counted(diffs[1])})
	require.Equal(t, want, got)
	model := storetest.Replay(events[:counted(moment)])
	require.EqualValues(t, len(model.Failures), got.Projection["failures"])
	require.EqualValues(t, model.Versions, got.Projection["versions"])
	for i, row := range model.List() {
		require.Equal(t, row.Key, got.Table.Rows[i].Key)
		require.Equal(t, row.Position, got.Table.Rows[i].ChangedAt)
		require.EqualValues(t, row.Number, got.Table.Rows[i].Values[0])
	}
	require.Len(t, got.Table.Rows, len(model.List()))

	missing := func(m uint64) uint64 { return m - counted(m) }
	said := []uint64{missing(moment)}
	if got.Row != nil {
		said = append(said, missing(moment))
	}
	said = append(said, missing(moment), missing(max(diffs[0], diffs[1])), missing(s.Log().Len()), missing(moment))
	require.Equal(t, said, behind)
}

// model is what is known of a workspace that is kept in a file, its tables in another.
type model struct {
	disk, beside *disktest.Disk
	workspace    *workspace.Workspace
	events       []event.Event     // the log
	left         []event.Event     // what is still to be appended
	positions    map[string]uint64 // of the projections that were added
	saved        map[string]uint64 // of those that the last checkpoint has
	versions     map[string]string // of all definitions
}

func (m *model) open(t require.TestingT, names []string) {
	options := workspace.OpenOptions{Checkpoints: m.beside, Maker: "the test"}
	for _, name := range names {
		options.Projections = append(options.Projections, storetest.Scripted(name, m.versions[name]))
	}
	m.workspace = workspace.New(workspace.Options{Now: clock(), NewID: ids()})
	_, err := m.workspace.Open(m.disk, options)
	require.NoError(t, err)
	storage, _ := m.workspace.Storage()
	require.Empty(t, storage.Folded)
	m.positions = map[string]uint64{}
	for _, name := range names {
		m.positions[name] = m.saved[name+m.versions[name]]
	}
}

func (m *model) checkpoint(t *rapid.T) {
	c := m.workspace.Checkpoint()
	if c == nil {
		return
	}
	m.saved = map[string]uint64{}
	for name, position := range m.positions {
		m.saved[name+m.versions[name]] = position
	}
	for done := false; !done; {
		var err error
		done, err = c.Step(rapid.IntRange(0, 2000).Draw(t, "bytes"))
		require.NoError(t, err)
		if rapid.Bool().Draw(t, "meanwhile") {
			m.catchUp(t)
		}
	}
}

func (m *model) append(t *rapid.T) {
	n := min(len(m.left), rapid.IntRange(1, 15).Draw(t, "events"))
	if n == 0 {
		return
	}
	_, err := m.workspace.Append(m.left[:n], workspace.AppendOptions{})
	require.NoError(t, err)
	m.events, m.left = append(m.events, m.left[:n]...), m.left[n:]
}

// catchUp takes a step. Which projection goes on is the workspace's choice, but all of the step is used.
func (m *model) catchUp(t *rapid.T) {
	most := rapid.IntRange(0, 20).Draw(t, "most")
	before, furthest := uint64(0), uint64(0)
	for _, position := range m.positions {
		before += position
	}
	behind := m.workspace.CatchUp(most)
	require.Equal(t, behind, m.workspace.Behind())
	total, after := uint64(len(m.positions)*len(m.events)), uint64(0)
	for _, v := range m.workspace.Snapshot().Projections() {
		if position, added := m.positions[v.Name]; added {
			require.GreaterOrEqual(t, v.Position, position)
			m.positions[v.Name] = v.Position
			after += v.Position
			furthest = max(furthest, uint64(len(m.events))-v.Position)
		}
	}
	require.Equal(t, min(before+uint64(most), total), after)
	require.Equal(t, furthest, behind)
}

// A script adds projections, drops them, has them catch up while the log grows, saves them, and opens the file again,
// perhaps with other definitions. Whatever is asked at whatever moment is answered as by a plain fold of the events up
// to there, or up to the projection's position where that is less.
func TestEachAnswerIsThatOfAPlainFold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &model{disk: &disktest.Disk{}, beside: &disktest.Disk{}, versions: map[string]string{}}
		m.left = storetest.Scripts(rapid.IntRange(0, 60).Draw(t, "log"), 4, rapid.Uint64().Draw(t, "seed"))
		m.open(t, nil)
		names := []string{"first", "second", "third"}
		for range rapid.IntRange(1, 15).Draw(t, "steps") {
			name := rapid.SampledFrom(names).Draw(t, "name")
			_, added := m.positions[name]
			switch rapid.IntRange(0, 6).Draw(t, "what") {
			case 0, 1:
				m.append(t)
			case 2:
				err := m.workspace.AddProjection(storetest.Scripted(name, m.versions[name]))
				if added {
					require.Equal(t, workspace.CodeDuplicateProjection, workspace.Describe(err).Code)
					continue
				}
				require.NoError(t, err)
				m.positions[name] = 0
			case 3:
				err := m.workspace.DropProjection(name)
				if !added {
					require.Equal(t, workspace.CodeUnknownProjection, workspace.Describe(err).Code)
					continue
				}
				require.NoError(t, err)
				delete(m.positions, name)
			case 4:
				m.catchUp(t)
			case 5:
				m.checkpoint(t)
			case 6:
				if rapid.Bool().Draw(t, "another definition") {
					m.versions[name] += "'"
				}
				var there []string
				for _, name := range names {
					if rapid.Bool().Draw(t, name) {
						there = append(there, name)
					}
				}
				m.open(t, there)
			}
			s, n := m.workspace.Snapshot(), uint64(len(m.events))
			require.Len(t, s.Projections(), 2+len(m.positions))
			moment := rapid.Uint64Range(0, n)
			for _, name := range names {
				if position, added := m.positions[name]; added {
					diffs := [2]uint64{moment.Draw(t, "from"), moment.Draw(t, "to")}
					requireFolded(t, s, m.events, name, position, moment.Draw(t, "moment"), diffs)
				}
			}
		}
	})
}

// byCurrency counts the payments of each currency.
func byCurrency() projection.Projection {
	type payments struct{ count int64 }
	return projection.Define(projection.Definition[payments]{
		Name: "payments", Title: "Payments", Types: []string{"PaymentReceived"},
		Columns: []projection.Column[payments]{
			projection.IntegerColumn("count", func(p *payments) int64 { return p.count }),
		},
		Apply: func(in *projection.Input, t *projection.Table[payments]) error {
			currency, err := in.Name("currency")
			if err != nil {
				return err
			}
			row, _ := t.Get(currency)
			row.count++
			t.Put(currency, row)
			return nil
		},
	})
}

// paid counts the payments of the first events of a log, plainly.
func paid(t *testing.T, s *workspace.Snapshot, first uint64) (total int64) {
	t.Helper()
	for e := range s.Log().Events(1, first) {
		if e.Type == "PaymentReceived" {
			total++
		}
	}
	return total
}

// payments is what the projection of that says of a moment.
func payments(t *testing.T, s *workspace.Snapshot, moment *question.Moment) (total int64, behind uint64, final bool) {
	t.Helper()
	answer, final, err := (&question.TableQuestion{Name: "payments", At: moment, Limit: 100}).Answer(s)
	require.NoError(t, err)
	table := answer.(*question.Table)
	for _, row := range table.Rows {
		var n int64
		require.NoError(t, json.Unmarshal(row.Values[0].AppendJSON(nil), &n))
		total += n
	}
	return total, table.Behind, final
}

// A projection is added to a log of 100,000 events. It catches up in steps, between which the log grows and is asked
// at moments before and beyond the projection's position, and is dropped in the end.
func TestAProjectionIsAddedToALongLog(t *testing.T) {
	const size, step = 100_000, 7_000
	w := emptyShop()
	_, _, done, err := generation(t, w, workspace.GenerateOptions{Events: size, Seed: 1}).Step(size)
	require.NoError(t, err)
	require.True(t, done)
	require.NoError(t, w.AddProjection(byCurrency()))
	require.EqualValues(t, size, w.Behind())

	steps := 0
	for position, behind := uint64(0), w.Behind(); behind > 0; steps++ {
		_, err := w.Append([]event.Event{
			draft("late-1", "PaymentReceived", `{"orderId": "late-1", "amount": "1.00", "currency": "XTS"}`),
			draft("late-1", "Noted", "1"),
		}, workspace.AppendOptions{})
		require.NoError(t, err)
		n := w.Snapshot().Log().Len()
		behind = w.CatchUp(step)
		s := w.Snapshot()
		v, err := s.Projection("payments")
		require.NoError(t, err)
		require.Equal(t, min(position+step, n), v.Position, "a step is no longer than it may be")
		position = v.Position
		require.Equal(t, n-position, behind)

		for moment, passed := range map[uint64]bool{
			0: true, position / 2: true, position: position < n, min(position+1, n): false, n: false,
		} {
			total, missing, final := payments(t, s, at(moment))
			require.Equal(t, paid(t, s, min(moment, position)), total, "at %d of %d", moment, position)
			require.Equal(t, moment-min(moment, position), missing)
			require.Equal(t, passed, final, "at %d of %d", moment, position)
		}
		total, missing, final := payments(t, s, nil)
		require.Equal(t, paid(t, s, position), total)
		require.Equal(t, behind, missing)
		require.False(t, final)
		own, err := s.Projection("streams")
		require.NoError(t, err)
		require.Equal(t, n, own.Position, "the workspace's own are never behind")
	}
	require.Equal(t, (size+2*steps+step-1)/step, steps)
	require.Zero(t, w.CatchUp(step))

	last := w.Snapshot()
	require.NoError(t, w.DropProjection("payments"))
	_, err = answered(w.Snapshot(), &question.TableQuestion{Name: "payments"})
	require.Equal(t, workspace.CodeUnknownProjection, workspace.Describe(err).Code)
	total, _, _ := payments(t, last, nil)
	require.Equal(t, paid(t, last, last.Log().Len()), total, "a snapshot that was taken before still has it")
	require.Zero(t, w.Behind())
	require.Error(t, w.DropProjection("payments"))
}

// What is said to be final stays so while the projection catches up and the log grows, whatever was asked.
func TestFinalAnswersStayWhileAProjectionCatchesUp(t *testing.T) {
	w := newShop(t)
	require.NoError(t, w.AddProjection(byCurrency()))
	w.CatchUp(5)
	questions := []byte(`[{"ask":"table","name":"payments","at":{"position":4}},{"ask":"table","name":"payments","at":{"position":6}},
		{"ask":"row","name":"payments","key":"EUR","at":{"position":4}},{"ask":"row","name":"payments","key":"EUR","at":{"position":6}},
		{"ask":"row","name":"payments","key":"no","at":{"position":4}},{"ask":"row","name":"payments","key":"no","at":{"position":6}},
		{"ask":"lineage","name":"payments","key":"EUR","at":{"position":4}},{"ask":"lineage","name":"payments","key":"EUR","at":{"position":6}},
		{"ask":"diff","name":"payments","from":{"position":1},"to":{"position":5}},{"ask":"diff","name":"payments","from":{"position":7},"to":{"position":5}},
		{"ask":"projections","at":{"position":5}},{"ask":"projections","at":{"position":6}},
		{"ask":"find","name":"payments","op":"exists"},{"ask":"failures","name":"payments"},
		{"ask":"table","name":"streams","at":{"position":6}}]`)
	var before, after struct {
		Answers []json.RawMessage
		Final   []bool
	}
	answers, err := question.Ask(nil, w.Snapshot(), questions)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(answers, &before))
	yes, no := true, false
	require.Equal(t, []bool{yes, no, yes, no, yes, no, yes, no, yes, no, yes, no, no, no, yes}, before.Final)
	w.CatchUp(100)
	require.NoError(t, importAll(t, w, exported(50, 1)))
	w.CatchUp(100)
	answers, err = question.Ask(nil, w.Snapshot(), questions)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(answers, &after))
	for i, final := range before.Final {
		if final {
			require.Equal(t, string(before.Answers[i]), string(after.Answers[i]))
		}
	}
	require.NotEqual(t, before.Answers[1], after.Answers[1], "and one that was not final has changed")
}

func TestProjectionsHaveNamesOfTheirOwn(t *testing.T) {
	requireCode := func(t *testing.T, code, name string, err error) {
		t.Helper()
		require.Error(t, err)
		d := workspace.Describe(err)
		require.Equal(t, code, d.Code)
		require.JSONEq(t, fmt.Sprintf(`{"name": %q}`, name), d.Details)
		require.Contains(t, d.Message, name)
	}
	w := newShop(t)
	require.NoError(t, w.AddProjection(byCurrency()))
	requireCode(t, workspace.CodeDuplicateProjection, "payments", w.AddProjection(byCurrency()))
	requireCode(t, workspace.CodeDuplicateProjection, "streams", w.AddProjection(storetest.Scripted("streams", "")))
	requireCode(t, workspace.CodeUnknownProjection, "nobody", w.DropProjection("nobody"))
	requireCode(t, workspace.CodeUnknownProjection, "streams", w.DropProjection("streams"))
	before := everything(t, w)
	for _, names := range [][]string{{"streams"}, {"twice", "twice"}} {
		options := workspace.OpenOptions{}
		for _, name := range names {
			options.Projections = append(options.Projections, storetest.Scripted(name, ""))
		}
		_, err := w.Open(&disktest.Disk{}, options)
		requireCode(t, workspace.CodeDuplicateProjection, names[0], err)
	}
	require.Equal(t, before, everything(t, w), "what can't be opened changes nothing")
	require.Len(t, w.Snapshot().Projections(), 7)
}

// Whoever empties a log keeps the projections that were added. Another log has those that it is opened with.
func TestAddedProjectionsAndAnotherLog(t *testing.T) {
	names := func(w *workspace.Workspace) (all []string) {
		for _, v := range w.Snapshot().Projections()[6:] {
			all = append(all, fmt.Sprintf("%s at %d", v.Name, v.Position))
		}
		return all
	}
	w := newShop(t)
	require.NoError(t, w.AddProjection(byCurrency()))
	w.CatchUp(100)
	require.Equal(t, []string{"payments at 8"}, names(w))
	require.NoError(t, w.Clear())
	require.Equal(t, []string{"payments at 0"}, names(w))
	require.NoError(t, w.LoadSample())
	require.EqualValues(t, 8, w.Behind())
	require.EqualValues(t, 5, w.CatchUp(3))
	_, err := w.Open(&disktest.Disk{}, workspace.OpenOptions{Projections: []projection.Projection{storetest.Scripted("scripted", "")}})
	require.NoError(t, err)
	require.Equal(t, []string{"scripted at 0"}, names(w))
	require.NoError(t, w.Clear())
	require.Equal(t, []string{"scripted at 0"}, names(w))
	require.NoError(t, w.Close())
	require.Empty(t, names(w))
}

// Writers, readers and a catch-up at once: each snapshot's tables are those of its projections' positions.
func TestAProjectionCatchesUpWhileOthersWriteAndRead(t *testing.T) {
	w := newShop(t)
	require.NoError(t, w.AddProjection(byCurrency()))
	var wait sync.WaitGroup
	wait.Go(func() {
		for e := range shop.NewGenerator(shop.Plan{Events: 2000, Seed: 1}).All() {
			if _, err := w.Append([]event.Event{e}, workspace.AppendOptions{}); err != nil {
				t.Error(err)
			}
		}
	})
	wait.Go(func() {
		for w.Snapshot().Log().Len() < 2008 || w.CatchUp(7) > 0 {
			w.CatchUp(3)
		}
	})
	for range 2 {
		wait.Go(func() {
			for position := uint64(0); position < 2008; {
				s := w.Snapshot()
				v, err := s.Projection("payments")
				if err != nil {
					t.Error(err)
					return
				}
				position = v.Position
				total, behind, _ := payments(t, s, nil)
				if total != paid(t, s, position) || behind != s.Log().Len()-position {
					t.Errorf("%d payments at %d, %d behind", total, position, behind)
				}
			}
		})
	}
	wait.Wait()
}
