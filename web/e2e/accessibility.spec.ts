// Each state of the page, in both colour schemes, wide and narrow: axe finds nothing, nothing is cut
// off at the side, and it can be read at twice the size.

import { test as alone } from './fixtures';
import { refuseClipboard } from './objects/clipboard';
import { drop, file, threeLines } from './objects/logs';
import { Playground } from './objects/playground';
import { expect, expectAccessible, test } from './shared';

/** What leads to each state. */
const states: Record<string, (playground: Playground) => Promise<void>> = {
  'the sample shop': async () => {},
  'the past, with an event opened': async ({ moment, events, detail }) => {
    await moment.step('First event').click();
    await expect(moment.past).toBeVisible();
    await events.row(3).click();
    await expect(detail.trees).toHaveCount(2);
  },
  'the form for any event, with mistakes in it': async ({ commands, form }) => {
    await commands.anyEvent.click();
    await form.fill({ data: '{"a": ', time: 'noon' });
    await form.submit.click();
    await expect(form.data).toHaveAttribute('aria-invalid', 'true');
  },
  'a command that was refused': async ({ commands }) => {
    await commands.more('Ship').click();
    await commands.form('Ship').execute.click();
    await expect(commands.form('Ship').error).toContainText('Rule');
  },
  'the import dialog': async (playground) => {
    await playground.action('Import…').click();
    await expect(playground.importing.dialog).toBeVisible();
  },
  'an import with lines set aside': async ({ page, job }) => {
    await drop(page, file(threeLines));
    await expect(job.reasons).toHaveCount(1);
  },
  'the generate dialog, with a wrong seed': async (playground) => {
    await playground.action('Generate…').click();
    await playground.generating.seed.fill('lucky');
  },
  'filters of a range that is empty': async ({ events }) => {
    await events.more.click();
    await events.from.fill('2026-02-01T00:00:00Z');
    await events.to.fill('2026-01-01T00:00:00Z');
    await expect(events.empty).toBeVisible();
  },
  'a search with a mistake in it, and suggestions': async ({ events, keys }) => {
    await events.search.fill('from:whenever order');
    await expect(events.suggestion('stream:order-1001')).toBeVisible();
    await keys.press('ArrowDown');
    await expect(events.suggestions.first()).toHaveAttribute('aria-selected', 'true');
  },
  'failures of a projection': async (playground) => {
    const { projections } = playground;
    await playground.append({ type: 'OrderPlaced', stream: 'order-9', data: {} });
    await projections.show('Order totals');
    await projections.failures.click();
  },
  'two moments compared': async ({ events, diff, projections }) => {
    await projections.show('Order totals');
    await events.row(3).click();
    await events.row(6).click({ modifiers: ['Shift'] });
    await diff.between.click();
    await expect(diff.rows).toHaveCount(2);
  },
  'the lineage of a value, with a whole row': async ({ projections, lineage }) => {
    await projections.show('Order totals');
    await projections.value('1001', 'shipped').click();
    await lineage.wholeRow(4).click();
    await expect(lineage.around(4)).toContainText('placed');
  },
  'an event with its causes and effects': async ({ events, detail }) => {
    await events.row(7).click();
    await detail.causes.click();
    await expect(detail.fact('Led to')).toContainText('Event 8');
  },
  'what an event can be copied as': async ({ events, detail }) => {
    await events.row(7).click();
    await detail.copy.click();
    await expect(detail.copyMenu).toBeVisible();
  },
  'a copy that the clipboard refused': async ({ page, events, detail }) => {
    await refuseClipboard(page);
    await events.row(7).click();
    await detail.copyAs('CloudEvent');
    await expect(detail.copyByHand).toBeFocused();
  },
  'a condition found, at one of its flips': async ({ projections, finding }) => {
    await projections.show('Inventory');
    await finding.toggle.click();
    await finding.value.fill('20');
    await finding.submit.click();
    await finding.previous.click();
    await expect(finding.current).toHaveCount(1);
  },
  'idle time folded': async ({ timeline }) => {
    await timeline.fold.click();
    await expect(timeline.seams.first()).toBeVisible();
  },
  'three panes, two moments compared': async ({ panes, diff, events }) => {
    await events.row(3).click();
    await events.row(7).click({ modifiers: ['Shift'] });
    await panes.beside.click();
    await panes.beside.click();
    await diff.expectEnds(3, 7);
    await expect(panes.all).toHaveCount(3);
  },
  'a number’s lineage, beside two panes': async ({ projections, panes, lineage }) => {
    await projections.tab('Inventory').click({ modifiers: ['Control'] });
    await panes.pane(2).value('mug', '18').click();
    await expect(lineage.course).toBeVisible();
  },
  'the palette': async ({ keys, page }) => {
    await keys.press('Control+k');
    await expect(page.getByRole('option', { name: 'Show Inventory' })).toBeVisible();
  },
  'the keys': async ({ keys, page }) => {
    await keys.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  },
  'the theme menu': async ({ theme }) => {
    await theme.button.click();
    await expect(theme.choice('As the system')).toBeFocused();
  },
  'a step of the tour': async ({ tour }) => {
    await tour.start.click();
    await tour.next.click();
    await tour.expectStep('Rewind');
  },
  'the last step of the tour': async ({ tour, keys }) => {
    await tour.start.click();
    for (let step = 1; step < 7; step++) await keys.push(tour.next);
    await tour.expectStep('Bring your own log');
  },
  'after the introduction was put away': async ({ introduction }) => {
    await introduction.dismiss.click();
    await expect(introduction.strip).toBeHidden();
  },
  'the question whether to clear the log': async (playground) => {
    await playground.action('Clear…').click();
    await expect(playground.page.getByRole('dialog')).toContainText('This forgets 8 events');
  },
  'the question whether to load the sample shop': async (playground) => {
    await playground.action('Sample shop…').click();
    await expect(playground.page.getByRole('dialog')).toContainText('This forgets 8 events');
  },
  'a finished import': async ({ page, job }) => {
    await drop(page, file('{"id":"n-1","type":"Noted","stream":"note-1","data":{}}'));
    await job.expectSummary({ appended: 1 });
  },
  'the timeline from close by': async ({ timeline }) => {
    for (let times = 0; times < 3; times++) await timeline.zoomIn.click();
    await expect(timeline.minimap).toBeVisible();
  },
  'a range': async ({ page, timeline, events }) => {
    await timeline.drag(0.5, [0.76], 'axis');
    await page.mouse.up();
    await expect(events.clearFilters).toBeVisible();
  },
  'a log that plays over and over': async ({ timeline }) => {
    await timeline.loop.click();
    await timeline.play.click();
    await expect(timeline.pause).toBeVisible();
  },
  'the workspaces, one of them deleted, and the log verified': async ({ workspaces }) => {
    await workspaces.open();
    await workspaces.row('Sample shop').getByRole('button', { name: 'Duplicate' }).click();
    const copy = workspaces.row('Sample shop, copy');
    await copy.getByRole('button', { name: 'Delete' }).click();
    await workspaces.dialog.getByText('1 deleted workspace').click();
    await workspaces.dialog.getByRole('button', { name: 'Verify' }).click();
    await expect(workspaces.dialog).toContainText('8 events in 1 block');
  },
  'a workspace being renamed': async ({ workspaces }) => {
    await workspaces.open();
    await workspaces.row('Sample shop').getByRole('button', { name: 'Rename' }).click();
    await expect(workspaces.dialog.getByLabel('New name of “Sample shop”')).toBeVisible();
  },
  'an empty log': async (playground) => {
    await playground.clear();
  },
};

