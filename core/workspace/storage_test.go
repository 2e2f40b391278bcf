package workspace_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/disktest"
	"hindsight/core/event"
	"hindsight/core/interchange"
	"hindsight/core/logfile"
	"hindsight/core/question"
	"hindsight/core/shop"
	"hindsight/core/workspace"
)

// openShop returns a workspace of the sample shop's parts that is kept on a disk.
func openShop(t require.TestingT, disk *disktest.Disk) *workspace.Workspace {
	w := emptyShop()
	_, err := w.Open(disk, workspace.OpenOptions{})
	require.NoError(t, err)
	return w
}

// everything is all that can be asked of a workspace's log and tables.
func everything(t require.TestingT, w *workspace.Workspace) string {
	s := w.Snapshot()
	var all []byte
	add := func(answer []byte, err error) {
		require.NoError(t, err)
		all = append(append(all, '\n'), answer...)
	}
	stats, err := answered(s, &question.StatsQuestion{})
	log, _, _ := bytes.Cut(stats, []byte(`,"file":`)) // where it is kept is no part of it
	add(log, err)
	add(answered(s, &question.EventsQuestion{Limit: workspace.MaxPage}))
	for _, name := range []string{"streams", "event_types", "order_totals", "user_activity", "revenue", "inventory"} {
		add(answered(s, &question.TableQuestion{Name: name, Limit: workspace.MaxPage}))
		add(answered(s, &question.FailuresQuestion{Name: name}))
		half, err := answered(s, &question.TableQuestion{Name: name, At: at(s.Log().Len() / 2), Limit: workspace.MaxPage})
		add(half, err)
	}
	return string(all)
}

// exported is a short history of the shop as NDJSON.
func exported(events int, seed uint64) (text []byte) {
	for e := range shop.NewGenerator(shop.Plan{Events: events, Seed: seed, Late: true}).All() {
		text = interchange.AppendNDJSON(text, &e)
	}
	return text
}

func importAll(t require.TestingT, w *workspace.Workspace, text []byte) error {
	i, err := w.NewImport(workspace.ImportOptions{Format: "auto"})
	require.NoError(t, err)
	for len(text) > 0 && err == nil {
		n := min(len(text), 5000)
		err = i.Feed(text[:n], n == len(text))
		text = text[n:]
	}
	return err
}

// fill does everything that writes.
func fill(t require.TestingT, w *workspace.Workspace) {
	require.NoError(t, w.LoadSample())
	_, err := w.Execute("register", `{"userId": "u9", "name": "Ada"}`, "")
	require.NoError(t, err)
	_, err = w.Append([]event.Event{
		draft("notes-1", "Noted", " {\"a\" : 1.50} "), draft("order-1", "OrderShipped", `{"broken": true}`),
	}, workspace.AppendOptions{})
	require.NoError(t, err)
	require.NoError(t, importAll(t, w, exported(300, 1)))
	require.NoError(t, importAll(t, w, exported(300, 1)), "which adds nothing")
	_, _, _, err = generation(t, w, workspace.GenerateOptions{Events: 300, Seed: 2}).Step(300)
	require.NoError(t, err)
}

