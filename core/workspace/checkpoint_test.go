package workspace_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/disktest"
	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/question"
	"hindsight/core/workspace"
)

// openKept returns a workspace of the sample shop's parts that is kept on a disk, its tables on another.
func openKept(t require.TestingT, disk, checkpoints *disktest.Disk) (*workspace.Workspace, workspace.Storage) {
	w := emptyShop()
	_, err := w.Open(disk, workspace.OpenOptions{Checkpoints: checkpoints, Maker: "the test"})
	require.NoError(t, err)
	storage, ok := w.Storage()
	require.True(t, ok)
	return w, storage
}

// keep takes a checkpoint, in steps of about so many bytes.
func keep(t require.TestingT, w *workspace.Workspace, bytes int) {
	c := w.Checkpoint()
	require.NotNil(t, c)
	for done := false; !done; {
		var err error
		done, err = c.Step(bytes)
		require.NoError(t, err)
	}
}

// asked is what a workspace answers about its tables at one moment and between that and another.
func asked(t require.TestingT, w *workspace.Workspace, from, to uint64) (all []byte) {
	s := w.Snapshot()
	add := func(answer []byte, err error) {
		require.NoError(t, err)
		all = append(append(all, '\n'), answer...)
	}
	add(answered(s, &question.ProjectionsQuestion{At: at(to)}))
	for _, name := range []string{"streams", "event_types", "order_totals", "user_activity", "revenue", "inventory"} {
		add(answered(s, &question.TableQuestion{Name: name, At: at(to), Sort: "key", Limit: workspace.MaxPage}))
		add(answered(s, &question.DiffQuestion{Name: name, From: at(from), To: at(to), Limit: workspace.MaxPage}))
		add(answered(s, &question.FindQuestion{Name: name, Op: "exists", Limit: workspace.MaxPage}))
		add(answered(s, &question.FailuresQuestion{Name: name}))
		v, err := s.Projection(name)
		require.NoError(t, err)
		for row := range v.At(to).Backward() {
			add(answered(s, &question.LineageQuestion{Name: name, Key: &row.Key, At: at(to), Limit: 20}))
		}
	}
	return all
}

// requireAlike holds a workspace against one that folded all of the same log.
func requireAlike(t require.TestingT, want, got *workspace.Workspace, from, to uint64) {
	if a, b := everything(t, want), everything(t, got); a != b {
		require.Equal(t, a, b)
	}
	if a, b := asked(t, want, from, to), asked(t, got, from, to); !bytes.Equal(a, b) {
		require.Equal(t, string(a), string(b))
	}
}

func TestACheckpointStandsForFolding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		disk, checkpoints := &disktest.Disk{}, &disktest.Disk{}
		w, _ := openKept(t, disk, checkpoints)
		kept := uint64(0)
		for range rapid.IntRange(1, 6).Draw(t, "writes") {
			switch rapid.IntRange(0, 3).Draw(t, "write") {
			case 0:
				broken := draft("order-1", "OrderShipped", `{"broken": true}`)
				broken.ID = rapid.StringMatching("[a-z]{12}").Draw(t, "id")
				_, err := w.Append([]event.Event{broken}, workspace.AppendOptions{Idempotent: true})
				require.NoError(t, err)
			case 1:
				require.NoError(t, importAll(t, w, exported(rapid.IntRange(1, 200).Draw(t, "events"), rapid.Uint64Range(1, 3).Draw(t, "seed"))))
			case 2:
				if c := w.Checkpoint(); c != nil {
					kept = w.Snapshot().Log().Len()
					for done := false; !done; {
						var err error
						done, err = c.Step(rapid.IntRange(0, 20_000).Draw(t, "bytes"))
						require.NoError(t, err)
						if !done && rapid.IntRange(0, 3).Draw(t, "meanwhile") == 0 {
							require.NoError(t, w.LoadSample())
						}
					}
				}
			case 3:
				var storage workspace.Storage
				w, storage = openKept(t, disk, checkpoints)
				require.Equal(t, kept, storage.Unfolded)
				require.Empty(t, storage.Folded)
			}
		}
		again, storage := openKept(t, disk, checkpoints)
		require.Equal(t, kept, storage.Unfolded)
		n := again.Snapshot().Log().Len()
		moment := rapid.Uint64Range(0, n)
		requireAlike(t, openShop(t, disk), again, moment.Draw(t, "from"), moment.Draw(t, "to"))
	})
}

