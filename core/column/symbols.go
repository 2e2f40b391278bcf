package column

// Names turns the numbers that a [Symbols] gave out back into texts. It is a snapshot: safe to read
// from any goroutine, ignorant of later symbols.
type Names struct {
	texts Column[Text]
	slab  Slab
}

// Len returns the number of symbols.
func (n *Names) Len() int { return n.texts.Len() }

// Name returns the text of a symbol. It panics when there is no such symbol.
func (n *Names) Name(symbol uint32) string { return n.slab.Text(n.texts.At(int(symbol))) }

// Symbols keeps every distinct text once and numbers them 0, 1, 2 in the order they came. The zero
// value is empty and ready to use.
type Symbols struct {
	Names
	index  Index
	recent [recentSize]recentText
}

// recentText is a text that Intern met lately. Most logs have a few types, states and currencies that
// come again and again, and comparing with one of these is several times quicker than hashing.
type recentText struct {
	text   string // the slab's
	symbol uint32
}

const recentSize = 32

// slot returns where a text that is not empty would be among the recent ones.
func slot(text string) int {
	last := len(text) - 1
	return (int(text[0]) ^ int(text[last])<<1 ^ int(text[last/2])<<2 ^ last<<3) % recentSize
}

// Find returns the number of a text, if it has one.
func (s *Symbols) Find(text string) (symbol uint32, ok bool) {
	return s.find(Hash(text), text)
}

// Intern returns the number of a text and gives it one if it has none; fresh tells which.
func (s *Symbols) Intern(text string) (symbol uint32, fresh bool) {
	symbol, hash, ok := s.recall(text)
	if ok {
		return symbol, false
	}
	symbol = uint32(s.Len())
	s.texts.Append(s.slab.Append(text))
	s.index.Add(hash, symbol)
	return symbol, true
}

// Recall is Find for the one goroutine that interns: quicker for texts that come again and again.
func (s *Symbols) Recall(text string) (symbol uint32, ok bool) {
	symbol, _, ok = s.recall(text)
	return symbol, ok
}

// recall also returns the text's hash where it is not found.
func (s *Symbols) recall(text string) (symbol, hash uint32, ok bool) {
	if text == "" {
		hash = Hash(text)
		symbol, ok = s.find(hash, text)
		return symbol, hash, ok
	}
	r := &s.recent[slot(text)]
	if r.text == text {
		return r.symbol, 0, true
	}
	hash = Hash(text)
	if symbol, ok = s.find(hash, text); ok {
		*r = recentText{s.Name(symbol), symbol}
	}
	return symbol, hash, ok
}

func (s *Symbols) find(hash uint32, text string) (uint32, bool) {
	return s.index.Find(hash, func(n uint32) bool { return s.Name(n) == text })
}

// Bytes returns how much memory the texts and their index take.
func (s *Symbols) Bytes() int { return s.texts.Bytes() + s.slab.Bytes() + s.index.Bytes() }