func TestWhatIsKeptIsThereAgain(t *testing.T) {
	disk := &disktest.Disk{}
	kept, inMemory := openShop(t, disk), emptyShop()
	fill(t, kept)
	fill(t, inMemory)
	want := everything(t, inMemory)
	require.Equal(t, want, everything(t, kept), "a workspace in a file is one like any other")

	crashed := disk.Crash(func(int64) bool { return false })
	again := openShop(t, crashed)
	require.Equal(t, want, everything(t, again))
	storage, ok := again.Storage()
	require.True(t, ok)
	require.Equal(t, int64(len(crashed.Bytes())), storage.Bytes)
	require.NoError(t, storage.Refusal)
	found, err := verified(again)
	require.NoError(t, err)
	require.Contains(t, found, fmt.Sprintf(`"events":%d,`, again.Snapshot().Log().Len()))
	require.Contains(t, found, storage.Head.String())

	t.Run("and goes on as if it had never been closed", func(t *testing.T) {
		more := []event.Event{draft("notes-1", "Noted", "2")}
		more[0].ID = "more"
		for _, w := range []*workspace.Workspace{inMemory, again} {
			result, err := w.Append(more, workspace.AppendOptions{Idempotent: true})
			require.NoError(t, err)
			require.Equal(t, uint64(2), result.Events[0].Version)
		}
		require.Equal(t, inMemory.Snapshot().Log().Len(), openShop(t, crashed).Snapshot().Log().Len())
	})
	t.Run("until it is cleared", func(t *testing.T) {
		require.NoError(t, again.Clear())
		require.Zero(t, again.Snapshot().Log().Len())
		require.NoError(t, again.LoadSample())
		require.Equal(t, everything(t, newShop(t)), everything(t, openShop(t, crashed)))
	})
	t.Run("and closed, it is a workspace in memory", func(t *testing.T) {
		require.NoError(t, again.Close())
		require.NoError(t, again.Close())
		_, ok := again.Storage()
		require.False(t, ok)
		_, err := again.Verify()
		require.Equal(t, workspace.CodeStorageFailed, workspace.Describe(err).Code)
		require.NoError(t, again.LoadSample())
		require.Equal(t, everything(t, newShop(t)), everything(t, again))
	})
}

// Every write that a workspace makes fails: the workspace and its file stay what they were, and nobody is told.
// verified checks the file in small steps and returns what was found, as JSON.
func verified(w *workspace.Workspace) (string, error) {
	v, err := w.Verify()
	for err == nil {
		var done bool
		if done, err = v.Step(1); done {
			checked, total := v.Checked()
			if checked != total {
				err = fmt.Errorf("done, with %d of %d bytes checked", checked, total)
			}
			break
		}
	}
	if err != nil {
		return "", err
	}
	return string(v.AppendJSON(nil)), nil
}

// What is appended between the steps is kept, and no part of what is checked.
func TestVerifyWhileOthersWrite(t *testing.T) {
	w := openShop(t, &disktest.Disk{})
	require.NoError(t, w.LoadSample())
	require.NoError(t, importAll(t, w, exported(10_000, 1)))
	before, _ := w.Storage()
	v, err := w.Verify()
	require.NoError(t, err)
	steps := 0
	for done := false; !done; steps++ {
		done, err = v.Step(1)
		require.NoError(t, err)
		_, err = w.Append([]event.Event{draft("notes-1", "Noted", "1")}, workspace.AppendOptions{})
		require.NoError(t, err)
	}
	require.Greater(t, steps, 2, "it was checked in steps")
	require.Contains(t, string(v.AppendJSON(nil)), fmt.Sprintf(`{"events":%d,"blocks":%d,"bytes":%d,"head":%q}`, before.Events, before.Blocks, before.Bytes, before.Head))
	_, err = verified(w)
	require.NoError(t, err)

	t.Run("but for one who empties the log", func(t *testing.T) {
		v, err := w.Verify()
		require.NoError(t, err)
		_, err = v.Step(1)
		require.NoError(t, err)
		require.NoError(t, w.Clear())
		require.NoError(t, w.LoadSample())
		done, err := v.Step(1 << 20)
		require.False(t, done)
		require.Equal(t, workspace.CodeStorageFailed, workspace.Describe(err).Code)
		require.ErrorContains(t, err, "was emptied")
	})
}