// small is a short log and two checkpoints of it, with events behind each.
func small(t require.TestingT) (log, checkpoints []byte) {
	disk, beside := &disktest.Disk{}, &disktest.Disk{}
	w, _ := openKept(t, disk, beside)
	require.NoError(t, w.LoadSample())
	keep(t, w, 300)
	require.NoError(t, importAll(t, w, exported(3, 1)))
	keep(t, w, 1<<20)
	_, err := w.Execute("register", `{"userId": "u9", "name": "Ada"}`, "")
	require.NoError(t, err)
	return disk.Bytes(), beside.Bytes()
}

func TestACheckpointThatIsDamagedDoesNoHarm(t *testing.T) {
	t.Parallel()
	log, whole := small(t)
	want := everything(t, openShop(t, disktest.New(log)))
	requireHarmless := func(t *testing.T, checkpoints []byte, what string, at int) {
		w, storage := openKept(t, disktest.New(log), disktest.New(checkpoints))
		if storage.Unfolded < 11 && len(checkpoints) > 0 {
			require.True(t, storage.Folded != "" || storage.Unfolded == 8, "%s %d", what, at)
		}
		if got := everything(t, w); got != want {
			require.Equal(t, want, got, "%s %d", what, at)
		}
	}
	// Side by side: every byte there is, twice, is most of what all tests here take.
	t.Run("cut anywhere", func(t *testing.T) {
		t.Parallel()
		for n := range whole {
			requireHarmless(t, whole[:n], "cut at", n)
		}
	})
	t.Run("a bit flipped in any byte", func(t *testing.T) {
		t.Parallel()
		for i := range whole {
			damaged := bytes.Clone(whole)
			damaged[i] ^= 1 << (i % 8)
			requireHarmless(t, damaged, "flipped at", i)
		}
	})
}

func TestACheckpointOfAnotherLogIsNotUsed(t *testing.T) {
	log, checkpoints := small(t)
	for name, c := range map[string]struct {
		log, maker string
		unfolded   uint64
		reason     string
	}{
		"the same":        {log: string(log), maker: "the test", unfolded: 11},
		"another program": {log: string(log), maker: "another", reason: "the checkpoint was made by another version of this program, or is damaged"},
		"an empty log":    {maker: "the test", reason: "the log ends before the checkpoint does"},
	} {
		t.Run(name, func(t *testing.T) {
			w := emptyShop()
			_, err := w.Open(disktest.New([]byte(c.log)), workspace.OpenOptions{Checkpoints: disktest.New(checkpoints), Maker: c.maker})
			require.NoError(t, err)
			storage, _ := w.Storage()
			require.Equal(t, c.unfolded, storage.Unfolded)
			require.Equal(t, c.reason, storage.Folded)
			require.Equal(t, everything(t, openShop(t, disktest.New([]byte(c.log)))), everything(t, w))
		})
	}
	t.Run("a log that is the same up to the first checkpoint", func(t *testing.T) {
		disk := &disktest.Disk{}
		w := openShop(t, disk)
		require.NoError(t, w.LoadSample())
		require.NoError(t, importAll(t, w, exported(3, 2)))
		again, storage := openKept(t, disk, disktest.New(checkpoints))
		require.Equal(t, uint64(8), storage.Unfolded)
		require.Equal(t, "the log is not the one that the checkpoint is of", storage.Folded)
		requireAlike(t, w, again, 3, 10)
	})
	t.Run("a log that was cleared", func(t *testing.T) {
		disk, beside := disktest.New(log), disktest.New(checkpoints)
		w, _ := openKept(t, disk, beside)
		require.NoError(t, w.Clear())
		require.Empty(t, beside.Bytes())
		require.NoError(t, importAll(t, w, exported(100, 3)))
		require.NoError(t, importAll(t, openShop(t, disktest.New(log)), exported(100, 3)))
		for _, old := range []*disktest.Disk{beside, disktest.New(checkpoints)} {
			again, storage := openKept(t, disktest.New(disk.Bytes()), old)
			require.Zero(t, storage.Unfolded)
			requireAlike(t, w, again, 10, 90)
		}
		keep(t, w, 1000)
		_, storage := openKept(t, disk, beside)
		require.Equal(t, uint64(100), storage.Unfolded)
	})
}

