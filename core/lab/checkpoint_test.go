package lab_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/disktest"
	"hindsight/core/event"
	"hindsight/core/lab"
	"hindsight/core/shop"
)

// openKept returns a lab of the sample shop's parts that is kept on a disk, its tables on another.
func openKept(t require.TestingT, disk, checkpoints *disktest.Disk) (*lab.Lab, lab.Storage) {
	l := lab.NewShop(clock(), ids())
	_, err := l.Open(disk, lab.OpenOptions{Checkpoints: checkpoints, Maker: "the test"})
	require.NoError(t, err)
	storage, ok := l.Storage()
	require.True(t, ok)
	return l, storage
}

// keep takes a checkpoint, in steps of about so many bytes.
func keep(t require.TestingT, l *lab.Lab, bytes int) {
	c := l.Checkpoint()
	require.NotNil(t, c)
	for done := false; !done; {
		var err error
		done, err = c.Step(bytes)
		require.NoError(t, err)
	}
}

// asked is what a lab answers about its tables at one moment and between that and another.
func asked(t require.TestingT, l *lab.Lab, from, to uint64) (all []byte) {
	s := l.Snapshot()
	add := func(answer []byte, err error) {
		require.NoError(t, err)
		all = append(append(all, '\n'), answer...)
	}
	all = s.AppendProjections(all, lab.AtPosition(to))
	for _, name := range []string{"streams", "event_types", "order_totals", "user_activity", "revenue", "inventory"} {
		add(s.AppendTable(nil, lab.TableQuery{Name: name, At: lab.AtPosition(to), Sort: "key", Limit: lab.MaxPage}))
		add(s.AppendDiff(nil, lab.DiffQuery{Name: name, From: lab.AtPosition(from), To: lab.AtPosition(to), Limit: lab.MaxPage}))
		add(s.AppendFind(nil, lab.FindQuery{Name: name, Operator: "exists", Limit: lab.MaxPage}))
		add(s.AppendFailures(nil, name))
		v, err := s.Projection(name)
		require.NoError(t, err)
		for row := range v.At(to).Backward() {
			add(s.AppendLineage(nil, lab.LineageQuery{Name: name, Key: row.Key, At: lab.AtPosition(to), Limit: 20}))
		}
	}
	return all
}

// requireAlike holds a lab against one that folded all of the same log.
func requireAlike(t require.TestingT, want, got *lab.Lab, from, to uint64) {
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
		l, _ := openKept(t, disk, checkpoints)
		kept := uint64(0)
		for range rapid.IntRange(1, 6).Draw(t, "writes") {
			switch rapid.IntRange(0, 3).Draw(t, "write") {
			case 0:
				broken := draft("order-1", "OrderShipped", `{"broken": true}`)
				broken.ID = rapid.StringMatching("[a-z]{12}").Draw(t, "id")
				_, err := l.Append([]event.Event{broken}, lab.AppendOptions{Idempotent: true})
				require.NoError(t, err)
			case 1:
				require.NoError(t, importAll(t, l, exported(rapid.IntRange(1, 200).Draw(t, "events"), rapid.Uint64Range(1, 3).Draw(t, "seed"))))
			case 2:
				if c := l.Checkpoint(); c != nil {
					kept = l.Snapshot().Log().Len()
					for done := false; !done; {
						var err error
						done, err = c.Step(rapid.IntRange(0, 20_000).Draw(t, "bytes"))
						require.NoError(t, err)
						if !done && rapid.IntRange(0, 3).Draw(t, "meanwhile") == 0 {
							require.NoError(t, l.LoadSample())
						}
					}
				}
			case 3:
				var storage lab.Storage
				l, storage = openKept(t, disk, checkpoints)
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
	l, _ := openKept(t, disk, beside)
	require.NoError(t, l.LoadSample())
	keep(t, l, 300)
	require.NoError(t, importAll(t, l, exported(3, 1)))
	keep(t, l, 1<<20)
	_, err := l.Execute("register", `{"userId": "u9", "name": "Ada"}`, "")
	require.NoError(t, err)
	return disk.Bytes(), beside.Bytes()
}

func TestACheckpointThatIsDamagedDoesNoHarm(t *testing.T) {
	log, whole := small(t)
	want := everything(t, openShop(t, disktest.New(log)))
	requireHarmless := func(checkpoints []byte, what string, at int) {
		l, storage := openKept(t, disktest.New(log), disktest.New(checkpoints))
		if storage.Unfolded < 11 && len(checkpoints) > 0 {
			require.True(t, storage.Folded != "" || storage.Unfolded == 8, "%s %d", what, at)
		}
		if got := everything(t, l); got != want {
			require.Equal(t, want, got, "%s %d", what, at)
		}
	}
	for n := range whole {
		requireHarmless(whole[:n], "cut at", n)
	}
	for i := range whole {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 1 << (i % 8)
		requireHarmless(damaged, "flipped at", i)
	}
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
			l := lab.NewShop(clock(), ids())
			_, err := l.Open(disktest.New([]byte(c.log)), lab.OpenOptions{Checkpoints: disktest.New(checkpoints), Maker: c.maker})
			require.NoError(t, err)
			storage, _ := l.Storage()
			require.Equal(t, c.unfolded, storage.Unfolded)
			require.Equal(t, c.reason, storage.Folded)
			require.Equal(t, everything(t, openShop(t, disktest.New([]byte(c.log)))), everything(t, l))
		})
	}
	t.Run("a log that is the same up to the first checkpoint", func(t *testing.T) {
		disk := &disktest.Disk{}
		l := openShop(t, disk)
		require.NoError(t, l.LoadSample())
		require.NoError(t, importAll(t, l, exported(3, 2)))
		again, storage := openKept(t, disk, disktest.New(checkpoints))
		require.Equal(t, uint64(8), storage.Unfolded)
		require.Equal(t, "the log is not the one that the checkpoint is of", storage.Folded)
		requireAlike(t, l, again, 3, 10)
	})
	t.Run("a log that was cleared", func(t *testing.T) {
		disk, beside := disktest.New(log), disktest.New(checkpoints)
		l, _ := openKept(t, disk, beside)
		require.NoError(t, l.Clear())
		require.Empty(t, beside.Bytes())
		require.NoError(t, importAll(t, l, exported(100, 3)))
		require.NoError(t, importAll(t, openShop(t, disktest.New(log)), exported(100, 3)))
		for _, old := range []*disktest.Disk{beside, disktest.New(checkpoints)} {
			again, storage := openKept(t, disktest.New(disk.Bytes()), old)
			require.Zero(t, storage.Unfolded)
			requireAlike(t, l, again, 10, 90)
		}
		keep(t, l, 1000)
		_, storage := openKept(t, disk, beside)
		require.Equal(t, uint64(100), storage.Unfolded)
	})
}

