import { describe, expect, it } from 'vitest'
import { windowTitle } from '../../../renderer/app/window-title.ts'
import { generateBatch } from '../../support/page/generated.ts'

const running = (done: number, size: number) =>
  generateBatch({
    number: 1,
    status: 'running',
    mode: 'paid',
    size,
    statusAt: (position) => (position < done ? 'done' : 'queued'),
  }).row

describe('the title of the window', () => {
  it('is the name where nothing runs', () => {
    expect(windowTitle([])).toBe('Lightbench')
    expect(windowTitle([{ ...running(2, 4), activity: 'none' }])).toBe('Lightbench')
  })

  it('says how far everything that runs is', () => {
    expect(windowTitle([running(2, 4), running(1, 6)])).toBe('30 % · 3/10 · Lightbench')
  })
})
