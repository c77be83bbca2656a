import { expect, test } from 'vitest';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { numberLabels, variedHeading } from '../../../src/output/format/number-label.ts';

const scenario = {
  stages: [{ id: 'sign-up', label: 'Signed up' }],
  channels: [
    { id: 'ads', label: 'Ads' },
    { id: 'more-ads', label: 'Ads' },
  ],
  loops: [{ id: 'word-of-mouth' }],
} as unknown as Scenario;

test('a number is called by the label of what it belongs to and its own key as words', () => {
  const paths = ['stages.sign-up.conversion', 'loops.word-of-mouth.perMember', 'overhead', 'market.size'];
  expect(numberLabels(scenario, paths)).toEqual([
    'Signed up: conversion',
    'Word of mouth: per member',
    'Overhead',
    'Market size',
  ]);
});

test('numbers that would share a name keep their paths', () => {
  expect(numberLabels(scenario, ['channels.ads.cost', 'channels.more-ads.cost', 'channels.ads.volume'])).toEqual([
    'channels.ads.cost',
    'channels.more-ads.cost',
    'Ads: volume',
  ]);
});

test('the numbers of diminishing returns are called what they are', () => {
  const paths = ['most', 'half', 'slope', 'carry'].map((key) => `channels.ads.response.${key}`);
  expect(numberLabels(scenario, paths)).toEqual([
    'Ads: most prospects',
    'Ads: budget for half of them',
    'Ads: slope of returns',
    'Ads: carry-over of budget',
  ]);
});

test('a factor says what it is on, and what varies otherwise is called by its path', () => {
  expect(numberLabels(scenario, ['channels.ads.volume*', 'overhead*'])).toEqual([
    'Factor on Ads: volume',
    'Factor on Overhead',
  ]);
  expect(variedHeading(scenario, 'overhead*')).toBe('Factor on Overhead');
  expect(variedHeading(scenario, 'channels.ads.volume.2')).toBe('channels.ads.volume.2');
});
