// One row for each value of currency. An event without it belongs to no row.
fromAll()
  .partitionBy((event) => event.data?.currency)
  .when({
    $init: () => ({ orders: 0, gross: '0', refunded: '0', net: '0' }),
    PaymentReceived: (state, event) => {
      state.orders += 1;
      state.gross = plus(state.gross, event.data?.amount);
      state.net = plus(state.net, event.data?.amount);
    },
    OrderRefunded: (state, event) => {
      state.refunded = plus(state.refunded, event.data?.amount);
      state.net = minus(state.net, event.data?.amount);
    },
  });

function plus(total, amount) {
  return added(total, amount, 1n);
}

function minus(total, amount) {
  return added(total, amount, -1n);
}

// A total is decimal text, and is added to digit by digit: as a number, 0.1 + 0.2 would be
// 0.30000000000000004. An amount that is absent, or no number, adds nothing.
function added(total, amount, sign) {
  const before = decimalOf(total);
  const more = decimalOf(amount);
  if (more === null) return total;
  const digits = Math.max(before.digits, more.digits);
  return textOf(unitsOf(before, digits) + sign * unitsOf(more, digits), digits);
}

// A number, or text such as 12.50, as whole units, here 1250, and how many digits stand behind the
// point, here 2. All else is null.
function decimalOf(value) {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const found = /^(-?\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i.exec(value);
  if (found === null) return null;
  const [, whole, fraction = '', power = '0'] = found;
  const units = BigInt(whole + fraction);
  // A power of ten, as JavaScript writes it for 1e+21, moves the point.
  const digits = fraction.length - Number(power);
  return digits < 0 ? { units: units * 10n ** BigInt(-digits), digits: 0 } : { units, digits };
}

// The units of a decimal with more digits behind its point.
function unitsOf(decimal, digits) {
  return decimal.units * 10n ** BigInt(digits - decimal.digits);
}

// Writes 1250 units with 2 digits behind the point as 12.50.
function textOf(units, digits) {
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
  const point = text.length - digits;
  const fraction = digits > 0 ? `.${text.slice(point)}` : '';
  return (units < 0n ? '-' : '') + text.slice(0, point) + fraction;
}
