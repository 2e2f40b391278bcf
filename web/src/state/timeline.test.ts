import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import * as timeline from './timeline';

const whole = { from: 0, to: 1000 };

beforeEach(() => {
  timeline.drawAlong('time');
  timeline.showWhole();
});

test('zooming in shows a part; zooming out as far shows all again, and grows with it', () => {
  timeline.zoom(whole, 500, 0.5);
  assert.deepEqual(timeline.zoomed.value, { from: 250, to: 750 });
  timeline.zoom(whole, 500, 2);
  assert.equal(timeline.zoomed.value, null);
});

test('the whole does not pan, a part does', () => {
  timeline.pan(whole, 0.5);
  assert.equal(timeline.zoomed.value, null);
  timeline.zoom(whole, 0, 0.1);
  timeline.pan(whole, 0.5);
  assert.deepEqual(timeline.zoomed.value, { from: 50, to: 150 });
});

test('another axis is shown whole', () => {
  timeline.zoom(whole, 500, 0.5);
  timeline.drawAlong('time');
  assert.notEqual(timeline.zoomed.value, null);
  timeline.drawAlong('position');
  assert.equal(timeline.zoomed.value, null);
});

test('a place out of view is brought into it; the whole has every place in view', () => {
  timeline.bringIntoView(whole, 900);
  assert.equal(timeline.zoomed.value, null);
  timeline.zoom(whole, 0, 0.1);
  const before = timeline.zoomed.value;
  timeline.bringIntoView(whole, 50);
  assert.equal(timeline.zoomed.value, before);
  timeline.bringIntoView(whole, 900);
  assert.deepEqual(timeline.zoomed.value, { from: 890, to: 990 });
});