func TestACheckpointIsGivenUp(t *testing.T) {
	begin := func(t *testing.T) (*lab.Lab, *lab.Checkpoint, *disktest.Disk) {
		beside := &disktest.Disk{}
		l, _ := openKept(t, &disktest.Disk{}, beside)
		require.NoError(t, l.LoadSample())
		c := l.Checkpoint()
		done, err := c.Step(1)
		require.NoError(t, err)
		require.False(t, done)
		return l, c, beside
	}
	requireGivenUp := func(t *testing.T, c *lab.Checkpoint) {
		done, err := c.Step(1)
		require.NoError(t, err)
		require.True(t, done)
	}
	t.Run("when the log is cleared", func(t *testing.T) {
		l, c, beside := begin(t)
		require.NoError(t, l.Clear())
		requireGivenUp(t, c)
		require.Empty(t, beside.Bytes())
	})
	t.Run("when the lab is closed", func(t *testing.T) {
		l, c, _ := begin(t)
		require.NoError(t, l.Close())
		requireGivenUp(t, c)
		require.Nil(t, l.Checkpoint())
	})
	t.Run("when another one is begun", func(t *testing.T) {
		l, c, _ := begin(t)
		keep(t, l, 1<<20)
		requireGivenUp(t, c)
		storage, _ := l.Storage()
		require.Equal(t, uint64(8), storage.Kept)
		require.Nil(t, l.Checkpoint(), "as there is nothing new")
	})
}

// Each operation of a checkpoint's fails, in each way, and then the machine: what is found is of use or not
// used, and the next checkpoint works.
func TestACheckpointThatFails(t *testing.T) {
	for _, how := range []disktest.Failure{disktest.Fails, disktest.Halves, disktest.Lies} {
		for nth, failed := 0, true; failed; nth++ {
			disk, beside := &disktest.Disk{}, &disktest.Disk{}
			l, _ := openKept(t, disk, beside)
			require.NoError(t, l.LoadSample())
			keep(t, l, 1000)
			require.NoError(t, importAll(t, l, exported(50, 1)))
			want, n := everything(t, openShop(t, disk)), 0
			failed = false
			beside.Fail = func(disktest.Operation) disktest.Failure {
				if n++; n == nth+1 {
					failed = true
					return how
				}
				return disktest.Works
			}
			c := l.Checkpoint()
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
				keep(t, l, 1000)
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
		l, _ := openKept(t, disktest.New(log), disktest.New(checkpoints))
		require.Equal(t, want, everything(t, l))
	})
}

func ExampleLab_Checkpoint() {
	log, tables := &disktest.Disk{}, &disktest.Disk{}
	options := lab.OpenOptions{Checkpoints: tables, Maker: "a hash of the program"}
	l := lab.NewShop(clock(), ids())
	_, _ = l.Open(log, options)
	_, _, _, _ = l.Generate(shop.Plan{Events: 1000, Seed: 1}).Step(1000)
	for c, done := l.Checkpoint(), false; !done; {
		done, _ = c.Step(64 << 10) // and between two steps, whatever else there is to do
	}
	_ = l.Close()

	_, _ = l.Open(log, options)
	storage, _ := l.Storage()
	fmt.Println(storage.Unfolded, "of", storage.Events, "events were not folded")
	// Output: 1000 of 1000 events were not folded
}
