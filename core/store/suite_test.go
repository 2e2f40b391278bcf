package store_test

import (
	"testing"

	"hindsight/core/store"
	"hindsight/core/storetest"
)

// subject lets the suite see a snapshot through its interface.
type subject struct{ *store.Store }

func (s subject) Snapshot() storetest.Snapshot {
	v := s.Store.Snapshot()
	return &v
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(report func(error)) storetest.Store {
		return subject{store.New(store.Options{Report: report})}
	})
}
