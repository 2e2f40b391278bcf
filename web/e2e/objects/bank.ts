// A bank: what happened to its accounts, and a projection that is not compiled in.

/** What each account has. */
export const balances = `
fromAll()
  .partitionBy((event) => event.data.account)
  .when({
    $init: () => ({ balance: 0, below: null }),
    Deposited: (state, event) => { state.balance += event.data.amount; },
    Withdrawn: (state, event) => {
      state.balance -= event.data.amount;
      if (state.balance < 0 && state.below === null) state.below = event.created;
    },
  })
`;

/** The same, and of what is spent it emits an alert and a link. */
export const spending = balances.replace(
  'state.balance -= event.data.amount;',
  `state.balance -= event.data.amount;
      emit('alerts', 'Spent', { account: event.data.account }, { by: 'balances' });
      linkTo('spending', event);`,
);

export const account = (type: string, account: string, amount: number, minute: number) => ({
  type,
  stream: `account-${account}`,
  data: { account, amount },
  time: `2026-01-06T10:${String(minute).padStart(2, '0')}:00Z`,
});

export const bank = [
  account('Deposited', 'alice', 100, 0),
  account('Deposited', 'bob', 20, 1),
  account('Withdrawn', 'bob', 50, 2),
  account('Withdrawn', 'alice', 30, 3),
  account('Deposited', 'bob', 40, 4),
];