/** What only a page has that is opened for the first time. */
const introduced = ['the sample shop', 'after the introduction was put away'];

for (const [state, lead] of Object.entries(states)) {
  const testOf = introduced.includes(state) ? alone : test;
  testOf(
    `${state} is accessible and fits, light and dark, wide and narrow`,
    async ({ playground }) => {
      // Axe takes its time.
      testOf.slow();
      const { page } = playground;
      await lead(playground);
      for (const [colorScheme, width] of [
        ['light', 1440],
        ['dark', 360],
      ] as const) {
        await testOf.step(`${colorScheme}, ${width} px wide`, async () => {
          await page.setViewportSize({ width, height: 900 });
          await expectToFit(playground);
          // Colours that are on their way from one scheme to the other belong to neither.
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await expectAccessible(page);
        });
      }
    },
  );
}

for (const chosen of ['Light', 'Dark'] as const) {
  alone(
    `the chosen theme ${chosen} is accessible, whatever the system has`,
    async ({ playground }) => {
      alone.slow();
      const { page, theme, introduction, moment, events } = playground;
      await page.emulateMedia({
        colorScheme: chosen === 'Light' ? 'dark' : 'light',
        reducedMotion: 'reduce',
      });
      await theme.choose(chosen);
      await expect(introduction.strip).toBeVisible();
      await expectAccessible(page);
      await events.row(3).click();
      await moment.step('First event').click();
      await expect(moment.past).toBeVisible();
      await expectAccessible(page);
    },
  );
}

alone.describe('at 200 % zoom', () => {
  // A window of 1440 by 900 that is zoomed to twice the size.
  alone.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });

  alone('nothing is cut off at the side, and everything can be reached', async ({ playground }) => {
    const { events, detail, moment, commands, form } = playground;
    await expectToFit(playground);
    await events.row(1).click();
    await expect(detail.title).toHaveText('Event 1');
    await moment.step('First event').click();
    await moment.expectPast(1, 8);
    await expectToFit(playground);
    await commands.anyEvent.click();
    await form.fill({ type: 'Noted', stream: 'note-1' });
    await form.submit.click();
    await expect(form.done).toContainText('at position 9');
    await expectToFit(playground);
  });
});

alone('at 360 px an event is appended, opened and rewound', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const { commands, events, detail, moment, status } = await Playground.open(page);
  await commands.button('Register').click();
  await expect(status).toContainText('user-alan at position 9');
  await events.row(9).click();
  await expect(detail.fact('Stream')).toContainText('user-alan');
  await moment.step('First event').click();
  await moment.expectPast(1, 9);
  await moment.backToNow.click();
  await moment.expectNow(9);
});

/** Expects the page not to be wider than the window. */
async function expectToFit({ page }: Playground): Promise<void> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content, 'the width of the page').toBeLessThanOrEqual(window ?? 0);
}