func TestAWriteThatFailsChangesNothing(t *testing.T) {
	for name, write := range map[string]func(w *workspace.Workspace) error{
		"append": func(w *workspace.Workspace) error {
			_, err := w.Append([]event.Event{draft("a-1", "Happened", "1")}, workspace.AppendOptions{})
			return err
		},
		"execute": func(w *workspace.Workspace) error {
			_, err := w.Execute("register", `{"userId": "u9", "name": "Ada"}`, "")
			return err
		},
		"import": func(w *workspace.Workspace) error { return importAll(t, w, exported(100, 1)) },
		"generate": func(w *workspace.Workspace) error {
			made, _, done, err := generation(t, w, workspace.GenerateOptions{Events: 100}).Step(100)
			require.Equal(t, err == nil, done)
			require.Equal(t, err == nil, made == 100)
			return err
		},
		"clear": (*workspace.Workspace).Clear,
	} {
		t.Run(name, func(t *testing.T) {
			disk := &disktest.Disk{}
			w := openShop(t, disk)
			require.NoError(t, w.LoadSample())
			told := 0
			w.Subscribe(func(event.Event) { told++ })
			want := everything(t, w)
			disk.Fail = func(op disktest.Operation) disktest.Failure {
				if op == disktest.Writing || op == disktest.Flushing && name == "clear" {
					return disktest.Halves
				}
				return disktest.Works
			}
			d := workspace.Describe(write(w))
			require.Equal(t, workspace.CodeStorageFailed, d.Code)
			require.Contains(t, d.Message, disktest.ErrFailed.Error())
			require.Equal(t, want, everything(t, w))
			require.Zero(t, told)
			disk.Fail = nil
			if name == "clear" {
				return // what the file has shows when it is opened again
			}
			require.Equal(t, want, everything(t, openShop(t, disk.Crash(func(int64) bool { return true }))))
			require.NoError(t, write(w), "once the disk works again")
			require.Positive(t, told)
		})
	}
}

func TestOpen(t *testing.T) {
	disk := &disktest.Disk{}
	fill(t, openShop(t, disk))
	content := disk.Bytes()

	t.Run("subscribers stay subscribed, and are told of nothing that was loaded", func(t *testing.T) {
		w := newShop(t)
		var told []uint64
		cancel := w.Subscribe(func(e event.Event) { told = append(told, e.Position) })
		_, err := w.Open(disktest.New(content), workspace.OpenOptions{})
		require.NoError(t, err)
		require.Empty(t, told)
		last := w.Snapshot().Log().Len()
		more := draft("a-1", "Happened", "1")
		more.ID = "more"
		_, err = w.Append([]event.Event{more}, workspace.AppendOptions{})
		require.NoError(t, err)
		require.Equal(t, []uint64{last + 1}, told)
		cancel()
		replayed := 0
		_, err = w.ReplayFrom(allEvents(t, w).Events[0].ID, func(event.Event) { replayed++ })
		require.NoError(t, err)
		require.Equal(t, int(last)+1, replayed)
	})
	t.Run("a file of a newer format leaves the workspace as it was", func(t *testing.T) {
		w := newShop(t)
		_, err := w.Open(disktest.New([]byte("\x89HLOG\r\n\x1a\x02\x00\x00\x00\x3d\x4a\xd9\x29more")), workspace.OpenOptions{})
		require.Equal(t, "storage_version", workspace.Describe(err).Code)
		require.Equal(t, everything(t, newShop(t)), everything(t, w))
	})
	t.Run("a damaged file is opened up to the damage and takes nothing", func(t *testing.T) {
		damaged := append([]byte(nil), content...)
		damaged[len(damaged)/2] ^= 1
		disk, w := disktest.New(damaged), newShop(t)
		recovery, err := w.Open(disk, workspace.OpenOptions{})
		require.NoError(t, err)
		require.NotNil(t, recovery.Damage)
		require.Positive(t, w.Snapshot().Log().Len())
		storage, _ := w.Storage()
		require.Equal(t, storage.Events, w.Snapshot().Log().Len())
		more := draft("a-1", "Happened", "1")
		more.ID = "more"
		_, err = w.Append([]event.Event{more}, workspace.AppendOptions{})
		d := workspace.Describe(err)
		require.Equal(t, workspace.CodeStorageFailed, d.Code)
		require.Contains(t, d.Message, "damaged")
		require.Error(t, w.Clear())
		_, err = verified(w)
		d = workspace.Describe(err)
		require.Equal(t, "storage_damaged", d.Code)
		require.Contains(t, d.Details, fmt.Sprintf(`"offset":%d`, recovery.Damage.Offset))
		require.Equal(t, damaged, disk.Bytes())
	})
	t.Run("says how far it is", func(t *testing.T) {
		done, total := int64(0), int64(0)
		_, err := emptyShop().Open(disktest.New(content), workspace.OpenOptions{Progress: func(d, all int64) { done, total = d, all }})
		require.NoError(t, err)
		require.Equal(t, int64(len(content)), done)
		require.Equal(t, done, total)
	})
}

