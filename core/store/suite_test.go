package store_test

import (
	"testing"

	"hindsight/core/store"
	"hindsight/core/storetest"
)

// subject lets the suite see a view through its interface.
type subject struct{ *store.Store }

func (s subject) View() storetest.View {
	v := s.Store.View()
	return &v
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(report func(error)) storetest.Store {
		return subject{store.New(store.Options{Report: report})}
	})
}