// The checkpoints of testdata/kept were made when all tables had one position and no definition. They are passed over,
// though they bear this very program's name, and the next one takes their place.
func TestACheckpointOfTheVersionBeforeIsPassedOver(t *testing.T) {
	for _, v := range writtenVersions(t) {
		t.Run(v.name, func(t *testing.T) {
			disk, beside := disktest.New(v.log), disktest.New(v.tables)
			open := func() (*workspace.Workspace, workspace.Storage) {
				w := emptyShop()
				_, err := w.Open(disk, workspace.OpenOptions{Checkpoints: beside, Maker: "fixture"})
				require.NoError(t, err)
				storage, _ := w.Storage()
				return w, storage
			}
			want := everything(t, openShop(t, disktest.New(v.log)))
			w, storage := open()
			require.Equal(t, want, everything(t, w))
			require.Zero(t, storage.Unfolded)
			require.Zero(t, storage.Checkpoint)
			keep(t, w, 300)
			again, storage := open()
			require.Equal(t, storage.Events, storage.Unfolded)
			require.Empty(t, storage.Folded)
			require.Equal(t, want, everything(t, again))
		})
	}
}

// A projection that catches up is news enough for a checkpoint, though the log did not grow.
func TestACheckpointOfTheSameEvents(t *testing.T) {
	disk, beside := &disktest.Disk{}, &disktest.Disk{}
	open := func() *workspace.Workspace {
		w := emptyShop()
		_, err := w.Open(disk, workspace.OpenOptions{
			Checkpoints: beside, Maker: "the test", Projections: []projection.Projection{byCurrency()},
		})
		require.NoError(t, err)
		return w
	}
	w := open()
	require.Nil(t, w.Checkpoint(), "as there are no events")
	require.NoError(t, w.LoadSample())
	for _, left := range []uint64{8, 5, 0} {
		require.Equal(t, left, w.Behind())
		keep(t, w, 300)
		require.Nil(t, w.Checkpoint(), "as there is nothing new")
		w = open()
		storage, _ := w.Storage()
		require.EqualValues(t, 8, storage.Unfolded)
		require.Empty(t, storage.Folded)
		require.Equal(t, left, w.Behind())
		require.Nil(t, w.Checkpoint(), "as there is nothing new")
		w.CatchUp(3 + 2*int(8-left))
	}
	require.NoError(t, w.DropProjection("payments"))
	require.NotNil(t, w.Checkpoint())
}

// byEvent has a row for every event.
func byEvent() projection.Projection {
	return projection.Define(projection.Definition[projection.Text]{
		Name: "by_event",
		Apply: func(in *projection.Input, t *projection.Table[projection.Text]) error {
			t.Put(in.ID, t.Text(in.Stream))
			return nil
		},
	})
}

// What is saved of dropped projections does not pile up.
func TestCheckpointsBeginAnewWhereTheyAreMostlyWaste(t *testing.T) {
	t.Parallel()
	disk, beside := &disktest.Disk{}, &disktest.Disk{}
	w, _ := openKept(t, disk, beside)
	require.NoError(t, importAll(t, w, exported(5_000, 1)))
	largest, anew := 0, 0
	for last, n := 0, 0; n < 40; n++ {
		require.NoError(t, w.AddProjection(byEvent()))
		require.Zero(t, w.CatchUp(5_000))
		keep(t, w, 1<<20)
		size := len(beside.Bytes())
		if size < last {
			anew++
		}
		last, largest = size, max(largest, size)
		found, storage := openKept(t, disk, beside)
		require.EqualValues(t, 5_000, storage.Unfolded, storage.Folded)
		require.Len(t, found.Snapshot().Projections(), 6)
		require.NoError(t, w.DropProjection("by_event"))
	}
	tables := w.Snapshot().Sizes().Projections
	require.Positive(t, anew)
	require.Less(t, largest, 4*tables+2<<20)
	found, _ := openKept(t, disk, beside)
	requireAlike(t, openShop(t, disk), found, 10, 4_000)
}