// A workspace in a file, on a disk that fails and crashes, held against one in memory that does what was
// acknowledged.
func TestHistoriesOfALab(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		disk := &disktest.Disk{}
		at := clock()()
		stopped := func() event.Time { return at }
		fresh := func() *workspace.Workspace {
			return workspace.New(workspace.Options{Now: stopped, NewID: ids(), Domain: shop.Domain{}})
		}
		open := func() *workspace.Workspace {
			w := fresh()
			_, err := w.Open(disk, workspace.OpenOptions{})
			require.NoError(t, err)
			return w
		}
		kept, model, id := open(), fresh(), 0
		write := func(t *rapid.T) {
			events := make([]event.Event, rapid.IntRange(1, 3).Draw(t, "events"))
			for i := range events {
				id++
				events[i] = draft(rapid.SampledFrom([]string{"order-1", "user-1", "x"}).Draw(t, "stream"), "OrderPlaced", `{"orderId":"1"}`)
				events[i].ID, events[i].Time = fmt.Sprintf("e%d", id), event.MinTime+event.Time(id)
			}
			imported := rapid.Bool().Draw(t, "import")
			do := func(w *workspace.Workspace) error {
				if !imported {
					_, err := w.Append(events, workspace.AppendOptions{})
					return err
				}
				var text []byte
				for i := range events {
					text = interchange.AppendNDJSON(text, &events[i])
				}
				return importAll(t, w, text)
			}
			if err := do(kept); err != nil {
				var failed *logfile.FailedError
				require.True(t, errors.As(err, &failed))
				require.False(t, failed.Stopped)
				return
			}
			require.NoError(t, do(model))
		}
		t.Repeat(map[string]func(*rapid.T){
			"write": write,
			"write, on a disk that fails": func(t *rapid.T) {
				works := rapid.IntRange(0, 1).Draw(t, "works")
				disk.Fail = func(disktest.Operation) disktest.Failure {
					if works--; works == -1 {
						return disktest.Halves
					}
					return disktest.Works
				}
				write(t)
				disk.Fail = nil
			},
			"crash": func(t *rapid.T) {
				disk = disk.Crash(func(int64) bool { return rapid.Bool().Draw(t, "survives") })
				kept = open()
			},
			"": func(t *rapid.T) { require.Equal(t, everything(t, model), everything(t, kept)) },
		})
	})
}

func TestStorageInJSON(t *testing.T) {
	type file struct {
		Events, Blocks, Bytes, TornBytes, TornAt, Unfolded, Checkpoint uint64
		Head, Refusal, Folded                                          string
		Damage                                                         *struct{ Offset, Length uint64 }
	}
	t.Run("is null in memory", func(t *testing.T) {
		require.Equal(t, "null", string(emptyShop().Snapshot().AppendStorage(nil)))
	})
	t.Run("says what the file holds, which verifying finds, too", func(t *testing.T) {
		w := openShop(t, disktest.New(nil))
		require.NoError(t, w.LoadSample())
		got := decode[file](t, w.Snapshot().AppendStorage(nil), nil)
		require.EqualValues(t, 8, got.Events)
		require.EqualValues(t, 1, got.Blocks)
		require.Empty(t, got.Refusal)
		answer, err := verified(w)
		found := decode[file](t, []byte(answer), err)
		require.Equal(t, got.Head, found.Head)
		require.Equal(t, got.Bytes, found.Bytes)
	})
	t.Run("locates damage", func(t *testing.T) {
		disk := disktest.New(nil)
		w := openShop(t, disk)
		require.NoError(t, w.LoadSample())
		content := disk.Bytes()
		content[len(content)-20] ^= 1
		w = openShop(t, disktest.New(content))
		got := decode[file](t, w.Snapshot().AppendStorage(nil), nil)
		require.NotNil(t, got.Damage)
		require.EqualValues(t, 64, got.Damage.Offset)
		require.NotEmpty(t, got.Refusal)
		_, err := verified(w)
		require.Equal(t, "storage_damaged", workspace.Describe(err).Code)
	})
}
