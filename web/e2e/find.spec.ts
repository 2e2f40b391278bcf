// When a condition on a projection's rows turned true or false, and the way to each of those moments.

import { expect, expectAccessible, test } from './shared';

test('a condition lists when it turned, as the engine says', async ({ playground }) => {
  const { projections, finding, moment, page } = playground;
  await projections.show('Inventory');
  await finding.toggle.click();
  await finding.ask('onHand', '<', '20');
  const { flips } = await page.evaluate(() =>
    window.hindsight.find('inventory', { column: 'onHand', op: '<', value: 20 }),
  );
  expect(flips).toHaveLength(1);
  await expect(finding.flips).toHaveText([/^76 Jan 15:20:00● truemug$/]);
  await finding.flips.getByRole('button').click();
  await moment.expectPast(7, 8);
  await expect(finding.current).toHaveCount(1);
});

test('the flips are stepped through, from wherever one is', async ({ playground }) => {
  const { projections, finding, moment } = playground;
  await projections.show('Order totals');
  await finding.toggle.click();
  await finding.ask('status', '=', 'placed');
  await expect(finding.count).toHaveText('turned 3 times');
  await expect(finding.next).toHaveAttribute('aria-disabled', 'true');
  await finding.previous.click();
  await moment.expectPast(6, 8);
  await expect(finding.count).toHaveText('3 of 3');
  await finding.previous.click();
  await moment.expectPast(4, 8);
  await expect(finding.current).toContainText('○ false');
  await finding.previous.click();
  await moment.expectPast(3, 8);
  await expect(finding.previous).toHaveAttribute('aria-disabled', 'true');
  await finding.next.click();
  await moment.expectPast(4, 8);
});

test('what makes no sense is said beside the value, and can be put right', async ({
  playground,
}) => {
  const { projections, finding } = playground;
  await projections.show('Inventory');
  await finding.toggle.click();
  await finding.column.selectOption('onHand');
  await finding.value.fill('few');
  await finding.submit.click();
  await expect(finding.error).toContainText('want a whole number');
  await expect(finding.value).toHaveAttribute('aria-invalid', 'true');
  await finding.value.fill('1000000');
  await finding.submit.click();
  await expect(finding.error).toBeHidden();
  await expect(finding.flips).toHaveCount(1);
  await finding.operator.selectOption('exists');
  await finding.submit.click();
  await expect(finding.flips).toHaveText([/^2.*● true.*mug$/]);
});

test('flips come with what is appended, and go with the log', async ({ playground }) => {
  const { projections, finding, commands } = playground;
  await projections.show('Order totals');
  await finding.toggle.click();
  await finding.ask('status', '=', 'paid');
  await expect(finding.flips).toHaveCount(2);
  await commands.button('Pay').click();
  await expect(finding.flips).toHaveCount(3);
  await playground.clear();
  await expect(finding.flips).toHaveCount(0);
});

test('by keyboard alone, a condition is found and its moments are gone through', async ({
  playground,
}) => {
  const { keys, projections, finding, moment } = playground;
  await projections.show('Order totals');
  await keys.push(finding.toggle);
  await expect(finding.column).toBeFocused();
  await keys.type('status');
  await expect(finding.operator).toHaveValue('=');
  await keys.to(finding.value);
  await keys.type('placed');
  await keys.press('Enter');
  await expect(finding.flips).toHaveCount(3);
  await keys.to(finding.submit);
  await keys.press('p');
  await moment.expectPast(6, 8);
  await keys.press('p');
  await moment.expectPast(4, 8);
  await keys.press('n');
  await moment.expectPast(6, 8);
  await keys.press('Escape');
  await expect(finding.form).toBeHidden();
  await expect(finding.toggle).toBeFocused();
});

test('a condition is on a member of the data, which is suggested and can be deep', async ({
  playground,
}) => {
  const { finding, moment, page } = playground;
  await playground.becomeForeign();
  await finding.toggle.click();
  await expect(finding.member).toHaveCount(0);
  await finding.column.selectOption('data');
  await expect(finding.member).toHaveAttribute('placeholder', 'member: amount');
  await expect(finding.suggested).toHaveCount(2);
  await finding.member.fill('amount');
  await finding.operator.selectOption('<');
  await finding.value.fill('20.0');
  await finding.submit.click();
  await expect(finding.flips).toHaveText([/^4.*● true.*account 1$/]);
  await expect(finding.list).toHaveAccessibleName('When “data amount < 20.0” turned');
  await finding.member.fill('by.name');
  await finding.operator.selectOption('=');
  await finding.value.fill('ada');
  await finding.submit.click();
  await expect(finding.flips).toHaveText([/^2.*● true.*account 1$/]);
  await finding.flips.getByRole('button').click();
  await moment.expectPast(2, 4);
  await expectAccessible(page);
});

test('without a member, the data is only asked what makes sense of all of it, and says why', async ({
  playground,
}) => {
  const { finding, projections } = playground;
  await playground.becomeForeign();
  await finding.toggle.click();
  await finding.column.selectOption('data');
  await expect(finding.note).toContainText('only = and ≠ are of use');
  await finding.operator.selectOption('<');
  await finding.submit.click();
  await expect(finding.error).toContainText('Name a member');
  await expect(finding.member).toBeFocused();
  await expect(finding.member).toHaveAttribute('aria-invalid', 'true');
  await expect(finding.value).toHaveAttribute('aria-invalid', 'false');
  await finding.operator.selectOption('=');
  await expect(finding.error).toBeHidden();
  await finding.value.fill('{"owner":"ada"}');
  await finding.submit.click();
  await expect(finding.flips).toHaveCount(2);
  await finding.member.fill('a..b');
  await expect(finding.note).toBeHidden();
  await finding.submit.click();
  await expect(finding.error).toContainText('empty name');
  await expect(finding.member).toHaveAttribute('aria-invalid', 'true');
  await finding.member.fill('owner');
  await finding.operator.selectOption('there');
  await expect(finding.value).toBeDisabled();
  await finding.submit.click();
  await expect(finding.flips).toHaveText([/^1.*● true/, /^2.*○ false/]);
  await expect(finding.list).toHaveAccessibleName('When “data owner is there” turned');
  await finding.column.selectOption('version');
  await expect(finding.operator).toHaveValue('=');
  await expect(finding.member).toHaveCount(0);
  await projections.show('Event types');
  await projections.show('Streams');
  await expect(finding.member, 'what was asked is there again').toHaveValue('owner');
  await expect(finding.operator).toHaveValue('there');
});

test('by keyboard alone, a condition is on a member', async ({ playground }) => {
  const { keys, finding, moment } = playground;
  await playground.becomeForeign();
  await keys.push(finding.toggle);
  await expect(finding.column).toBeFocused();
  await keys.type('data');
  await keys.fill(finding.member, 'by.name');
  await keys.fill(finding.value, 'ada');
  await keys.press('Enter');
  await expect(finding.flips).toHaveText([/^2.*● true.*account 1$/]);
  await keys.to(finding.submit);
  await keys.press('p');
  await moment.expectPast(2, 4);
});