func TestACheckpointIsGivenUp(t *testing.T) {
	begin := func(t *testing.T) (*workspace.Workspace, *workspace.Checkpoint, *disktest.Disk) {
		beside := &disktest.Disk{}
		w, _ := openKept(t, &disktest.Disk{}, beside)
		require.NoError(t, w.LoadSample())
		c := w.Checkpoint()
		done, err := c.Step(1)
		require.NoError(t, err)
		require.False(t, done)
		return w, c, beside
	}
	requireGivenUp := func(t *testing.T, c *workspace.Checkpoint) {
		done, err := c.Step(1)
		require.NoError(t, err)
		require.True(t, done)
	}
	t.Run("when the log is cleared", func(t *testing.T) {
		w, c, beside := begin(t)
		require.NoError(t, w.Clear())
		requireGivenUp(t, c)
		require.Empty(t, beside.Bytes())
	})
	t.Run("when the workspace is closed", func(t *testing.T) {
		w, c, _ := begin(t)
		require.NoError(t, w.Close())
		requireGivenUp(t, c)
		require.Nil(t, w.Checkpoint())
	})
	t.Run("when another one is begun", func(t *testing.T) {
		w, c, _ := begin(t)
		keep(t, w, 1<<20)
		requireGivenUp(t, c)
		storage, _ := w.Storage()
		require.Equal(t, uint64(8), storage.Checkpoint)
		require.Nil(t, w.Checkpoint(), "as there is nothing new")
	})
}

// Each operation of a checkpoint's fails, in each way, and then the machine: what is found is of use or not
// used, and the next checkpoint works.
func TestACheckpointThatFails(t *testing.T) {
	for _, how := range []disktest.Failure{disktest.Fails, disktest.Halves, disktest.Lies} {
		for nth, failed := 0, true; failed; nth++ {
			disk, beside := &disktest.Disk{}, &disktest.Disk{}
			w, _ := openKept(t, disk, beside)
			require.NoError(t, w.LoadSample())
			keep(t, w, 1000)
			require.NoError(t, importAll(t, w, exported(50, 1)))
			want, n := everything(t, openShop(t, disk)), 0
			failed = false
			beside.Fail = func(disktest.Operation) disktest.Failure {
				if n++; n == nth+1 {
					failed = true
					return how
				}
				return disktest.Works
			}
			c := w.Checkpoint()
			done, err := false, error(nil)
			for !done {
				done, err = c.Step(2000)
			}
			require.Equal(t, failed, err != nil)
			beside.Fail = nil
			for _, survives := range []func(int64) bool{
				func(int64) bool { return true }, func(int64) bool { return false },
				func(sector int64) bool { return sector%2 == 0 }, func(sector int64) bool { return sector > 2 },
			} {
				found, storage := openKept(t, disk, beside.Crash(survives))
				require.Contains(t, []uint64{8, 58}, storage.Unfolded, storage.Folded)
				require.Equal(t, want, everything(t, found))
			}
			if failed {
				keep(t, w, 1000)
			}
			found, storage := openKept(t, disk, beside)
			require.Equal(t, uint64(58), storage.Unfolded)
			require.Equal(t, want, everything(t, found))
		}
	}
}

func FuzzOpenCheckpoints(f *testing.F) {
	log, checkpoints := small(f)
	want := everything(f, openShop(f, disktest.New(log)))
	f.Add(checkpoints)
	f.Add(checkpoints[:len(checkpoints)/2])
	f.Fuzz(func(t *testing.T, checkpoints []byte) {
		w, _ := openKept(t, disktest.New(log), disktest.New(checkpoints))
		require.Equal(t, want, everything(t, w))
	})
}

func ExampleWorkspace_Checkpoint() {
	log, tables := &disktest.Disk{}, &disktest.Disk{}
	options := workspace.OpenOptions{Checkpoints: tables, Maker: "a hash of the program"}
	w := emptyShop()
	_, _ = w.Open(log, options)
	history, _ := w.Generate(workspace.GenerateOptions{Events: 1000, Seed: 1})
	_, _, _, _ = history.Step(1000)
	for c, done := w.Checkpoint(), false; !done; {
		done, _ = c.Step(64 << 10) // and between two steps, whatever else there is to do
	}
	_ = w.Close()

	_, _ = w.Open(log, options)
	storage, _ := w.Storage()
	fmt.Println(storage.Unfolded, "of", storage.Events, "events were not folded")
	// Output: 1000 of 1000 events were not folded
}
