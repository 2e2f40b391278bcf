package shop

import (
	"hindsight/core/command"
	"hindsight/core/event"
)

// The events of a user's stream, user-<userId>, and the members of their data, all strings.
const (
	// UserRegistered: userId, name.
	UserRegistered = "UserRegistered"
	// UserLoggedIn: userId, device.
	UserLoggedIn = "UserLoggedIn"
)

// The rules of a user's stream, as a [command.Rejection] names them.
const (
	RuleRegisterTwice = "register_twice" // a user registers once
	RuleUnknownUser   = "unknown_user"   // the user must have registered
)

// user is the state of a user's stream. The zero value is that of one who never registered.
type user struct{ registered bool }

func userStream(id string) string { return "user-" + id }

func evolveUser(u user, e event.Event) (user, error) {
	if e.Type == UserRegistered {
		u.registered = true
	}
	return u, nil
}

func streamOfUser(v command.Values) string { return userStream(v.Text("userId")) }

// Register is the command by which a user comes to be.
func Register() command.Command {
	return command.Define(command.Definition[user]{
		Name: "register", Title: "Register", Types: []string{UserRegistered},
		Fields: []command.Field{
			{Name: "userId", Title: "User", Kind: command.Text, Required: true, Hint: "A new one; its stream is user-<this>"},
			{Name: "name", Title: "Name", Kind: command.Text, Required: true, Hint: "What the user is called"},
		},
		Stream: streamOfUser, Evolve: evolveUser, Decide: decideRegister, Suggest: suggestRegister,
	})
}

func decideRegister(u user, v command.Values) ([]command.Draft, error) {
	if u.registered {
		return nil, command.Reject(RuleRegisterTwice, "User %s is registered already; a new user needs a new id.", v.Text("userId"))
	}
	return one(UserRegistered, object{}.text("userId", v.Text("userId")).text("name", v.Text("name"))), nil
}

// LogIn is the command by which a registered user comes back.
func LogIn() command.Command {
	return command.Define(command.Definition[user]{
		Name: "log-in", Title: "Log in", Types: []string{UserLoggedIn},
		Fields: []command.Field{
			{Name: "userId", Title: "User", Kind: command.Text, Required: true, Hint: "One who is registered"},
			{Name: "device", Title: "Device", Kind: command.Choice, Choices: devices[:], Required: true},
		},
		Stream: streamOfUser, Evolve: evolveUser, Decide: decideLogIn, Suggest: suggestLogIn,
	})
}

func decideLogIn(u user, v command.Values) ([]command.Draft, error) {
	if !u.registered {
		return nil, command.Reject(RuleUnknownUser, "There is no user %s; a user must register first.", v.Text("userId"))
	}
	return one(UserLoggedIn, object{}.text("userId", v.Text("userId")).text("device", v.Text("device"))), nil
}
